import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TASK_KINDS } from '@troubadour/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UnusableAudioError } from '../engines/ports/errors.js'
import type { Commission, PerformedTrack } from '../engines/ports/music-engine.js'
import { BlockedAddressError } from '../net/index.js'
import type { Track } from '../tasks/types.js'
import { createWorkflows, type WorkflowDeps } from './index.js'
import { packScore } from './packed-score.js'
import { emptyTake, fakeDeps, fakeEngines, fakeRun, memoryStore } from './testing/fakes.js'

let scratchDir: string
beforeAll(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'workflows-'))
})
afterAll(() => rm(scratchDir, { recursive: true, force: true }))

const workflow = (deps: WorkflowDeps, kind: string) =>
  createWorkflows(deps).find((each) => each.kind === kind)!
const stagesOf = (commits: readonly { stage: string }[]) => commits.map(({ stage }) => stage)

const GENERATE = { model: 'V5', customMode: false, instrumental: true, idea: 'a walk' }
const performed = (): PerformedTrack => ({
  mp3: new Uint8Array([1, 2, 3]),
  durationSeconds: 61.5,
  waveform: [0, 1],
  loudnessLufs: -14,
  truePeakDbtp: -1,
})

describe('every workflow', () => {
  it('belongs to one task kind, and every kind has one unless it is answered at once', () => {
    const kinds: string[] = createWorkflows(fakeDeps(scratchDir, {})).map(({ kind }) => kind)
    const all = [...kinds, TASK_KINDS.persona, TASK_KINDS.styleBoost, TASK_KINDS.voiceCheck]
    expect(all.sort()).toEqual(Object.values(TASK_KINDS).sort())
  })
})

describe('generate', () => {
  const engines = (played: string[]) =>
    fakeEngines({
      music: {
        compose: async ({ takeCount }) => Array.from({ length: takeCount }, (_, i) => emptyTake(`Take ${i}`)),
        perform: async ({ score }, listener) => {
          played.push(score.title)
          listener.onEncoded(new Uint8Array([9]))
          return performed()
        },
      },
      coverArtist: { draw: async () => new Uint8Array([0xff, 0xd8]) },
    })

  it('commits text, first and complete, each with its callback, and stores what they name', async () => {
    const store = memoryStore()
    const deps = fakeDeps(scratchDir, { engines: engines([]), store })
    const { run, commits } = fakeRun(TASK_KINDS.generate, GENERATE)
    await workflow(deps, TASK_KINDS.generate).run(run)

    expect(stagesOf(commits)).toEqual(['text', 'first', 'complete'])
    expect(commits.map(({ outcome }) => outcome)).toEqual([undefined, undefined, 'succeeded'])
    expect(commits[0]!.tracks!.map(({ audioKey }) => audioKey)).toEqual([null, null])
    const named = commits.flatMap(({ files = [] }) => files.map(({ key }) => key))
    expect([...store.objects.keys()].sort()).toEqual(named.sort())
    const complete = commits[2]!.callback as { data: { data: { title: string; duration: number }[] } }
    expect(complete.data.data.map(({ title, duration }) => [title, duration])).toEqual([
      ['Take 0', 61.5],
      ['Take 1', 61.5],
    ])
    expect(await readdir(scratchDir)).toEqual([])
  })

  it('asks for the singer and style of a persona, or for the singer alone', async () => {
    const persona = { id: 'p', kind: 'style', name: 'Ann', description: '', style: 'folk' } as const
    const commissions: Commission[] = []
    const fakes = engines([])
    const deps = fakeDeps(scratchDir, {
      engines: {
        ...fakes,
        music: {
          ...fakes.music,
          compose: async (commission, signal) => {
            commissions.push(commission)
            return fakes.music.compose(commission, signal)
          },
        },
      },
      findPersona: async (_account, id) => (id === 'p' ? persona : undefined),
    })
    const generate = async (wishes: object) => {
      const { run } = fakeRun(TASK_KINDS.generate, { ...GENERATE, ...wishes })
      await workflow(deps, TASK_KINDS.generate).run(run)
    }
    await generate({ personaId: 'p' })
    await generate({ personaId: 'p', personaModel: 'voice_persona' })
    expect(commissions.map((each) => each.persona)).toEqual([persona, { ...persona, style: undefined }])
    await expect(generate({ personaId: 'q' })).rejects.toMatchObject({
      code: 400,
      message: 'personaId: there is no persona or voice "q".',
    })
  })

  it('performs only what is missing when it is resumed', async () => {
    const played: string[] = []
    const store = memoryStore()
    const deps = fakeDeps(scratchDir, { engines: engines(played), store })
    const track = async (index: number, audioKey: string | null): Promise<Track> => ({
      id: `id-${index}`,
      taskId: 't',
      index,
      title: `Take ${index}`,
      tags: 'pop',
      lyrics: '',
      modelName: 'chirp-crow',
      engine: 'fake',
      score: await packScore(emptyTake(`Take ${index}`).score),
      recordingKeys: {},
      imageKey: null,
      audioKey,
      durationSeconds: audioKey === null ? null : 60,
      waveform: [],
      warnings: [],
      createdAt: new Date(0),
    })
    const { run, commits } = fakeRun(TASK_KINDS.generate, GENERATE, [
      await track(0, 'a/0.mp3'),
      await track(1, null),
    ])
    await workflow(deps, TASK_KINDS.generate).run(run)
    expect(played).toEqual(['Take 1'])
    expect(stagesOf(commits)).toEqual(['complete'])
    expect(commits[0]!.tracks!.map(({ id }) => id)).toEqual(['id-1'])
  })

  it('performs while covers are drawn, and no longer than there is hope of `text`', async () => {
    const music = engines([])
    const begun = new Set<string>()
    let bothBegan = (): void => undefined
    const playing = new Promise<void>((resolve) => (bothBegan = resolve))
    const deps = fakeDeps(scratchDir, {
      engines: {
        ...music,
        music: {
          ...music.music,
          perform: async ({ score }, _listener, signal) => {
            if (begun.add(score.title).size === 2) bothBegan()
            await new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new Error('stopped')))
            })
            return performed()
          },
        },
        coverArtist: {
          id: 'fake',
          draw: async () => {
            await playing
            throw new Error('out of paint')
          },
        },
      },
    })
    const { run, commits } = fakeRun(TASK_KINDS.generate, GENERATE)
    await expect(workflow(deps, TASK_KINDS.generate).run(run)).rejects.toThrow('out of paint')
    expect(stagesOf(commits)).toEqual([])
    expect(await readdir(scratchDir)).toEqual([])
  })

  it('fails as a whole when a take cannot be performed, and stops the other at once', async () => {
    const failing = engines([])
    let plays = 0
    const deps = fakeDeps(scratchDir, {
      engines: {
        ...failing,
        music: {
          ...failing.music,
          perform: async (_take, _listener, signal) => {
            if (plays++ === 0) throw new Error('string broke')
            await new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new Error('stopped')))
            })
            return performed()
          },
        },
      },
    })
    const { run, commits } = fakeRun(TASK_KINDS.generate, GENERATE)
    await expect(workflow(deps, TASK_KINDS.generate).run(run)).rejects.toThrow('string broke')
    expect(stagesOf(commits)).toEqual(['text'])
    expect(await readdir(scratchDir)).toEqual([])
  })
})

