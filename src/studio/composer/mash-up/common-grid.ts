import type { HeardRecording } from '../../../music/heard.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { isMinorish, type Key } from '../../../music/scale.js'

/** Tempo at which two recordings meet. */
export interface CommonTempo {
  /** Quarter notes a minute of the song. */
  readonly bpm: number
  /** Song beats a heard beat of each: octave-related tempos count as one. */
  readonly beatsPerHeard: readonly [voice: number, band: number]
  /** Speed of each against its own, 1 as recorded. */
  readonly speed: readonly [voice: number, band: number]
}

/** Both are bent alike, unless a tempo is asked for; the band counts its own beats, the voice halves or doubles. */
export function commonTempo(
  [voice, band]: readonly [HeardRecording, HeardRecording],
  askedBpm: number | undefined,
): CommonTempo {
  const distance = (factor: number): number =>
    Math.abs(Math.log2((voice.tempoBpm * factor) / band.tempoBpm)) + (factor === 1 ? 0 : 0.02)
  const factor = [1, 0.5, 2].reduce((best, other) => (distance(other) < distance(best) ? other : best))
  const voiceBpm = voice.tempoBpm * factor
  const middle = Math.sqrt(voiceBpm * band.tempoBpm)
  const bpm = askedBpm === undefined ? middle : nearestOctave(askedBpm, middle)
  return { bpm, beatsPerHeard: [factor, 1], speed: [bpm / voiceBpm, bpm / band.tempoBpm] }
}

/** A tempo that was asked for, halved or doubled to where the recordings can follow. */
function nearestOctave(bpm: number, goal: number): number {
  return [bpm, bpm * 2, bpm / 2].reduce((best, other) =>
    Math.abs(Math.log2(other / goal)) < Math.abs(Math.log2(best / goal)) - 1e-9 ? other : best,
  )
}

export interface CommonKey {
  /** Of the song: the band's, transposed. */
  readonly key: Key
  /** Semitones that each is moved, -6 … 6. */
  readonly shift: readonly [voice: number, band: number]
}

/** The band goes this far alone; beyond it the voice comes to meet it: voices bear less than bands. */
const BAND_ALONE = 3

/**
 * The least transposition that brings both into one key or into relative keys. A key that is asked for is met as nearly
 * as six semitones allow.
 */
export function commonKey(voice: Key, band: Key, asked: Key | undefined): CommonKey {
  if (asked) {
    const shift = [voice, band].map((key) => leastShift(homeOf(key), homeOf(asked)))
    return { key: moved(band, shift[1]!), shift: [shift[0]!, shift[1]!] }
  }
  const apart = leastShift(homeOf(band), homeOf(voice))
  const sign = Math.sign(apart)
  const bandShift =
    sign * Math.min(Math.abs(apart), BAND_ALONE + Math.floor((Math.abs(apart) - BAND_ALONE) / 3))
  const ofBand = Math.abs(apart) <= BAND_ALONE ? apart : bandShift
  return { key: moved(band, ofBand), shift: [ofBand - apart || 0, ofBand] }
}

/** Tonic of the key's relative major: keys with one home share their notes. */
function homeOf({ tonic, mode }: Key): number {
  return pitchClassOf(isMinorish({ tonic, mode }) ? tonic + 3 : tonic)
}

function leastShift(from: number, to: number): number {
  return ((((to - from + 6) % 12) + 12) % 12) - 6
}

function moved(key: Key, semitones: number): Key {
  return { ...key, tonic: pitchClassOf(key.tonic + semitones) }
}
