import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TASK_KINDS, type TaskKind } from '@troubadour/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Aligner } from '../engines/ports/aligner.js'
import { UnusableAudioError } from '../engines/ports/errors.js'
import type { Commission, MusicEngine, PerformedTrack, Take } from '../engines/ports/music-engine.js'
import type { HeardRecording } from '../music/heard.js'
import type { RecordedWord } from '../music/recorded-word.js'
import type { RecordingTrack, RecordingTreatment, Score } from '../music/score.js'
import type { SungAround } from '../music/song-source.js'
import { constantTempo } from '../music/tempo-map.js'
import type { JsonObject, StageCommit, Track } from '../tasks/types.js'
import { createWorkflows, type WorkflowDeps } from './index.js'
import { packScore, unpackScore } from './packed-score.js'
import { emptyTake, fakeDeps, fakeEngines, fakeRun, memoryStore } from './testing/fakes.js'

let scratchDir: string
beforeAll(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'song-sources-'))
})
afterAll(() => rm(scratchDir, { recursive: true, force: true }))

const PERFORMED: PerformedTrack = {
  mp3: new Uint8Array([1, 2, 3]),
  durationSeconds: 61.5,
  waveform: [],
  loudnessLufs: -14,
  truePeakDbtp: -1,
}
const recordedWord = (text: string, charStart: number, startSeconds: number): RecordedWord => ({
  ...{ text, charStart, startSeconds },
  charEnd: charStart + text.length,
  endSeconds: startSeconds + 0.4,
  confidence: 0.9,
})
const UPLOAD_URL = 'http://elsewhere.example/one.mp3'
const OTHER_URL = 'http://elsewhere.example/two.mp3'

/** What a recording of so many seconds is heard as; the rest does not matter here. */
const heard = (durationSeconds: number) => ({ durationSeconds }) as HeardRecording

/** Runs a task to its end and tells what was asked of the engine, what was kept and what was committed. */
async function perform(
  kind: TaskKind,
  request: object,
  options: {
    readonly seconds?: number
    readonly deps?: Partial<WorkflowDeps>
    readonly music?: Partial<MusicEngine>
    readonly findWords?: Aligner['find']
  } = {},
) {
  const store = memoryStore()
  const commissions: Commission[] = []
  const limits: number[] = []
  const deps = fakeDeps(scratchDir, {
    store,
    client: {
      ...fakeDeps(scratchDir, {}).client,
      download: async (url, { toFile }) => {
        await writeFile(toFile, url)
        return { sizeBytes: url.length, contentType: undefined, finalUrl: url }
      },
    },
    engines: fakeEngines({
      transcriber: {
        hear: async (_path, { maxDurationSeconds }) => {
          limits.push(maxDurationSeconds)
          return heard(options.seconds ?? 100)
        },
      },
      music: {
        ...options.music,
        compose: async (commission, signal) => {
          commissions.push(commission)
          return options.music?.compose?.(commission, signal) ?? [emptyTake('One'), emptyTake('Two')]
        },
        perform: async () => PERFORMED,
      },
      aligner: { ...(options.findWords && { find: options.findWords }) },
      coverArtist: { draw: async () => new Uint8Array([0xff, 0xd8]) },
    }),
    ...options.deps,
  })
  const { run, commits } = fakeRun(kind, request as JsonObject)
  const workflow = createWorkflows(deps).find((each) => each.kind === kind)!
  await workflow.run(run)
  return { commission: commissions[0]!, commits, store, limits, workflow, run }
}

const callbackTypes = (commits: readonly StageCommit[]) =>
  commits.map(
    ({ callback }) => (callback as { data: { callbackType: string } } | undefined)?.data.callbackType,
  )

const WORDS = { model: 'V5', title: 'Sea', style: 'soul', negativeTags: 'metal' }

