import NodeID3 from 'node-id3'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TASK_KINDS } from '@troubadour/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UnusableAudioError } from '../engines/ports/errors.js'
import type { JsonObject, Task, Track } from '../tasks/types.js'
import { createWorkflows, type WorkflowDeps } from './index.js'
import { packScore } from './packed-score.js'
import { emptyTake, fakeDeps, fakeEngines, fakeRun, memoryStore } from './testing/fakes.js'

let scratchDir: string
beforeAll(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'workflows-'))
})
afterAll(() => rm(scratchDir, { recursive: true, force: true }))

const ACCOUNT = '11111111-1111-4111-8111-111111111111'

/** Runs a task of `kind` and gives what it committed. */
async function run(overrides: Partial<WorkflowDeps>, kind: string, request: JsonObject) {
  const deps = fakeDeps(scratchDir, overrides)
  const fake = fakeRun(kind, request)
  await createWorkflows(deps)
    .find((each) => each.kind === kind)!
    .run(fake.run)
  expect(fake.commits).toHaveLength(1)
  return fake.commits[0]!
}

async function song(index: number, changes: Partial<Track> = {}): Promise<Track> {
  return {
    id: `track-${index}`,
    taskId: 'music',
    index,
    title: `Take ${index}`,
    tags: 'pop',
    lyrics: '',
    modelName: 'chirp-crow',
    engine: 'fake',
    score: await packScore(emptyTake(`Take ${index}`).score),
    recordingKeys: {},
    imageKey: `${ACCOUNT}/tracks/track-${index}.jpeg`,
    audioKey: `${ACCOUNT}/tracks/track-${index}.mp3`,
    durationSeconds: 60,
    waveform: [],
    warnings: [],
    createdAt: new Date(0),
    ...changes,
  }
}

const task = (changes: Partial<Task>): Task => ({ ...fakeRun('generate', {}).run.task, ...changes })

describe('cover images', () => {
  it('are two different PNGs, after the two songs', async () => {
    const drawn: { title: string; seed: number; format?: string }[] = []
    const store = memoryStore()
    const engines = fakeEngines({
      coverArtist: {
        draw: async (request) => {
          drawn.push(request)
          return new Uint8Array([drawn.length])
        },
      },
    })
    const tracks = [await song(0), await song(1)]
    const { result, files } = await run(
      { engines, store, tracksOf: async () => tracks },
      TASK_KINDS.coverImages,
      { musicTaskId: 'music' },
    )
    expect(drawn.map(({ title, format }) => [title, format])).toEqual([
      ['Take 0', 'png'],
      ['Take 1', 'png'],
    ])
    expect(drawn[0]!.seed).not.toBe(drawn[1]!.seed)
    expect(files!.map(({ contentType }) => contentType)).toEqual(['image/png', 'image/png'])
    expect((result as { keys: string[] }).keys).toEqual([...store.objects.keys()])
  })
})

describe('recovery', () => {
  const recover = async (tracks: readonly Track[], store = memoryStore()) => {
    const performed: string[] = []
    const engines = fakeEngines({
      music: {
        perform: async ({ score }) => {
          performed.push(score.title)
          return {
            mp3: Buffer.from(`mp3 of ${score.title}`),
            durationSeconds: 60,
            waveform: [],
            loudnessLufs: -14,
            truePeakDbtp: -1,
          }
        },
      },
      coverArtist: { draw: async ({ title }) => Buffer.from(`cover of ${title}`) },
    })
    const commit = await run(
      { engines, store, findTask: async () => task({ id: 'music' }), tracksOf: async () => [...tracks] },
      TASK_KINDS.recovery,
      { originalTaskId: 'music' },
    )
    return { commit, performed, store }
  }

  it('performs what is gone, gives what is there, and keeps both as long as new files', async () => {
    const tracks = [await song(0), await song(1)]
    const store = memoryStore()
    store.objects.set(tracks[0]!.audioKey!, Buffer.from('there'))
    store.objects.set(tracks[0]!.imageKey!, Buffer.from('old cover'))
    const { commit, performed } = await recover(tracks, store)
    expect(performed).toEqual(['Take 1'])
    expect(store.objects.get(tracks[0]!.audioKey!)!.toString()).toBe('there')
    const file = store.objects.get(tracks[1]!.audioKey!)!
    expect(NodeID3.read(file)).toMatchObject({
      title: 'Take 1',
      image: { imageBuffer: Buffer.from('cover of Take 1') },
    })
    expect(file.toString()).toMatch(/mp3 of Take 1$/)
    expect(commit.files!.map(({ key }) => key).sort()).toEqual([...store.objects.keys()].sort())
    expect(commit.files!.every(({ keepDays }) => keepDays === 14)).toBe(true)
    expect(commit).toMatchObject({ outcome: 'succeeded', callback: { code: 200, data: [{}, {}] } })
  })

  it('says why a song cannot be had, and fails when none can', async () => {
    const tracks = [
      await song(0, { audioKey: null }),
      await song(1, { recordingKeys: { upload: `${ACCOUNT}/recordings/gone` } }),
    ]
    const { commit } = await recover(tracks)
    expect(commit.result).toMatchObject({
      songs: [
        { key: null, error: 'clip_not_complete' },
        { key: null, error: 'feed_failed' },
      ],
    })
    expect(commit).toMatchObject({ stage: 'error', outcome: 'failed', callback: { code: 500 } })
  })
})

