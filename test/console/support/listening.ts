import type { BrowserContext, Page } from 'playwright-core'

/** What pages under test have besides their own: every media element, and everything that reaches the loudspeakers. */
interface Ears {
  readonly elements: HTMLAudioElement[]
  /** One for each audio context. */
  readonly taps: AnalyserNode[]
}
declare global {
  interface Window {
    ears: Ears
  }
}

/** Lets the sound of a context's pages be measured. Before the first page is opened. */
export async function addEars(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const ears: Ears = { elements: [], taps: [] }
    window.ears = ears
    const PlainAudio = window.Audio
    window.Audio = class extends PlainAudio {
      constructor(src?: string) {
        super(src)
        ears.elements.push(this)
      }
    }
    const tapOf = new WeakMap<BaseAudioContext, AnalyserNode>()
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the node as `this` below
    const connect = AudioNode.prototype.connect as (this: AudioNode, target: AudioNode) => AudioNode
    AudioNode.prototype.connect = function (this: AudioNode, target: AudioNode | AudioParam) {
      if (target instanceof AudioDestinationNode) {
        let tap = tapOf.get(target.context)
        if (!tap) {
          tap = target.context.createAnalyser()
          tap.fftSize = 8192
          tapOf.set(target.context, tap)
          ears.taps.push(tap)
        }
        connect.call(this, tap)
      }
      return connect.call(this, target as AudioNode)
    }
  })
}

/** Second at which the player stands. */
export function playerSeconds(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...window.ears.elements.map((element) => element.currentTime)))
}

/** Loudness of what a media element plays, as its root mean square over about `ms`; 0 while nothing plays. */
export function playerLoudness(page: Page, ms = 800): Promise<number> {
  return page.evaluate(async (length) => {
    const element = window.ears.elements.find(({ paused }) => !paused) as
      (HTMLAudioElement & { captureStream(): MediaStream }) | undefined
    if (!element) return 0
    // A stream taken before anything was decoded has no track.
    while (element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const context = new AudioContext()
    await context.resume()
    const analyser = context.createAnalyser()
    analyser.fftSize = 8192
    context.createMediaStreamSource(element.captureStream()).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    let loudest = 0
    for (const end = performance.now() + length; performance.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      loudest = Math.max(loudest, Math.sqrt(power))
    }
    await context.close()
    return loudest
  }, ms)
}

/** Mean level in decibels of what the mixer sends to the loudspeakers, in bands from low to high. */
export function mixerSpectrum(page: Page, ms = 2500): Promise<number[]> {
  return page.evaluate(async (length) => {
    const tap = window.ears.taps.at(-1)
    if (!tap) return []
    const bins = new Float32Array(tap.frequencyBinCount)
    const bands = Array.from({ length: 24 }, () => 0)
    let looks = 0
    for (const end = performance.now() + length; performance.now() < end; looks++) {
      await new Promise((resolve) => setTimeout(resolve, 60))
      tap.getFloatFrequencyData(bins)
      for (const [band] of bands.entries()) {
        // Bands of equal width in pitch, from some 30 Hz up.
        const from = Math.floor(6 * 1.3 ** band)
        const to = Math.max(from + 1, Math.floor(6 * 1.3 ** (band + 1)))
        let level = 0
        for (let bin = from; bin < to; bin++) level += Math.max(-100, bins[bin] ?? -100)
        bands[band]! += level / (to - from)
      }
    }
    return bands.map((sum) => sum / Math.max(1, looks))
  }, ms)
}