describe('songs on a recording', () => {
  it.each([
    [TASK_KINDS.addInstrumental, {}, { instrumental: true, source: { kind: 'accompany' } }],
    [TASK_KINDS.addVocals, { idea: 'waves' }, { instrumental: false, source: { kind: 'sing-over' } }],
    [
      TASK_KINDS.uploadCover,
      { instrumental: true, customMode: true, durationSeconds: 40 },
      { instrumental: true, durationSeconds: 40, source: { kind: 'cover' } },
    ],
    [TASK_KINDS.uploadExtend, {}, { instrumental: true, source: { kind: 'continue-recording' } }],
    [TASK_KINDS.uploadExtend, { idea: 'waves' }, { instrumental: false }],
    [
      TASK_KINDS.uploadExtend,
      { lyrics: 'La', continueAtSeconds: 42 },
      { instrumental: false, lyrics: 'La', source: { atSeconds: 42 } },
    ],
    [TASK_KINDS.uploadExtend, { idea: 'waves', instrumental: true }, { instrumental: true, idea: 'waves' }],
  ] as const)('%s %j is heard once, kept, and handed to the composer', async (kind, wishes, expected) => {
    const { commission, commits, store, limits } = await perform(kind, {
      ...WORDS,
      ...wishes,
      uploadUrl: UPLOAD_URL,
    })
    expect(limits).toEqual([480])
    expect(commission).toMatchObject({
      seed: 1,
      takeCount: 2,
      title: 'Sea',
      style: 'soul',
      negativeTags: 'metal',
      ...expected,
    })
    expect(commission.source).toHaveProperty('recording', heard(100))
    expect(callbackTypes(commits)).toEqual(['text', 'first', 'complete'])
    const [track] = commits[0]!.tracks!
    const key = track!.recordingKeys['upload']!
    expect(store.objects.get(key)?.toString()).toBe(UPLOAD_URL)
    expect(commits[0]!.files).toContainEqual(expect.objectContaining({ key, keepDays: 60 }))
  })

  it('takes a minute at most for a cover by V4_5ALL', async () => {
    const request = {
      ...WORDS,
      model: 'V4_5ALL',
      customMode: true,
      instrumental: true,
      uploadUrl: UPLOAD_URL,
    }
    expect((await perform(TASK_KINDS.uploadCover, request)).limits).toEqual([60])
  })

  it('joins two recordings, each treated once for both takes and kept under its own id', async () => {
    const treatmentOf = (transposeSemitones: number): RecordingTreatment => ({
      part: 'whole',
      transposeSemitones,
      warp: [
        { recordingSeconds: 0, treatedSeconds: 0 },
        { recordingSeconds: 50, treatedSeconds: 60 },
      ],
    })
    const named = (id: string, transposeSemitones: number): RecordingTrack => ({
      id,
      stem: 'vocal',
      startSeconds: 0,
      durationSeconds: 60,
      gainDb: 0,
      treatment: treatmentOf(transposeSemitones),
    })
    const take = (title: string, ofBand: number): Take => {
      const empty = emptyTake(title)
      const recordings = [named('upload', 1), named('upload-2', ofBand), named('upload-2', ofBand)]
      return { ...empty, score: { ...empty.score, recordings } }
    }
    const treated: string[] = []
    const words = [recordedWord('La', 0, 7)]
    const request = {
      ...WORDS,
      customMode: true,
      instrumental: false,
      lyrics: 'La',
      uploadUrls: [UPLOAD_URL, OTHER_URL],
    }
    const { commission, commits, store } = await perform(TASK_KINDS.mashup, request, {
      findWords: async ({ lyrics }) => (lyrics === 'La' ? words : []),
      music: {
        compose: async () => [take('One', -2), take('Two', 3)],
        treat: async (from, { transposeSemitones }, to) => {
          const text = `${await readFile(from, 'utf8')} ${transposeSemitones}`
          treated.push(text)
          await writeFile(to, text)
        },
      },
    })
    expect(commission.source).toEqual({ kind: 'mash-up', recordings: [heard(100), heard(100)], words })
    expect(treated.toSorted()).toEqual([`${UPLOAD_URL} 1`, `${OTHER_URL} -2`, `${OTHER_URL} 3`].toSorted())
    const { recordingKeys } = commits[0]!.tracks![0]!
    expect(
      Object.entries(recordingKeys).map(([id, key]) => [id, store.objects.get(key)?.toString()]),
    ).toEqual([
      ['upload', `${UPLOAD_URL} 1`],
      ['upload-2', `${OTHER_URL} -2`],
      ['upload-2-2', `${OTHER_URL} 3`],
    ])
    const scores = await Promise.all(commits[0]!.tracks!.map(({ score }) => unpackScore(score)))
    expect(scores.map(({ recordings }) => recordings.map(({ id }) => id))).toEqual([
      ['upload', 'upload-2', 'upload-2'],
      ['upload', 'upload-2-2', 'upload-2-2'],
    ])
    expect(scores.flatMap(({ recordings }) => recordings)).not.toContainEqual(
      expect.objectContaining({ treatment: expect.anything() as unknown }),
    )
  })

  it('looks in the recording of a cover for the words given, unless nobody is to sing', async () => {
    const words = [recordedWord('La', 0, 7)]
    const request = { ...WORDS, customMode: true, lyrics: 'La', uploadUrl: UPLOAD_URL }
    const findWords: Aligner['find'] = async ({ lyrics }) => (lyrics === 'La' ? words : [])
    const sung = await perform(TASK_KINDS.uploadCover, { ...request, instrumental: false }, { findWords })
    expect(sung.commission.source).toEqual({ kind: 'cover', recording: heard(100), words })
    const played = await perform(TASK_KINDS.uploadCover, { ...request, instrumental: true })
    expect(played.commission.source).toEqual({ kind: 'cover', recording: heard(100) })
  })

  it('takes a recording that is too short for its words for one without', async () => {
    const request = { ...WORDS, customMode: true, lyrics: 'La', instrumental: false, uploadUrl: UPLOAD_URL }
    const findWords: Aligner['find'] = () => Promise.reject(new UnusableAudioError('too short'))
    const { commission } = await perform(TASK_KINDS.uploadCover, request, { findWords })
    expect(commission.source).toEqual({ kind: 'cover', recording: heard(100), words: [] })
  })

  it('says which of two recordings cannot be had', async () => {
    const request = {
      ...WORDS,
      customMode: false,
      instrumental: true,
      uploadUrls: [UPLOAD_URL, 'http://songs.example/media/gone.mp3'],
    }
    await expect(perform(TASK_KINDS.mashup, request)).rejects.toMatchObject({
      code: 451,
      message: /^uploadUrlList\.1: /,
    })
  })

  it('fails with a sentence when the point of continuation lies behind the end', async () => {
    const request = { ...WORDS, uploadUrl: UPLOAD_URL, continueAtSeconds: 102 }
    await expect(perform(TASK_KINDS.uploadExtend, request)).rejects.toMatchObject({
      code: 501,
      message: 'continueAt must be less than 100.00 s, the length of the source; got 102',
    })
    const rounded = await perform(TASK_KINDS.uploadExtend, { ...request, continueAtSeconds: 100.5 })
    expect(rounded.commission.source).toMatchObject({ atSeconds: undefined })
  })
})

