import type { Audio } from '../../src/dsp/audio.js'
import { highShelf, lowPass, lowShelf, peaking, type BiquadCoefficients } from '../../src/dsp/biquad.js'
import type { Random } from '../../src/dsp/random.js'
import type { StemName } from '../../src/music/stems.js'

/** Usual level of a stem before chance, in dB. */
const USUAL_DB: Readonly<Partial<Record<StemName, number>>> = {
  vocal: -15,
  backingVocals: -22,
  drums: -15,
  bass: -17,
  guitar: -18,
  percussion: -24,
  fx: -26,
}
const OTHER_DB = -20
const LEVEL_SPREAD_DB = 3.5
/** Stems that stand in the middle of most mixes. */
const CENTRAL: ReadonlySet<StemName> = new Set(['vocal', 'drums', 'bass'])

/** One stem as another engineer would have recorded and mixed it: tone, overdrive, room, place and level by chance. */
export function treatStem(audio: Audio, stem: StemName, random: Random): Audio {
  const channels = audio.channels.map((channel) => Float32Array.from(channel))
  if (stem === 'guitar' && random.chance(0.45)) overdrive(channels, audio.sampleRate, random)
  if (random.chance(0.7)) equalise(channels, audio.sampleRate, random)
  if (stem === 'vocal' && random.chance(0.6)) collapse(channels)
  if (random.chance(stem === 'vocal' ? 0.7 : 0.3)) addRoom(channels, audio.sampleRate, random)
  if (!CENTRAL.has(stem) || random.chance(0.12)) pan(channels, random.range(0.12, 0.88))
  setLevel(channels, (USUAL_DB[stem] ?? OTHER_DB) + LEVEL_SPREAD_DB * random.gaussian())
  return { sampleRate: audio.sampleRate, channels }
}

/** Root mean square over all channels. */
export function rms(channels: readonly Float32Array[]): number {
  let sum = 0
  for (const channel of channels) for (const value of channel) sum += value * value
  return Math.sqrt(sum / (channels.length * channels[0]!.length))
}

/** Brings the root mean square of all channels to `db` below full scale. */
export function setLevel(channels: readonly Float32Array[], db: number): void {
  scale(channels, 10 ** (db / 20) / (rms(channels) + 1e-9))
}

export function scale(channels: readonly Float32Array[], gain: number): void {
  for (const channel of channels) for (let i = 0; i < channel.length; i++) channel[i]! *= gain
}

/** Adds `gain` times `others` to `channels`, side by side. */
export function addTo(channels: readonly Float32Array[], others: readonly Float32Array[], gain = 1): void {
  channels.forEach((channel, side) => {
    for (let i = 0; i < channel.length; i++) channel[i]! += gain * others[side]![i]!
  })
}

/** An amplifier: pre-emphasis, soft clipping, a cabinet's low-pass. */
export function overdrive(channels: readonly Float32Array[], sampleRate: number, random: Random): void {
  const drive = 10 ** random.range(0.3, 1.9) / (4 * rms(channels) + 1e-6)
  const asymmetry = random.range(0, 0.3)
  const before = peaking(random.range(500, 1400), 0.6, random.range(0, 10), sampleRate)
  const cabinet = lowPass(random.range(3500, 6500), random.range(0.7, 1.1), sampleRate)
  for (const channel of channels) {
    filter(channel, before)
    for (let i = 0; i < channel.length; i++) channel[i] = Math.tanh(drive * channel[i]! + asymmetry)
    // What the asymmetry shifted is taken out again.
    let previousIn = 0
    let previousOut = 0
    for (let i = 0; i < channel.length; i++) {
      const value = channel[i]!
      previousOut = value - previousIn + 0.995 * previousOut
      previousIn = value
      channel[i] = previousOut
    }
    filter(channel, cabinet)
  }
}

/** The same part played again by a second guitarist on the right: a little later, and with another tone. */
export function playTwice([left, right]: readonly Float32Array[], sampleRate: number, random: Random): void {
  for (let i = 0; i < left!.length; i++) left![i] = right![i] = (left![i]! + right![i]!) / 2
  right!.copyWithin(Math.round(random.range(0.008, 0.03) * sampleRate), 0)
  filter(right!, highShelf(random.range(1500, 4000), 0.7, random.range(-4, 4), sampleRate))
}

function equalise(channels: readonly Float32Array[], sampleRate: number, random: Random): void {
  const bands = [
    lowShelf(random.range(80, 300), 0.7, random.range(-5, 5), sampleRate),
    peaking(2 ** random.range(8, 12.3), random.range(0.5, 2), random.range(-6, 6), sampleRate),
    highShelf(random.range(2500, 8000), 0.7, random.range(-7, 6), sampleRate),
  ]
  for (const band of bands) for (const channel of channels) filter(channel, band)
}

/** Mono: both sides are their mean. */
export function collapse([left, right]: readonly Float32Array[]): void {
  for (let i = 0; i < left!.length; i++) left![i] = right![i] = (left![i]! + right![i]!) / 2
}

/** Early reflections and a decaying tail of feedback delays, different on each side. */
function addRoom(channels: readonly Float32Array[], sampleRate: number, random: Random): void {
  const wet = random.range(0.05, 0.4)
  const decaySeconds = random.range(0.2, 1.4)
  for (const channel of channels) {
    const dry = Float32Array.from(channel)
    for (let line = 0; line < 5; line++) {
      const delay = Math.round(sampleRate * random.range(0.011, 0.067))
      const feedback = 10 ** ((-3 * delay) / sampleRate / decaySeconds)
      const damping = random.range(0.2, 0.6)
      const echo = new Float32Array(channel.length)
      let smooth = 0
      for (let i = delay; i < channel.length; i++) {
        smooth += (1 - damping) * (echo[i - delay]! - smooth)
        echo[i] = dry[i - delay]! + feedback * smooth
        channel[i]! += (wet / 2.2) * echo[i]!
      }
    }
  }
}

/** `place` 0 … 1 from left to right, at constant power. */
function pan([left, right]: readonly Float32Array[], place: number): void {
  const [a, b] = [Math.cos((place * Math.PI) / 2) * Math.SQRT2, Math.sin((place * Math.PI) / 2) * Math.SQRT2]
  for (let i = 0; i < left!.length; i++) {
    left![i]! *= a
    right![i]! *= b
  }
}

export function filter(samples: Float32Array, { b0, b1, b2, a1, a2 }: BiquadCoefficients): void {
  let [s1, s2] = [0, 0]
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!
    const y = b0 * x + s1
    s1 = b1 * x - a1 * y + s2
    s2 = b2 * x - a2 * y
    samples[i] = y
  }
}