const TRAITS = { medianMidi: 57 }
const PHRASE = {
  voiceUrl: 'http://songs.example/media/me/voice.wav',
  vocalStartS: 1,
  vocalEndS: 9,
  language: 'fr',
}
const withVoice = () => {
  const store = memoryStore()
  store.objects.set('me/voice.wav', Buffer.from('la la'))
  return store
}

describe('a validation phrase', () => {
  it('comes after listening to the part that was named', async () => {
    const windows: unknown[] = []
    const engines = fakeEngines({
      voiceAnalyst: {
        listen: async (_file, window) => {
          windows.push(window)
          return TRAITS as never
        },
        phrase: (language, seed, except) => `${language} ${seed} ${except}`,
      },
    })
    const commit = await run({ engines, store: withVoice() }, TASK_KINDS.voicePhrase, PHRASE)
    expect(windows).toEqual([{ startSeconds: 1, endSeconds: 9 }])
    expect(commit).toMatchObject({
      result: { phrase: 'fr 1 undefined', sample: TRAITS },
      callback: { data: { status: 'wait_validating', validateInfo: 'fr 1 undefined' } },
    })
  })

  it('is another one, without listening again, when it is asked for once more', async () => {
    const engines = fakeEngines({
      voiceAnalyst: { phrase: (_language, _seed, except) => `not ${except}` },
    })
    const earlier = task({ state: 'succeeded', result: { phrase: 'first', sample: TRAITS } })
    const { result } = await run({ engines, findTask: async () => earlier }, TASK_KINDS.voicePhrase, {
      ...PHRASE,
      earlierTaskId: 'earlier',
    })
    expect(result).toEqual({ phrase: 'not first', sample: TRAITS })
  })
})

describe('a voice', () => {
  const REQUEST = { phraseTaskId: 'phrase', verifyUrl: PHRASE.voiceUrl, name: 'Me', skill: 'advanced' }
  const phrase = task({ state: 'succeeded', result: { phrase: 'x', sample: TRAITS } })
  const make = (analyst: Parameters<typeof fakeEngines>[0]['voiceAnalyst']) =>
    run(
      {
        engines: fakeEngines({ voiceAnalyst: analyst! }),
        store: withVoice(),
        findTask: async () => phrase,
      },
      TASK_KINDS.voice,
      REQUEST,
    )

  it('is stored with the task that made it', async () => {
    const fit = { singerId: 'theo', voice: { tractLength: 1.1 } as never }
    const commit = await make({
      listen: async () => TRAITS as never,
      says: async () => undefined,
      difference: () => undefined,
      fit: () => fit,
    })
    const { voiceId } = commit.result as { voiceId: string }
    expect(voiceId).toMatch(/^voice_[0-9a-f]{32}$/)
    expect(commit.persona).toMatchObject({
      id: voiceId,
      kind: 'voice',
      persona: { id: voiceId, kind: 'voice', name: 'Me', ...fit },
    })
  })

  it('is refused, in the documented words, to somebody else, to other words and to silence', async () => {
    const documented = /^Verification audio did not match the validation phrase: /
    await expect(
      make({
        listen: async () => TRAITS as never,
        says: async () => true,
        difference: () => 'Another tract.',
      }),
    ).rejects.toMatchObject({ code: 500, message: documented })
    await expect(
      make({
        listen: async () => TRAITS as never,
        says: async (_file, phrase) => phrase !== 'x',
        difference: () => undefined,
      }),
    ).rejects.toMatchObject({ code: 500, message: expect.stringContaining('Other words') as unknown })
    await expect(
      make({
        listen: async () => {
          throw new UnusableAudioError('No voice is heard.')
        },
      }),
    ).rejects.toMatchObject({ code: 500, message: documented })
  })
})