/** A sung song of ours, 100 seconds long at 60 bpm: one word at 10, 20 and 30 seconds. */
const LYRICS = '[Verse]\nRiver\nMountain\nOcean'
const word = (text: string, startBeat: number) => ({
  text,
  charStart: LYRICS.indexOf(text),
  charEnd: LYRICS.indexOf(text) + text.length,
  syllables: [{ notes: [{ startBeat, durationBeats: 1, pitchMidi: 60, velocity: 1 }] }],
})
const SCORE = {
  title: 'Source',
  lyrics: LYRICS,
  tempoMap: constantTempo(60),
  tracks: [
    {
      id: 'lead',
      kind: 'voice',
      stem: 'vocal',
      phrases: [{ words: [word('River', 10), word('Mountain', 20), word('Ocean', 30)] }],
    },
  ],
} as unknown as Score

const SOURCE_ID = '22222222-2222-4222-8222-222222222222'

async function sourceSong(changes: Partial<Track> = {}) {
  const track: Track = {
    id: SOURCE_ID,
    taskId: 'f'.repeat(32),
    index: 0,
    title: 'Source',
    tags: 'folk, calm',
    lyrics: LYRICS,
    modelName: 'chirp-crow',
    engine: 'fake',
    score: await packScore(SCORE),
    recordingKeys: { upload: 'me/recordings/old' },
    imageKey: null,
    audioKey: 'me/tracks/source.mp3',
    durationSeconds: 100,
    waveform: [],
    warnings: [],
    createdAt: new Date(0),
    ...changes,
  }
  const store = memoryStore()
  store.objects.set('me/recordings/old', Buffer.from('sound'))
  return {
    store,
    findTrackById: async (_account: string, trackId: string) => (trackId === SOURCE_ID ? track : undefined),
    findTrack: async (_account: string, _task: string, trackId: string) =>
      trackId === SOURCE_ID ? track : undefined,
  }
}

