import { ownUrl } from '../../server/own-url.js'

/** A stem as it is on the server. */
export interface StemFile {
  readonly name: string
  readonly url: string
}

export interface Fader {
  readonly name: string
  /** 0 … 1.5, 1 as mixed. */
  readonly level: number
  readonly isMuted: boolean
  readonly isSolo: boolean
}

export interface MixerState {
  readonly seconds: number
  readonly isPlaying: boolean
  readonly durationSeconds: number
  readonly faders: readonly Fader[]
}

/** Longer songs are mixed at a lower rate: twelve stems of five minutes would fill a gigabyte. */
const LONG_SONG_SECONDS = 150
const LONG_SONG_RATE = 32_000
/** Samples that a meter looks back on: a little more than what sounds from one frame of the screen to the next. */
const METER_SAMPLES = 2048
/** Gains move over this time: jumps click. In seconds. */
const GLIDE_SECONDS = 0.015

/**
 * A song's stems, sounding together from one clock: sample for sample in step, whatever is muted. As mixed they are the
 * song itself, because the server masters stems with the song's own gain curve.
 */
export class StemMixer {
  readonly #context: AudioContext
  readonly #stems: readonly {
    readonly buffer: AudioBuffer
    readonly gain: GainNode
    readonly meter: AnalyserNode
  }[]
  readonly #looked = new Float32Array(METER_SAMPLES)
  #sources: AudioBufferSourceNode[] = []
  /** Context time at which second 0 would have sounded; undefined while nothing plays. */
  #startedAt: number | undefined
  #frame = 0
  #state: MixerState
  readonly #listeners = new Set<() => void>()

  private constructor(
    context: AudioContext,
    stems: readonly { readonly name: string; readonly buffer: AudioBuffer }[],
  ) {
    this.#context = context
    this.#stems = stems.map(({ buffer }) => {
      const gain = context.createGain()
      gain.connect(context.destination)
      const meter = new AnalyserNode(context, { fftSize: METER_SAMPLES })
      gain.connect(meter)
      return { buffer, gain, meter }
    })
    this.#state = {
      seconds: 0,
      isPlaying: false,
      durationSeconds: Math.max(...stems.map(({ buffer }) => buffer.duration)),
      faders: stems.map(({ name }) => ({ name, level: 1, isMuted: false, isSolo: false })),
    }
  }

  /** Fetches and decodes stems, one after the other. Rejects when one is gone or `signal` aborts. */
  static async load(
    files: readonly StemFile[],
    options: {
      readonly durationSeconds: number
      readonly startSeconds: number
      /** 0 … 1 */
      readonly onProgress: (share: number) => void
      readonly signal: AbortSignal
    },
  ): Promise<StemMixer> {
    const context =
      options.durationSeconds > LONG_SONG_SECONDS
        ? new AudioContext({ sampleRate: LONG_SONG_RATE })
        : new AudioContext()
    try {
      const stems = []
      for (const [index, { name, url }] of files.entries()) {
        const response = await fetch(ownUrl(url), { signal: options.signal })
        if (!response.ok) throw new Error(`The stem “${name}” has expired: separate the song again`)
        stems.push({ name, buffer: await context.decodeAudioData(await response.arrayBuffer()) })
        options.onProgress((index + 1) / files.length)
      }
      options.signal.throwIfAborted()
      const mixer = new StemMixer(context, stems)
      mixer.seek(options.startSeconds)
      return mixer
    } catch (error) {
      await context.close()
      throw error
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): MixerState => this.#state

  #change(change: Partial<MixerState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  toggle(): void {
    if (this.#state.isPlaying) this.pause()
    else this.#start(this.#state.seconds >= this.#state.durationSeconds ? 0 : this.#state.seconds)
  }

  pause(): void {
    if (!this.#state.isPlaying) return
    const seconds = this.#now()
    this.#silence()
    this.#change({ isPlaying: false, seconds })
  }

  seek(seconds: number): void {
    const goal = Math.min(Math.max(0, seconds), this.#state.durationSeconds)
    if (this.#state.isPlaying) this.#start(goal)
    else this.#change({ seconds: goal })
  }

  #start(seconds: number): void {
    this.#silence()
    void this.#context.resume()
    // A moment ahead, so that all begin in the same block.
    const when = this.#context.currentTime + 0.02
    this.#startedAt = when - seconds
    this.#sources = this.#stems.map(({ buffer, gain }) => {
      const source = this.#context.createBufferSource()
      source.buffer = buffer
      source.connect(gain)
      source.start(when, seconds)
      return source
    })
    this.#change({ isPlaying: true, seconds })
    const tick = () => {
      const now = this.#now()
      if (now >= this.#state.durationSeconds) {
        this.#silence()
        this.#change({ isPlaying: false, seconds: this.#state.durationSeconds })
        return
      }
      this.#change({ seconds: now })
      this.#frame = requestAnimationFrame(tick)
    }
    this.#frame = requestAnimationFrame(tick)
  }

  #silence(): void {
    cancelAnimationFrame(this.#frame)
    for (const source of this.#sources) {
      source.stop()
      source.disconnect()
    }
    this.#sources = []
    this.#startedAt = undefined
  }

  /** The second that is heard: what the context renders now is heard `outputLatency` later. */
  #now(): number {
    if (this.#startedAt === undefined) return this.#state.seconds
    const latency = Number.isFinite(this.#context.outputLatency) ? this.#context.outputLatency : 0
    return Math.max(0, this.#context.currentTime - latency - this.#startedAt)
  }

  setFader(name: string, change: Partial<Omit<Fader, 'name'>>): void {
    const faders = this.#state.faders.map((fader) => (fader.name === name ? { ...fader, ...change } : fader))
    const hasSolo = faders.some(({ isSolo }) => isSolo)
    for (const [index, { level, isMuted, isSolo }] of faders.entries()) {
      const isHeard = !isMuted && (!hasSolo || isSolo)
      const { gain } = this.#stems[index]!.gain
      gain.setTargetAtTime(isHeard ? level : 0, this.#context.currentTime, GLIDE_SECONDS)
    }
    this.#change({ faders })
  }

  /** Peak of a stem behind its fader in the last moment: 0 … 1 is full scale. 0 while nothing plays. */
  peakOf(name: string): number {
    const index = this.#state.faders.findIndex((fader) => fader.name === name)
    const stem = this.#stems[index]
    if (!stem || !this.#state.isPlaying) return 0
    stem.meter.getFloatTimeDomainData(this.#looked)
    return this.#looked.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
  }

  /** Frees everything; the mixer cannot be used any more. */
  async close(): Promise<void> {
    this.#silence()
    await this.#context.close()
  }
}