describe('add-instrumental', () => {
  const REQUEST = {
    model: 'V5',
    uploadUrl: 'http://songs.example/media/me/voice.wav',
    title: 'x',
    style: 'pop',
    negativeTags: 'metal',
  }
  const run = async (deps: Partial<WorkflowDeps>, request: object = REQUEST) => {
    const { run, commits } = fakeRun(TASK_KINDS.addInstrumental, request as never)
    await workflow(fakeDeps(scratchDir, deps), TASK_KINDS.addInstrumental).run(run)
    return commits
  }

  it('reads uploads of its own from the store, without a request to itself', async () => {
    const store = memoryStore()
    store.objects.set('me/voice.wav', Buffer.from('sound'))
    const engines = fakeEngines({
      transcriber: {
        hear: async () => {
          throw new UnusableAudioError('The recording is silent.')
        },
      },
    })
    await expect(run({ store, engines })).rejects.toMatchObject({
      code: 501,
      message: 'uploadUrl: The recording is silent.',
    })
  })

  it('says that an upload of its own has expired', async () => {
    await expect(run({})).rejects.toMatchObject({ code: 451, message: /uploadUrl: .*expired/ })
  })

  it('fails at once, with a sentence, where the guarded client refuses', async () => {
    const client = {
      ...fakeDeps(scratchDir, {}).client,
      download: async () => {
        throw new BlockedAddressError('intranet.example', '10.0.0.1', 'private')
      },
    }
    const failure = run({ client }, { ...REQUEST, uploadUrl: 'http://intranet.example/a.wav' })
    await expect(failure).rejects.toMatchObject({ code: 451, retryable: false })
    await expect(failure).rejects.not.toThrow(/10\.0\.0\.1/)
  })
})

describe('vocal separation', () => {
  it('leaves silent stems without a file', async () => {
    const store = memoryStore()
    const deps = fakeDeps(scratchDir, {
      store,
      client: {
        ...fakeDeps(scratchDir, {}).client,
        download: async (_url, { toFile }) => {
          await writeFile(toFile, 'sound')
          return { sizeBytes: 5, contentType: undefined, finalUrl: '' }
        },
      },
      engines: fakeEngines({
        separator: {
          separate: async () => [
            { name: 'vocal', mp3: new Uint8Array([1]), durationSeconds: 3 },
            { name: 'brass', durationSeconds: 3 },
          ],
        },
      }),
    })
    const { run, commits } = fakeRun(TASK_KINDS.vocalSeparation, {
      mode: 'stems',
      source: { kind: 'url', audioUrl: 'http://elsewhere.example/a.mp3' },
    })
    await workflow(deps, TASK_KINDS.vocalSeparation).run(run)
    expect(commits).toHaveLength(1)
    expect(store.objects.size).toBe(1)
    const callback = commits[0]!.callback as { data: { vocal_separation_info: Record<string, string> } }
    expect(callback.data.vocal_separation_info).toMatchObject({ brass_url: '', drums_url: '' })
    expect(callback.data.vocal_separation_info.vocal_url).toMatch(/^http:\/\/songs\.example\/media\/.*\.mp3$/)
  })
})
