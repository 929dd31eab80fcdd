import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../src/dsp/random.js'

/** What a day of customers does to a server, at an even rate. */
export interface TrafficOptions {
  readonly url: string
  /** A sandbox key: its tasks run through everything but the engine. */
  readonly sandboxKey: string
  /** A real key, for the songs that are really performed. */
  readonly realKey: string
  /** Acts a second. */
  readonly rate: number
  /** Milliseconds between two songs that are really performed. */
  readonly songEveryMs: number
  /** One that answers, and those that do not. */
  readonly receivers: { readonly well: string; readonly hanging: string; readonly gone: string }
  readonly random: Random
  readonly signal: AbortSignal
}

/** What was done, by kind, and what was not answered as it should. */
export interface TrafficReport {
  readonly acts: Readonly<Record<string, number>>
  readonly submitted: readonly string[]
  /** At most a hundred, in sentences. */
  readonly problems: readonly string[]
  readonly failures: number
}

interface Envelope {
  readonly code: number
  readonly msg: string
  readonly data?: { readonly taskId?: string; readonly response?: { readonly sunoData?: readonly Track[] } }
}
interface Track {
  readonly id: string
  readonly audioUrl: string
  readonly streamAudioUrl: string
}
interface FinishedSong {
  readonly taskId: string
  readonly tracks: readonly Track[]
}

/** How many finished songs listeners and derived tasks choose from. */
const REMEMBERED_SONGS = 50