describe('extend', () => {
  const REQUEST = {
    model: 'V5',
    audioId: SOURCE_ID,
    inheritsAll: false,
    idea: 'softer',
    continueAtSeconds: 42,
  }

  it('goes on from the score and leaves open what the request does', async () => {
    const { commission, commits } = await perform(TASK_KINDS.extend, REQUEST, { deps: await sourceSong() })
    expect(commission).toMatchObject({
      idea: 'softer',
      style: undefined,
      title: undefined,
      instrumental: false,
      maxDurationSeconds: 480,
      source: { kind: 'continue', score: SCORE, atSeconds: 42 },
    })
    expect(callbackTypes(commits)).toEqual(['text', 'first', 'complete'])
    expect(commits[0]!.callback).toMatchObject({ msg: 'Text generation completed.' })
  })

  it('keeps the recordings of its source as long as the new songs', async () => {
    const { commits } = await perform(TASK_KINDS.extend, REQUEST, { deps: await sourceSong() })
    expect(commits[0]!.tracks!.map(({ recordingKeys }) => recordingKeys)).toEqual([
      { upload: 'me/recordings/old' },
      { upload: 'me/recordings/old' },
    ])
    expect(commits[0]!.files).toContainEqual(
      expect.objectContaining({ key: 'me/recordings/old', sizeBytes: 5, keepDays: 60 }),
    )
  })

  it('fails with a sentence when a recording of its source is gone', async () => {
    const deps = { ...(await sourceSong()), store: memoryStore() }
    await expect(perform(TASK_KINDS.extend, REQUEST, { deps })).rejects.toMatchObject({ code: 451 })
  })

  it('goes on at the end when no point is named', async () => {
    const { commission } = await perform(
      TASK_KINDS.extend,
      { model: 'V5', audioId: SOURCE_ID, inheritsAll: true },
      { deps: await sourceSong() },
    )
    expect(commission).toMatchObject({
      idea: undefined,
      instrumental: false,
      source: { kind: 'continue', atSeconds: undefined },
    })
  })

  it('lets an instrumental go on without singing unless words are given', async () => {
    const song = await sourceSong({ lyrics: '' })
    expect((await perform(TASK_KINDS.extend, REQUEST, { deps: song })).commission.instrumental).toBe(true)
    const sung = { ...REQUEST, lyrics: 'La' }
    expect((await perform(TASK_KINDS.extend, sung, { deps: song })).commission.instrumental).toBe(false)
  })

  it.each([
    ['unknown', 'nobody', {}],
    ['unfinished', SOURCE_ID, { audioKey: null, durationSeconds: null }],
  ])('fails with a sentence that names the track when it is %s', async (_, audioId, changes) => {
    const deps = await sourceSong(changes)
    await expect(perform(TASK_KINDS.extend, { ...REQUEST, audioId }, { deps })).rejects.toMatchObject({
      code: 501,
      message: `audioId: there is no finished track "${audioId}" to extend.`,
    })
  })

  it('gives a long song room, but not without end', async () => {
    const long = await sourceSong({ durationSeconds: 470 })
    const { commission } = await perform(
      TASK_KINDS.extend,
      { ...REQUEST, continueAtSeconds: undefined },
      { deps: long },
    )
    expect(commission.maxDurationSeconds).toBe(530)
    const endless = await sourceSong({ durationSeconds: 900 })
    await expect(
      perform(TASK_KINDS.extend, { ...REQUEST, continueAtSeconds: undefined }, { deps: endless }),
    ).rejects.toMatchObject({ code: 413 })
  })
})

