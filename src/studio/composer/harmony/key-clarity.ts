import { COUNTED_PROFILES, fitOfKey, RATED_PROFILES } from '../../../music/key-profiles.js'
import { isMinorish } from '../../../music/scale.js'
import type { Note, Score, Track } from '../../../music/score.js'
import { dbToGain } from '../../../dsp/units.js'

/** A note is heard with its third and fifth partials, too: as the fifth and the third above it, so much softer. */
const PARTIALS = [
  { steps: 0, share: 1 },
  { steps: 7, share: 0.2 },
  { steps: 4, share: 0.08 },
] as const
/** Longer notes do not say more of the key. */
const LONGEST_BEATS = 2
/** A voice stands in front of the band by this, in dB. */
const VOICE_DB = 6

/**
 * How plainly a song says its key, -2 … 2: by how much its notes fit that better than any other, by the less convinced of two
 * listeners (one who knows which degrees sound often, one who knows which fit). Below 0 one of them takes it for another key.
 * What comes after a modulation does not count. Modes count as the major or minor that their third makes them.
 */
export function keyClarity({ keys, tracks, endBeat }: Pick<Score, 'keys' | 'tracks' | 'endBeat'>): number {
  const untilBeat = keys[1]?.beat ?? endBeat
  const weights = pitchClassWeights(tracks, untilBeat)
  const own = keys[0]!
  const ownMode = isMinorish(own) ? 'minor' : 'major'
  const clarities = [COUNTED_PROFILES, RATED_PROFILES].map((profiles) => {
    let rival = -1
    for (const mode of ['major', 'minor'] as const) {
      for (let tonic = 0; tonic < 12; tonic++) {
        if (mode === ownMode && tonic === own.tonic) continue
        rival = Math.max(rival, fitOfKey(weights, profiles, { tonic, mode }))
      }
    }
    return fitOfKey(weights, profiles, { tonic: own.tonic, mode: ownMode }) - rival
  })
  return Math.min(...clarities)
}

/** How much each pitch class sounds before `untilBeat`, from C. */
function pitchClassWeights(tracks: readonly Track[], untilBeat: number): number[] {
  const weights = new Array<number>(12).fill(0)
  for (const track of tracks) {
    if (track.stem === 'drums' || track.stem === 'percussion' || track.stem === 'fx') continue
    const gain = Math.sqrt(dbToGain(track.gainDb + (track.kind === 'voice' ? VOICE_DB : 0)))
    for (const { startBeat, durationBeats, pitchMidi, velocity } of notesOf(track)) {
      if (startBeat >= untilBeat) continue
      const weight = gain * Math.min(LONGEST_BEATS, durationBeats) * Math.sqrt(velocity)
      for (const { steps, share } of PARTIALS) weights[(pitchMidi + steps) % 12]! += share * weight
    }
  }
  return weights
}

function notesOf(track: Track): readonly Note[] {
  if (track.kind === 'instrument') return track.notes
  if (track.manner === 'spoken' || track.manner === 'rap') return []
  return track.phrases.flatMap(({ words }) =>
    words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => notes)),
  )
}
