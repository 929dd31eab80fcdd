import { spawn } from 'node:child_process'
import { ffmpegPath } from './ffmpeg.js'

/** ffmpeg could not be started or gave up; `cause` holds its last lines. */
export class FfmpegError extends Error {
  override readonly name = 'FfmpegError'
}

/**
 * Runs ffmpeg on files of our own making, in `folder`. `onPosition` hears how far the output is, in seconds. When `signal`
 * aborts, ffmpeg is killed and the signal's reason thrown.
 */
export async function runFfmpeg(
  args: readonly string[],
  folder: string,
  signal: AbortSignal,
  onPosition: (seconds: number) => void,
): Promise<void> {
  signal.throwIfAborted()
  const common = ['-hide_banner', '-nostdin', '-nostats', '-v', 'warning', '-progress', 'pipe:1']
  const child = spawn(await ffmpegPath(), [...common, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {},
  })
  let lastWords = ''
  child.stderr.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-4000)))
  child.stdout.on('data', (chunk: Buffer) => {
    // Called out_time_ms, but counted in microseconds.
    const microseconds = /out_time_ms=(\d+)/.exec(chunk.toString())?.[1]
    if (microseconds !== undefined) onPosition(Number(microseconds) / 1e6)
  })
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill, { once: true })
  try {
    const ending = await new Promise<string>((resolve, reject) => {
      child.once('error', (cause) => reject(new FfmpegError('ffmpeg could not be started', { cause })))
      child.once('close', (code, signalName) =>
        resolve(code === 0 ? '' : (signalName ?? `exit code ${code}`)),
      )
    })
    signal.throwIfAborted()
    if (ending !== '') {
      throw new FfmpegError(`ffmpeg ended with ${ending}`, { cause: new Error(lastWords.trim()) })
    }
  } finally {
    signal.removeEventListener('abort', kill)
  }
}