/** Submits, polls, listens, derives, uploads, errs and hangs up until `signal` aborts. */
export async function sendTraffic(options: TrafficOptions): Promise<TrafficReport> {
  const { url, random, signal, receivers } = options
  const acts: Record<string, number> = {}
  const submitted: string[] = []
  const problems: string[] = []
  let failures = 0
  const finished: FinishedSong[] = []
  const going = new Set<Promise<void>>()

  const call = async (path: string, body?: unknown, key = options.sandboxKey): Promise<Envelope> => {
    const answer = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    })
    return (await answer.json()) as Envelope
  }
  const receiver = () => {
    const draw = random.next()
    return draw < 0.03 ? receivers.gone : draw < 0.04 ? receivers.hanging : receivers.well
  }
  const expectCode = (code: number, answer: Envelope, what: string) => {
    if (answer.code !== code) throw new Error(`${what} answered ${answer.code} ${answer.msg}`)
  }

  async function submit(path: string, body: object, key?: string): Promise<string> {
    const answer = await call(path, { callBackUrl: receiver(), ...body }, key)
    expectCode(200, answer, path)
    const taskId = answer.data!.taskId!
    submitted.push(taskId)
    return taskId
  }
  /** As a client would: twice, some seconds apart. */
  async function poll(path: string, taskId: string): Promise<Envelope> {
    await sleep(1000)
    expectCode(200, await call(`${path}?taskId=${taskId}`), path)
    await sleep(4000)
    return call(`${path}?taskId=${taskId}`)
  }
  const song = (directive: string) => ({
    customMode: true,
    instrumental: true,
    model: 'V5_5',
    style: `solo piano${directive}`,
    title: 'Soak',
    duration: 10,
  })
  const aSong = () => (finished.length === 0 ? undefined : random.pick(finished))

  const KINDS: readonly (readonly [weight: number, name: string, act: () => Promise<void>])[] = [
    [
      25,
      'songs of the sandbox',
      async () => {
        const taskId = await submit('/api/v1/generate', song(''))
        const { data } = await poll('/api/v1/generate/record-info', taskId)
        const tracks = data?.response?.sunoData
        if (tracks?.length === 2 && tracks.every(({ audioUrl }) => audioUrl !== ''))
          finished.push({ taskId, tracks })
        if (finished.length > REMEMBERED_SONGS) finished.shift()
      },
    ],
    [5, 'songs that fail', async () => void (await submit('/api/v1/generate', song(' [[fail:501@first]]')))],
    [
      5,
      'songs that take their time',
      async () => void (await submit('/api/v1/generate', song(' [[delay:4s@each]]'))),
    ],
    [
      25,
      'lyrics',
      async () => {
        await poll(
          '/api/v1/lyrics/record-info',
          await submit('/api/v1/lyrics', { prompt: 'snow on the hill' }),
        )
      },
    ],
    [
      10,
      'files made of songs',
      async () => {
        const of = aSong()
        if (!of) return
        const body = { taskId: of.taskId, audioId: of.tracks[0]!.id }
        const path = random.pick(['/api/v1/wav/generate', '/api/v1/vocal-removal/generate'])
        // A song's WAV is made once: a second request is told so.
        const { code, msg, data } = await call(path, { ...body, callBackUrl: receiver() })
        if (code === 200) submitted.push(data!.taskId!)
        else if (code !== 409) throw new Error(`${path} answered ${code} ${msg}`)
      },
    ],
    [
      10,
      'listeners, one in three of whom hangs up',
      async () => {
        const of = aSong()
        if (!of) return
        const hangUp = new AbortController()
        const answer = await fetch(
          random.next() < 0.5 ? of.tracks[0]!.audioUrl : of.tracks[1]!.streamAudioUrl,
          {
            ...(random.next() < 0.5 && { headers: { range: 'bytes=1000-30000' } }),
            signal: hangUp.signal,
          },
        )
        if (!answer.ok) throw new Error(`a listener got HTTP ${answer.status}`)
        if (random.next() < 1 / 3) hangUp.abort()
        else await answer.arrayBuffer()
      },
    ],
    [
      5,
      'uploads',
      async () => {
        const base64Data = tone().toString('base64')
        const answer = await call('/api/file-base64-upload', { base64Data, uploadPath: 'soak' })
        expectCode(200, answer, 'an upload')
      },
    ],
    [
      5,
      'events followed and left',
      async () => {
        const leave = new AbortController()
        const answer = await fetch(`${url}/troubadour/v1/webhooks/stream`, {
          headers: { authorization: `Bearer ${options.sandboxKey}` },
          signal: leave.signal,
        })
        if (!answer.ok) throw new Error(`the stream of events answered HTTP ${answer.status}`)
        await sleep(2000)
        leave.abort()
      },
    ],
    [
      5,
      'requests that are wrong',
      async () => {
        const { code } = await call('/api/v1/generate', { customMode: 'perhaps', model: 'V99' })
        if (code < 400) throw new Error(`a wrong request answered ${code}`)
      },
    ],
    [
      5,
      'requests without a key',
      async () => {
        expectCode(
          401,
          await call('/api/v1/generate/credit', undefined, 'sk-nobody'),
          'a request without a key',
        )
      },
    ],
  ]
  const wholeWeight = KINDS.reduce((sum, [weight]) => sum + weight, 0)

  function start(name: string, act: () => Promise<void>): void {
    acts[name] = (acts[name] ?? 0) + 1
    const work = act()
      .catch((error: unknown) => {
        failures++
        if (problems.length < 100) problems.push(`${name}: ${String(error)}`)
      })
      .finally(() => going.delete(work))
    going.add(work)
  }

  let nextSongAt = performance.now()
  const startedAt = performance.now()
  for (let act = 0; !signal.aborted; act++) {
    let draw = random.next() * wholeWeight
    const kind = KINDS.find(([weight]) => (draw -= weight) < 0) ?? KINDS[0]!
    start(kind[1], kind[2])
    if (performance.now() >= nextSongAt) {
      nextSongAt += options.songEveryMs
      start('songs really performed', async () => {
        const taskId = await submit('/api/v1/generate', song(''), options.realKey)
        const record = () => call(`/api/v1/generate/record-info?taskId=${taskId}`, undefined, options.realKey)
        let tracks: readonly Track[] | undefined
        for (let wait = 0; wait < 30 && !tracks?.length; wait++) {
          await sleep(1000)
          tracks = (await record()).data?.response?.sunoData
        }
        const stream = await fetch(tracks![0]!.streamAudioUrl)
        if ((await stream.arrayBuffer()).byteLength < 10_000) throw new Error('a live stream held no song')
      })
    }
    await sleep(Math.max(0, startedAt + ((act + 1) / options.rate) * 1000 - performance.now()))
  }
  await Promise.all(going)
  return { acts, submitted, problems, failures }
}

/** A second of sound as a WAV file: 8 kHz, mono, 16 bits. */
function tone(): Buffer {
  const frames = 8000
  const wav = Buffer.alloc(44 + frames * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + frames * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(8000, 24)
  wav.writeUInt32LE(16_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(frames * 2, 40)
  for (let frame = 0; frame < frames; frame++)
    wav.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * frame) / 8000)), 44 + frame * 2)
  return wav
}
