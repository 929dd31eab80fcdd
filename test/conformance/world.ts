import { setTimeout as sleep } from 'node:timers/promises'
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.js'
import type { Dialect } from './dialects.js'
import { createHttpClient, type AnswerBody, type HttpClient } from './http.js'
import { Mismatch } from './mismatch.js'
import { tuneWav } from './tune-wav.js'

/** What cases work with: a server, a receiver, and things made on that server when first needed. */
export interface World {
  readonly http: HttpClient
  readonly dialect: Dialect
  /** Whether the key is a sandbox key, with which tasks can be made to fail. */
  readonly isSandbox: boolean
  /** A key of another account; cases about privacy are left out without one. */
  readonly otherKey: string | undefined
  /** Where callbacks are sent. */
  readonly callbackUrl: string
  /** Callbacks of a task so far, in the order in which they came. */
  callbacksOf(taskId: string): readonly CallbackBody[]
  /** A finished song with lyrics, the same each time. */
  song(): Promise<Song>
  /** A finished song that nothing has been made from yet. */
  newSong(): Promise<Song>
  /** A finished separation into all stems. */
  separation(): Promise<{ readonly taskId: string; readonly stemId: string }>
  /** A phrase that waits to be sung, a new one each time. */
  phrase(): Promise<string>
  /** A finished voice task. */
  voice(): Promise<string>
  /** URL of an uploaded recording: a tune, 16 s. */
  recording(): Promise<string>
  /** URL of a recording of nothing but a voice. */
  voiceRecording(): Promise<string>
  /** Asks until `read` gives something. Throws Mismatch after the world's patience. */
  until<Value>(path: string, read: (body: AnswerBody) => Value | undefined): Promise<Value>
  /** Ends a task that is of no further use. */
  discard(taskId: string): Promise<void>
  close(): Promise<void>
}

export interface Song {
  readonly taskId: string
  readonly audioId: string
  readonly audioUrl: string
}

/** The body of a callback. */
export type CallbackBody = Readonly<Record<string, unknown>> & {
  readonly code: number
  readonly msg: string
  readonly data: unknown
}

export interface WorldOptions {
  readonly base: string
  readonly key: string
  readonly otherKey?: string
  readonly dialect: Dialect
  /** Host under which the server reaches this process. Default 127.0.0.1. */
  readonly callbackHost?: string
  /** How long one task may take, in seconds. */
  readonly patienceSeconds: number
}

