import type { Random } from '../../dsp/random.js'
import type { BreathGroup } from './breath-groups.js'
import type { Delivery } from './manners.js'
import { createWander } from './wander.js'

/** From a vowel's beginning to the middle of its tone, in seconds. */
const TONE_SECONDS = 0.07
/** How much of the written melody is left in the melody of talking, and the furthest it goes, in semitones. */
const MELODY_SHARE = 0.35
const MELODY_LIMIT = 3

/**
 * The pitch of a spoken breath group, as fractional MIDI pitch a frame: around the bottom of the singer's range, stressed
 * syllables lifted, the whole sinking towards a fall at the phrase's end (the intonation of statements: Pierrehumbert, "The
 * phonology and phonetics of English intonation", 1980), with a trace of the written tune.
 */
export function spokenPitch(
  { syllables, endsPhrase }: Pick<BreathGroup, 'syllables' | 'endsPhrase'>,
  firstFrameSeconds: number,
  frames: number,
  frameSeconds: number,
  singer: Delivery,
  random: Random,
): Float64Array {
  const pitches = syllables.map(({ notes }) => notes[0]!.pitchMidi)
  const mean = pitches.reduce((sum, pitch) => sum + pitch, 0) / pitches.length
  const base = singer.lowMidi + 1
  const targets = syllables.map(({ stress, notes }, k) => {
    const place = syllables.length > 1 ? k / (syllables.length - 1) : 1
    const tune = Math.max(-MELODY_LIMIT, Math.min(MELODY_LIMIT, MELODY_SHARE * (pitches[k]! - mean)))
    const isLast = k === syllables.length - 1
    return {
      seconds: notes[0]!.startSeconds + TONE_SECONDS,
      pitchMidi:
        base +
        tune +
        (stress === 1 ? 1.8 : 0) +
        1.5 -
        (endsPhrase ? 3 : 0.8) * place +
        0.4 * random.gaussian() -
        (isLast && endsPhrase ? 1 : 0),
    }
  })
  const last = syllables.at(-1)!.notes.at(-1)!
  targets.push({ seconds: last.endSeconds, pitchMidi: targets.at(-1)!.pitchMidi - (endsPhrase ? 2.5 : 0.4) })

  const drift = createWander(random.fork('drift'), frameSeconds, 0.25)
  const tremor = createWander(random.fork('tremor'), frameSeconds, 0.03)
  const result = new Float64Array(frames)
  let k = 0
  for (let frame = 0; frame < frames; frame++) {
    const time = firstFrameSeconds + frame * frameSeconds
    while (k + 1 < targets.length && time >= targets[k + 1]!.seconds) k++
    const from = targets[k]!
    const to = targets[Math.min(k + 1, targets.length - 1)]!
    const way =
      to === from ? 0 : Math.min(1, Math.max(0, (time - from.seconds) / (to.seconds - from.seconds)))
    const pitch = from.pitchMidi + (to.pitchMidi - from.pitchMidi) * way * way * (3 - 2 * way)
    result[frame] = pitch + 0.25 * drift() + 0.04 * tremor()
  }
  return result
}
