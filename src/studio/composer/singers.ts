import type { Random } from '../../dsp/random.js'
import type { SingingHabits } from '../profiles/profile.js'
import type { StyleReading } from '../style/style-reading.js'
import { singerById, singersFor, withVoice, type Singer } from '../voice/singers.js'
import { pickForTake } from './take-choice.js'

/** Who sings a take: the persona asked for, else of the wished gender, in the register of the genre, another voice in the next take. */
export function chooseSinger(
  habits: SingingHabits,
  voice: StyleReading['voice'],
  takeIndex: number,
  random: Random,
): Singer {
  if (voice.persona?.singerId !== undefined) {
    return withVoice(singerById(voice.persona.singerId), voice.persona.voice)
  }
  const pool = singersFor(voice.gender)
  const wanted = voice.register ?? habits.register
  const middle = ({ lowMidi, highMidi }: Singer): number => (lowMidi + highMidi) / 2
  const sorted = pool.toSorted((a, b) => middle(a) - middle(b))
  if (voice.register !== undefined) return wanted < 0 ? sorted[0]! : sorted.at(-1)!
  // Without a wish the extreme voices are left to those who ask for them.
  const usual = sorted.length > 3 ? sorted.slice(1) : sorted
  return pickForTake(usual, takeIndex, random)
}

/** Who sings behind the lead: another voice of the same gender, the nearest in range; the lead again if there is none. */
export function chooseBackingSinger(lead: Singer): Singer {
  const others = singersFor(lead.gender).filter(({ id }) => id !== lead.id)
  const distance = ({ lowMidi, highMidi }: Singer): number =>
    Math.abs(lowMidi - lead.lowMidi) + Math.abs(highMidi - lead.highMidi)
  return others.toSorted((a, b) => distance(a) - distance(b))[0] ?? lead
}

/** The part of the singer's range a genre uses: at least a tenth, moved up or down by its habit. */
export function singingRange(
  { lowMidi, highMidi }: Singer,
  register: number,
): { lowMidi: number; highMidi: number } {
  const slack = Math.max(0, highMidi - lowMidi - 16)
  return {
    lowMidi: lowMidi + Math.round(slack * Math.max(0, register)),
    highMidi: highMidi - Math.round(slack * Math.max(0, -register)),
  }
}