export async function createWorld(options: WorldOptions): Promise<World> {
  const http = createHttpClient(options.base.replace(/\/+$/, ''), options.key)
  const receiver: CallbackReceiver = await startCallbackReceiver()
  const callbackUrl = receiver.url.replace('127.0.0.1', options.callbackHost ?? '127.0.0.1')

  const made = new Map<string, Promise<unknown>>()
  const once = <Value>(name: string, make: () => Promise<Value>): Promise<Value> => {
    if (!made.has(name)) made.set(name, make())
    return made.get(name) as Promise<Value>
  }

  const world: World = {
    http,
    dialect: options.dialect,
    isSandbox: options.key.startsWith('sk-test-'),
    otherKey: options.otherKey,
    callbackUrl,
    callbacksOf: (taskId) =>
      receiver.received
        .map(({ body }) => body as CallbackBody)
        .filter((body) => idsIn(body).includes(taskId)),
    song: () => once('song', makeSong),
    newSong: makeSong,
    recording: () => once('recording', upload),
    voiceRecording: () => once('voice recording', singAlone),
    separation: () => once('separation', separate),
    phrase: preparePhrase,
    voice: () => once('voice', makeVoice),
    until,
    discard: async (taskId) => {
      // Not every server can; the task then simply goes on.
      await http.request(`/troubadour/v1/tasks/${taskId}`, { method: 'DELETE' }).catch(() => undefined)
    },
    close: () => receiver.close(),
  }
  return world

  async function until<Value>(path: string, read: (body: AnswerBody) => Value | undefined): Promise<Value> {
    const deadline = Date.now() + options.patienceSeconds * 1000
    for (let pauseMs = 60; Date.now() < deadline; pauseMs = Math.min(3000, pauseMs * 1.5)) {
      const value = read((await http.get(path)).body)
      if (value !== undefined) return value
      await sleep(pauseMs)
    }
    throw new Mismatch(`GET ${path} was not done within ${options.patienceSeconds} s`)
  }

  async function submitted(path: string, body: object): Promise<string> {
    const answer = await http.post(path, { callBackUrl: callbackUrl, ...body })
    const taskId = answer.body.data?.taskId
    if (answer.body.code !== 200 || typeof taskId !== 'string')
      throw new Mismatch(`POST ${path} answered ${JSON.stringify(answer.body)}`)
    return taskId
  }

  async function makeSong(): Promise<Song> {
    const taskId = await submitted('/api/v1/generate', {
      prompt: '[Verse]\nA lantern on the water\nA whisper in the rain',
      style: 'folk, acoustic guitar',
      title: 'Lantern',
      customMode: true,
      instrumental: false,
      model: 'V5_5',
      duration: 12,
    })
    return until(`/api/v1/generate/record-info?taskId=${taskId}`, (body) => {
      failIfFailed(body)
      if (body.data?.['status'] !== 'SUCCESS') return undefined
      const songs = (body.data['response'] as { sunoData: { id: string; audioUrl: string }[] }).sunoData
      return { taskId, audioId: songs[0]!.id, audioUrl: songs[0]!.audioUrl }
    })
  }

  async function upload(): Promise<string> {
    const answer = await http.post('/api/file-base64-upload', {
      base64Data: tuneWav(16).toString('base64'),
      uploadPath: 'conformance',
      fileName: 'tune.wav',
    })
    const url = answer.body.data?.['downloadUrl']
    if (typeof url !== 'string') throw new Mismatch(`the upload answered ${JSON.stringify(answer.body)}`)
    return url
  }

  async function separate() {
    const { taskId: songTaskId, audioId } = await world.song()
    const taskId = await submitted('/api/v1/vocal-removal/generate', {
      taskId: songTaskId,
      audioId,
      type: 'split_stem',
    })
    return until(`/api/v1/vocal-removal/record-info?taskId=${taskId}`, (body) => {
      failIfFailed(body)
      if (body.data?.['successFlag'] !== 'SUCCESS') return undefined
      const { originData } = body.data['response'] as { originData: { id: string }[] }
      return { taskId, stemId: originData[0]!.id }
    })
  }

  async function singAlone(): Promise<string> {
    const { taskId: songTaskId, audioId } = await world.song()
    const taskId = await submitted('/api/v1/vocal-removal/generate', { taskId: songTaskId, audioId })
    return until(`/api/v1/vocal-removal/record-info?taskId=${taskId}`, (body) => {
      failIfFailed(body)
      if (body.data?.['successFlag'] !== 'SUCCESS') return undefined
      return (body.data['response'] as { vocalUrl: string }).vocalUrl
    })
  }

  async function preparePhrase(): Promise<string> {
    const voiceUrl = await world.voiceRecording()
    const taskId = await submitted('/api/v1/voice/validate', { voiceUrl, vocalStartS: 0, vocalEndS: 12 })
    return until(`/api/v1/voice/validate-info?taskId=${taskId}`, (body) => {
      failIfFailed(body)
      return body.data?.['status'] === 'wait_validating' ? taskId : undefined
    })
  }

  async function makeVoice(): Promise<string> {
    const taskId = await submitted('/api/v1/voice/generate', {
      taskId: await world.phrase(),
      verifyUrl: await world.voiceRecording(),
    })
    return until(`/api/v1/voice/record-info?taskId=${taskId}`, (body) => {
      failIfFailed(body)
      return body.data?.['status'] === 'success' ? taskId : undefined
    })
  }
}

/** Throws Mismatch for a record of a task that has failed. */
export function failIfFailed({ data }: AnswerBody): void {
  const status = JSON.stringify(data?.['status'] ?? data?.['successFlag'] ?? data?.['state'] ?? '')
  if (/fail|error|exception/i.test(status)) {
    throw new Mismatch(
      `the task ended as ${status}: ${String(data?.['errorCode'])} ${String(data?.['errorMessage'])}`,
    )
  }
}

/** Every place in which a callback may name its task. */
export function idsIn(body: CallbackBody): unknown[] {
  const inner = typeof body.data === 'object' && body.data !== null ? body.data : {}
  const { task_id: snake, taskId: camel } = inner as Record<string, unknown>
  return [snake, camel, body['taskId'], body['task_id']].filter((id) => id !== undefined)
}