describe('replace-section', () => {
  const source = { kind: 'track', taskId: 'f'.repeat(32), audioId: SOURCE_ID, trackIndex: 0 }
  const REQUEST = { ...WORDS, source, idea: 'quieter', startSeconds: 15, endSeconds: 35 }
  const replace = async (changes: object, song: Partial<Track> = {}, findWords?: Aligner['find']) =>
    perform(
      TASK_KINDS.replaceSection,
      { ...REQUEST, ...changes },
      { deps: await sourceSong(song), ...(findWords && { findWords }) },
    )

  it('writes a window of the score anew and calls back once', async () => {
    const { commission, commits } = await replace({})
    expect(commission).toMatchObject({
      idea: 'quieter',
      lyrics: undefined,
      instrumental: false,
      source: { kind: 'replace', score: SCORE, startSeconds: 15, endSeconds: 35 },
    })
    expect(commits.map(({ stage }) => stage)).toEqual(['text', 'first', 'complete'])
    expect(callbackTypes(commits)).toEqual([undefined, undefined, 'complete'])
    expect(commits[0]!.tracks![0]).toMatchObject({ recordingKeys: { upload: 'me/recordings/old' } })
  })

  describe('of a recording, all words given', () => {
    const fullLyrics = 'One two\nThree four\nFive six'
    const source = { kind: 'url', uploadUrl: UPLOAD_URL }
    /** Every word of what is looked for, one a second from the window's start. */
    const findWords: Aligner['find'] = async ({ lyrics, window }) =>
      [...lyrics.matchAll(/\w+/g)].map(({ 0: text, index }, i) =>
        recordedWord(text, index, (window?.startSeconds ?? 12.5) + i),
      )

    it('knows what is sung before and after the window', async () => {
      const { commission } = await replace({ source, lyrics: 'Three four', fullLyrics }, {}, findWords)
      expect(commission).toMatchObject({ lyrics: 'Three four', instrumental: false })
      const { around } = commission.source as { around: SungAround }
      expect(around.words.map(({ text, startSeconds }) => [text, startSeconds])).toEqual([
        ['One', 0],
        ['two', 1],
        ['Five', 35],
        ['six', 36],
      ])
      for (const { text, charStart, charEnd } of around.words)
        expect(fullLyrics.slice(charStart, charEnd)).toBe(text)
    })

    it('takes for the words of the window what the recording sings there', async () => {
      const { commission } = await replace({ source, fullLyrics }, {}, findWords)
      expect(commission.lyrics).toBe('four\nFive six')
      const { around } = commission.source as { around: SungAround }
      expect(around.words.map(({ text }) => text)).toEqual(['One', 'two', 'Three'])
    })
  })

  it('works on a recording from outside', async () => {
    const { commission } = await replace({ source: { kind: 'url', uploadUrl: UPLOAD_URL } })
    expect(commission).toMatchObject({
      instrumental: true,
      source: { kind: 'replace-recording', recording: heard(100), startSeconds: 15, endSeconds: 35 },
    })
  })

  it.each([
    ['new lines', '[Verse]\nRiver\nForest\nField', 'Forest\nField'],
    ['new words beside known ones', '[Verse]\nRiver\nForest, mountain!\nOcean', 'Forest, mountain!\nOcean'],
    ['the words that are sung there now', LYRICS, 'Mountain\nOcean'],
    ['a section of its own', '[Verse]\nRiver\n[Bridge]\nForest', '[Bridge]\nForest'],
    ['nothing', '[Verse]\nRiver', undefined],
  ])('takes from the full lyrics what the window lacks: %s', async (_, fullLyrics, lyrics) => {
    expect((await replace({ fullLyrics })).commission.lyrics).toBe(lyrics)
  })

  it('leaves what is sung after the window to the song', async () => {
    const fullLyrics = '[Verse]\nForest\nMountain\n[Chorus]\nOcean'
    const { commission } = await replace({ fullLyrics, startSeconds: 5, endSeconds: 25 })
    expect(commission.lyrics).toBe('[Verse]\nForest\nMountain')
  })

  it('sings the words of the prompt whatever the full lyrics say', async () => {
    const { commission } = await replace({ lyrics: 'Lake', fullLyrics: LYRICS })
    expect(commission.lyrics).toBe('Lake')
  })

  it('does not begin to sing in an instrumental', async () => {
    expect((await replace({}, { lyrics: '' })).commission.instrumental).toBe(true)
  })

  it('warns when more than half of the song is replaced, and ends with the song', async () => {
    const { commission, commits } = await replace({ startSeconds: 40, endSeconds: 100.4 })
    expect(commission.source).toMatchObject({ endSeconds: 100 })
    expect(commits[0]!.tracks![0]!.warnings).toEqual([
      {
        code: 'section_long',
        message: '60 % of the song was asked to be replaced; at most 50 % keeps it the same song',
      },
    ])
  })

  it('fails with a sentence when the window lies behind the end', async () => {
    await expect(replace({ startSeconds: 95, endSeconds: 101 })).rejects.toMatchObject({
      code: 501,
      message: 'infillEndS must be at most 100.00, the length of the source; got 101',
    })
  })

  it('says why it failed in `error` too', () => {
    const { run } = fakeRun(TASK_KINDS.replaceSection, REQUEST)
    const workflow = createWorkflows(fakeDeps(scratchDir, {})).find(
      ({ kind }) => kind === TASK_KINDS.replaceSection,
    )!
    expect(workflow.failureCallback(run.task, { code: 501, message: 'No sound.' })).toMatchObject({
      code: 501,
      msg: 'No sound.',
      data: { callbackType: 'error', data: null, error: 'No sound.' },
    })
  })
})

