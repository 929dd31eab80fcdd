import { frameCount, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { STEMS, type StemName } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { collectCues } from './cues.js'
import { VOICE_INDICES, type ShareNetwork } from './share-network.js'
import { takeSpectra } from './spectra.js'
import { HOP } from './stft.js'

/** Frames (21 ms) whose shares are found at a time, and what is heard around them; so memory does not grow with length. */
const BLOCK_FRAMES = 750
const MARGIN_FRAMES = 90
/** Shares are kept as bytes. */
const WHOLE = 255
/** A stem is there when the cells it has the largest share of make up this much of the power. */
const LEAST_OWNED = 0.006

/**
 * Whoever sings is heard with this share at least, on the mean over all the power that is given to voices. What is taken for a
 * voice with less conviction is an instrument that leads from the middle, mostly an overdriven guitar.
 */
const LEAST_CONVICTION = 0.46

/** How a recording is divided between the stems that are in it. */
export interface PartShares {
  /** Frames of HOP samples, the first centred on sample 0. */
  readonly frames: number
  /** Stems that are heard in the recording, in the contract's order. */
  readonly present: readonly StemName[]
  /** Of each stem that is present frames × BANDS bytes; together they are about 255 in every cell. */
  readonly shares: ReadonlyMap<StemName, Uint8Array>
}

/** Where the shares of stems that are not there go: to the one that is most likely to have caused them. */
const KIN: Readonly<Record<StemName, readonly StemName[]>> = {
  vocal: ['backingVocals', 'guitar', 'synth', 'keyboard'],
  backingVocals: ['vocal', 'guitar', 'strings', 'synth'],
  drums: ['percussion'],
  percussion: ['drums'],
  bass: ['synth', 'guitar', 'keyboard'],
  guitar: ['keyboard', 'synth', 'strings'],
  keyboard: ['guitar', 'synth', 'strings'],
  strings: ['synth', 'keyboard', 'brass'],
  synth: ['keyboard', 'strings', 'guitar'],
  brass: ['woodwinds', 'strings', 'synth'],
  woodwinds: ['brass', 'strings', 'synth'],
  fx: ['synth', 'percussion', 'drums'],
}

/**
 * Listens through a recording at 48 kHz and finds out what it consists of. `onBlock` is told the share of the work that is
 * done and may wait, or throw to stop. Stems that are `wanted` keep what may be theirs, however little. With `voices`
 * `convincing` there are only voices where the network is convinced of them; with `any` a doubtful voice is one too: for who
 * asks for nothing but voices. Throws RangeError for another sample rate.
 */
export async function findPartShares(
  audio: Audio,
  network: ShareNetwork,
  onBlock: (fraction: number) => Promise<void> | void = () => undefined,
  wanted: ReadonlySet<StemName> = new Set(),
  voices: 'convincing' | 'any' = 'any',
): Promise<PartShares> {
  if (audio.sampleRate !== SAMPLE_RATE) {
    throw new RangeError(
      `a recording to be separated has ${audio.sampleRate} Hz; ${SAMPLE_RATE} Hz are needed`,
    )
  }
  const frames = Math.ceil(frameCount(audio) / HOP) + 1
  const shares = new Map(STEMS.map((stem) => [stem, new Uint8Array(frames * BANDS)]))
  const found: Tally = { owned: zeros(), ownedUnsung: zeros(), total: 0, sung: 0, sungSurely: 0 }
  for (let start = 0; start < frames; start += BLOCK_FRAMES) {
    const count = Math.min(BLOCK_FRAMES, frames - start)
    const before = Math.min(MARGIN_FRAMES, start)
    const length = before + count + Math.min(MARGIN_FRAMES, frames - start - count)
    const { planes, power } = collectCues(
      takeSpectra(audio.channels, (start - before) * HOP, length),
      audio.sampleRate,
    )
    const said = await network(planes, length)
    const cells = length * BANDS
    for (const [s, stem] of STEMS.entries()) {
      const from = s * cells + before * BANDS
      keepAsBytes(said.subarray(from, from + count * BANDS), shares.get(stem)!, start * BANDS)
    }
    tally(said, power.data.subarray(before * BANDS, (before + count) * BANDS), before * BANDS, found)
    await onBlock((start + count) / frames)
  }
  const isSung = voices === 'any' || found.sungSurely >= LEAST_CONVICTION * found.sung
  const owned = isSung ? found.owned : found.ownedUnsung
  const present = STEMS.filter((_, s) => found.total > 0 && owned[s]! > LEAST_OWNED * found.total)

  // Something that nothing can be told about is still something.
  if (present.length === 0) present.push('keyboard')
  for (const stem of STEMS) {
    if (present.includes(stem) || wanted.has(stem)) continue
    const heir = KIN[stem].find((kin) => present.includes(kin)) ?? mostOf(present, owned)
    const [from, to] = [shares.get(stem)!, shares.get(heir)!]
    for (let i = 0; i < to.length; i++) to[i] = Math.min(WHOLE, to[i]! + from[i]!)
    shares.delete(stem)
  }
  return { frames, present, shares }
}

/** Shares of 0 … 1 as bytes. */
function keepAsBytes(shares: Float32Array, out: Uint8Array, at: number): void {
  for (let i = 0; i < shares.length; i++) out[at + i] = WHOLE * shares[i]! + 0.5
}

/** Whose the power of a recording is. */
interface Tally {
  /** The power of the cells that a stem has the largest share of, and the same if there are no voices. */
  readonly owned: Float64Array
  readonly ownedUnsung: Float64Array
  total: number
  /** The power that is given to voices, and that again by the share it is given with. */
  sung: number
  sungSurely: number
}

function zeros(): Float64Array {
  return new Float64Array(STEMS.length)
}

/** Adds up cells from `at` on, as many as there are powers. */
function tally(said: Float32Array, power: Float32Array, at: number, sums: Tally): void {
  const cells = said.length / STEMS.length
  for (let i = 0; i < power.length; i++) {
    const own = power[i]!
    let voice = 0
    let singer = 0
    let player = 0
    let mostSung = -1
    let mostPlayed = -1
    for (let s = 0; s < STEMS.length; s++) {
      const share = said[s * cells + at + i]!
      if (VOICE_INDICES.includes(s)) {
        voice += share
        if (share > mostSung) {
          mostSung = share
          singer = s
        }
      } else if (share > mostPlayed) {
        mostPlayed = share
        player = s
      }
    }
    sums.owned[mostSung >= mostPlayed ? singer : player]! += own
    sums.ownedUnsung[player]! += own
    sums.total += own
    sums.sung += own * voice
    sums.sungSurely += own * voice * voice
  }
}

/** Who owns most of those who play, or of those who sing where nobody plays. */
function mostOf(present: readonly StemName[], owned: Float64Array): StemName {
  const players = present.filter((stem) => !VOICE_INDICES.includes(STEMS.indexOf(stem)))
  return (players.length > 0 ? players : present).reduce((a, b) =>
    owned[STEMS.indexOf(b)]! > owned[STEMS.indexOf(a)]! ? b : a,
  )
}