describe('MIDI', () => {
  const file = (id: string, key: string | null = `a/${id}.mp3`) => ({ id, key, durationSeconds: 10 })
  const note = { pitchMidi: 60, startSeconds: 0, endSeconds: 1, velocity: 0.5 }

  it('is read off the score of a song of ours, silent stems left out', async () => {
    const separation = task({
      state: 'succeeded',
      request: {
        mode: 'stems',
        source: { kind: 'track', taskId: 'music', audioId: 'track-0', trackIndex: 0 },
      },
      result: {
        stems: [
          { name: 'drums', ...file('1') },
          { name: 'brass', ...file('2', null) },
        ],
        originKey: null,
      },
    })
    const engines = fakeEngines({
      notator: {
        read: (_score, groups) => groups.map(({ name }) => ({ name, notes: [note] })),
        scoreFile: () => Buffer.from('MThd'),
      },
    })
    const track = await song(0)
    const store = memoryStore()
    const { result } = await run(
      { engines, store, findTask: async () => separation, findTrack: async () => track },
      TASK_KINDS.midi,
      { separationTaskId: 's' },
    )
    expect(result).toMatchObject({
      instruments: [{ name: 'Drums', notes: [{ pitch: 60, start: 0, end: 1, velocity: 0.5 }] }],
    })
    expect([...store.objects.values()].map(String)).toEqual(['MThd'])
  })

  it('is heard in the stem of a recording that was asked for', async () => {
    const separation = task({
      state: 'succeeded',
      request: {
        mode: 'advanced',
        stemName: 'Flute',
        source: { kind: 'url', audioUrl: 'http://elsewhere.example/a.mp3' },
      },
      result: {
        stems: [],
        pair: { name: 'Flute', extract: file('e'), remove: file('r') },
        originKey: null,
      },
    })
    const heard: string[] = []
    const engines = fakeEngines({
      transcriber: {
        transcribe: async (_file, stem) => {
          heard.push(stem)
          return { notes: [note], program: 73 }
        },
      },
      notator: { notesFile: () => Buffer.from('MThd') },
    })
    const store = memoryStore()
    store.objects.set('a/e.mp3', Buffer.from('flute'))
    const { result } = await run({ engines, store, findTask: async () => separation }, TASK_KINDS.midi, {
      separationTaskId: 's',
      stemId: 'e',
    })
    expect(heard).toEqual(['woodwinds'])
    expect(result).toMatchObject({ instruments: [{ name: 'Flute', notes: [{ pitch: 60 }] }] })
  })

  it('of a recording lies on the beats of all its stems where that is asked for', async () => {
    const separation = task({
      state: 'succeeded',
      request: { mode: 'vocals', source: { kind: 'url', audioUrl: 'http://elsewhere.example/a.mp3' } },
      result: {
        stems: [
          { name: 'vocal', ...file('v') },
          { name: 'instrumental', ...file('i') },
        ],
        originKey: null,
      },
    })
    const together: string[] = []
    let ruled: unknown
    const engines = fakeEngines({
      transcriber: {
        transcribe: async () => ({ notes: [note], program: 53 }),
        hearTogether: async (files) => {
          for (const path of files) together.push(await readFile(path, 'utf8'))
          return { tempoBpm: 97 } as never
        },
      },
      notator: {
        quantise: (groups) => groups.map((group) => ({ ...group, notes: [{ ...note, startSeconds: 0.25 }] })),
        notesFile: (_groups, heard) => {
          ruled = heard
          return Buffer.from('MThd')
        },
      },
    })
    const store = memoryStore()
    store.objects.set('a/v.mp3', Buffer.from('voice'))
    store.objects.set('a/i.mp3', Buffer.from('band'))
    const { result } = await run({ engines, store, findTask: async () => separation }, TASK_KINDS.midi, {
      separationTaskId: 's',
      stemId: 'v',
      quantize: true,
    })
    expect(together).toEqual(['voice', 'band'])
    expect(ruled).toEqual({ tempoBpm: 97 })
    expect(result).toMatchObject({ instruments: [{ name: 'Vocals', notes: [{ start: 0.25 }] }] })
  })
})

describe('an advanced separation', () => {
  it('stores what was asked for and everything else as a pair', async () => {
    const store = withVoice()
    const engines = fakeEngines({
      separator: {
        extract: async (_source, parts) => {
          expect(parts).toEqual([{ stem: 'woodwinds', instruments: ['flute'] }])
          return { extract: { durationSeconds: 9 }, remove: { durationSeconds: 9, mp3: new Uint8Array([1]) } }
        },
      },
    })
    const { result, callback, files } = await run({ engines, store }, TASK_KINDS.vocalSeparation, {
      mode: 'advanced',
      stemName: 'Flute',
      source: { kind: 'url', audioUrl: PHRASE.voiceUrl },
    })
    expect(result).toMatchObject({
      pair: { name: 'Flute', extract: { key: null }, remove: { durationSeconds: 9 } },
    })
    expect(files).toHaveLength(1)
    expect(callback).toMatchObject({
      msg: 'vocal Removal generated successfully.',
      data: { vocal_removal_info: { origin_data: [{ extract: { audio_url: '' } }] } },
    })
  })
})