describe('sounds', () => {
  it('composes sounds, not songs, and calls back once', async () => {
    const orders: object[] = []
    const { commits } = await perform(
      TASK_KINDS.sounds,
      { model: 'V5', prompt: 'rain', loop: true, bpm: 90 },
      {
        deps: {
          engines: fakeEngines({
            music: {
              composeSound: async (commission) => {
                orders.push(commission)
                return [emptyTake('Rain'), emptyTake('Rain 2')]
              },
              perform: async () => PERFORMED,
            },
            coverArtist: { draw: async () => new Uint8Array([0xff, 0xd8]) },
          }),
        },
      },
    )
    expect(orders).toEqual([
      {
        seed: 1,
        takeCount: 2,
        prompt: 'rain',
        loop: true,
        bpm: 90,
        key: undefined,
        maxDurationSeconds: 60,
      },
    ])
    expect(callbackTypes(commits)).toEqual([undefined, undefined, 'complete'])
  })
})

describe('a recording that has been heard before', () => {
  const upload = { model: 'V5', uploadUrl: UPLOAD_URL, idea: 'waves', instrumental: true }

  it('is not listened to again, and the task remembers which it was', async () => {
    const kept: unknown[] = []
    const { limits } = await perform(TASK_KINDS.uploadExtend, upload, {
      deps: {
        heardRecordings: {
          find: async () => heard(100) as unknown as JsonObject,
          keep: async (_key, _heard, use) => void kept.push(use),
        },
      },
    })
    expect(limits).toEqual([])
    expect(kept).toEqual([{ taskId: '0123456789abcdef0123456789abcdef', field: 'uploadUrl' }])
  })

  it('is listened to again where it is too long for the task', async () => {
    const { limits } = await perform(TASK_KINDS.uploadExtend, upload, {
      deps: {
        heardRecordings: {
          find: async () => heard(10_000) as unknown as JsonObject,
          keep: async () => undefined,
        },
      },
    })
    expect(limits).toEqual([480])
  })
})
