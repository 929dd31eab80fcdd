import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Audio } from '../../dsp/audio.js'
import type { DecodeJob, DecodeOutcome } from './decode-protocol.js'
import { id3v2Length, looksLikeText, SNIFF_BYTES, sniffAudio } from './sniff.js'
import { UndecodableAudioError } from './undecodable-audio-error.js'

export interface DecodeLimits {
  /** Longest playing time in seconds; a longer file is refused, not cut. */
  readonly maxDurationSeconds: number
  /** Largest file in bytes. Default 200 MB. */
  readonly maxBytes?: number
  /** Memory of the decoding process in megabytes, held by the operating system where it can. Default 512, at least 256. */
  readonly maxMemoryMb?: number
  /** Longest time that decoding may take in milliseconds. Default 120,000. */
  readonly timeoutMs?: number
}

/**
 * Decodes a file from outside (MP3, WAV, FLAC, Ogg Vorbis, Opus, M4A, AAC; told from its bytes) to mono or stereo at its
 * own sample rate. Further channels are mixed down; NaN and infinities become silence. A file that breaks off is
 * decoded as far as it goes.
 *
 * The decoders run in a process of their own with limits on memory and time: a hostile file ends that process, not this
 * one. Throws UndecodableAudioError with a sentence for the sender, or the reason of `signal` when it aborts.
 */
export async function decodeAudioFile(
  path: string,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<Audio> {
  signal.throwIfAborted()
  const { maxBytes = 200_000_000, maxMemoryMb = 512, timeoutMs = 120_000 } = limits
  const { size } = await stat(path)
  if (size === 0) throw new UndecodableAudioError('empty', 'The audio file is empty.')
  if (size > maxBytes) {
    throw new UndecodableAudioError(
      'too-large',
      `The audio file has ${size} bytes; at most ${maxBytes} are allowed.`,
    )
  }
  const outputFolder = await mkdtemp(join(tmpdir(), 'troubadour-decode-'))
  try {
    const job: DecodeJob = {
      path,
      ...(await recognise(path)),
      maxDurationSeconds: limits.maxDurationSeconds,
      outputFolder,
    }
    const outcome = await runDecoder(job, { maxMemoryMb, timeoutMs }, signal)
    if (!outcome.ok) throw new UndecodableAudioError(outcome.reason, outcome.message)
    const channels: Float32Array[] = []
    for (let index = 0; index < outcome.channelCount; index++) {
      channels.push(await readFloats(join(outputFolder, `${index}.f32`), outcome.frames))
    }
    return { sampleRate: outcome.sampleRate, channels }
  } finally {
    await rm(outputFolder, { recursive: true, force: true })
  }
}

async function recognise(path: string): Promise<Pick<DecodeJob, 'format' | 'startByte'>> {
  const file = await open(path, 'r')
  try {
    const head = new Uint8Array(SNIFF_BYTES)
    const readAt = async (position: number) =>
      head.subarray(0, (await file.read(head, 0, head.length, position)).bytesRead)
    const start = await readAt(0)
    const startByte = id3v2Length(start)
    const textual = looksLikeText(start)
    const format = sniffAudio(startByte === 0 ? start : await readAt(startByte))
    if (format !== undefined) return { format, startByte }
    throw new UndecodableAudioError(
      'not-audio',
      textual
        ? 'The file is text, not audio. Does the link lead to a page instead of the file itself?'
        : 'The file is not audio in a known format: MP3, WAV, FLAC, OGG, Opus, M4A or AAC.',
    )
  } finally {
    await file.close()
  }
}

/** Starts the decoding process and waits for its one message, its end, the time limit or `signal`. */
async function runDecoder(
  job: DecodeJob,
  limits: { readonly maxMemoryMb: number; readonly timeoutMs: number },
  signal: AbortSignal,
): Promise<DecodeOutcome> {
  const child = spawnDecoder(job, limits)
  let outcome: DecodeOutcome | undefined
  let timedOut = false
  let lastWords = ''
  const kill = () => child.kill('SIGKILL')
  const timer = setTimeout(() => {
    timedOut = true
    kill()
  }, limits.timeoutMs)
  signal.addEventListener('abort', kill, { once: true })
  child.on('message', (message) => (outcome = message as DecodeOutcome))
  child.stderr!.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-2000)))
  try {
    const ending = await new Promise<DecoderEnding>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signalName) => resolve({ code, signalName, lastWords }))
    })
    signal.throwIfAborted()
    if (outcome) return outcome
    if (timedOut) return tooSlow(limits.timeoutMs)
    return explainEnding(ending, job.format, limits.timeoutMs)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', kill)
  }
}

interface DecoderEnding {
  readonly code: number | null
  readonly signalName: NodeJS.Signals | null
  /** The end of what it wrote to its standard error. */
  readonly lastWords: string
}

/** What V8, Node and C++ say when an allocation fails; they abort then. */
const WANT_OF_MEMORY = /out of memory|allocation failed|could not allocate|bad_alloc|cannot allocate memory/i

/** Says why a decoder ended without an answer. Throws when that says nothing about the file. */
function explainEnding(ending: DecoderEnding, format: string, timeoutMs: number): DecodeOutcome {
  const { code, signalName, lastWords } = ending
  const how = signalName ?? `exit code ${code}`
  const cause = new Error(`the decoding process ended with ${how}: ${lastWords.trim()}`)
  const isOutOfMemory = WANT_OF_MEMORY.test(lastWords)
  switch (signalName) {
    case 'SIGXCPU':
      return tooSlow(timeoutMs)
    // Nobody asked it to go on to the end: whoever stops it stops the server too, or has stopped it by mistake.
    case 'SIGTERM':
    case 'SIGINT':
    case 'SIGHUP':
      throw cause
    // We kill it for its time and for `signal`, which are dealt with: that leaves the kernel, which is out of memory.
    case 'SIGKILL':
      throw new UndecodableAudioError('too-large', OUT_OF_MEMORY, { cause })
    default:
      if (isOutOfMemory) throw new UndecodableAudioError('too-large', OUT_OF_MEMORY, { cause })
      throw new UndecodableAudioError('damaged', `The ${format} file cannot be decoded.`, { cause })
  }
}

const OUT_OF_MEMORY = 'Decoding the audio needs more memory than is allowed.'

function tooSlow(timeoutMs: number): DecodeOutcome {
  const message = `Decoding the audio takes longer than the ${timeoutMs / 1000} seconds allowed.`
  return { ok: false, reason: 'timeout', message }
}

/** From source (tests, development) the entry is TypeScript and needs a loader; a build has plain JavaScript. */
const FROM_SOURCE = import.meta.url.endsWith('.ts')

function spawnDecoder(
  job: DecodeJob,
  { maxMemoryMb, timeoutMs }: { readonly maxMemoryMb: number; readonly timeoutMs: number },
): ChildProcess {
  const entry = fileURLToPath(
    new URL(FROM_SOURCE ? './decode-process.ts' : './decode-process.js', import.meta.url),
  )
  const loader = FROM_SOURCE
    ? ['--conditions=source', '--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
    : []
  const node = [
    process.execPath,
    `--max-old-space-size=${Math.round(maxMemoryMb / 2)}`,
    ...loader,
    entry,
    JSON.stringify(job),
  ]
  // Decoders keep samples in buffers that V8's own limit does not count, so the data segment is limited as well. The CPU
  // limit ends a decoder whose server was killed. An environment without secrets: it needs none.
  const limited = [
    '/bin/sh',
    '-c',
    'ulimit -c 0; ulimit -d "$0" 2>/dev/null; ulimit -t "$1" 2>/dev/null; shift; exec "$@"',
    String(Math.max(256, maxMemoryMb) * 1024),
    String(Math.ceil(timeoutMs / 1000) + 5),
  ]
  const [command, ...args] = process.platform === 'win32' ? node : [...limited, ...node]
  return spawn(command!, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: {} })
}

async function readFloats(path: string, frames: number): Promise<Float32Array> {
  const samples = new Float32Array(frames)
  const bytes = new Uint8Array(samples.buffer)
  const file = await open(path, 'r')
  try {
    for (let done = 0; done < bytes.length;) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, done)
      if (bytesRead === 0) throw new Error(`${path} holds ${done} bytes, expected ${bytes.length}`)
      done += bytesRead
    }
  } finally {
    await file.close()
  }
  return samples
}
