import type { Random } from '../../dsp/random.js'
import type { InstrumentTrack, Note } from '../../music/score.js'
import type { EffectRecipe } from './effect-recipe.js'
import { effectInstrumentId } from './effect-instruments.js'
import { AMBIENCE_FADE_SECONDS, PLAIN_MIDI, turnSeconds } from './render-effect.js'

/** How an effect is laid out in time. */
export interface EffectTiming {
  readonly bpm: number
  /** Length of the sound, or of one pass of a loop, in seconds. */
  readonly seconds: number
  /** How often a pass is played over; 1 without a loop. */
  readonly passes: number
  /** Whether beats of `bpm` set the turns of what pulses. */
  readonly onBeat: boolean
}

/** Loops of effects are about this long, in seconds. */
const LOOP_SECONDS = 8
const SHORTEST_LOOP_SECONDS = 2

/** The length of a recipe: as asked, else its own; a loop's is a whole number of turns, beats or bars. */
export function effectSeconds(
  recipe: EffectRecipe,
  asked: {
    readonly seconds: number | undefined
    readonly loop: boolean
    readonly bpm: number | undefined
    readonly maxSeconds: number
  },
): number {
  const { seconds, loop, bpm, maxSeconds } = asked
  const natural = Math.min(maxSeconds, seconds ?? recipe.seconds)
  if (!loop) return natural
  if (bpm !== undefined) {
    const bar = 240 / bpm
    const goal = seconds ?? (recipe.kind === 'one-shot' ? recipe.seconds : LOOP_SECONDS)
    const most = Math.max(1, Math.floor(maxSeconds / bar))
    return (
      bar *
      Math.min(
        most,
        Math.max(1, recipe.kind === 'one-shot' ? Math.ceil(goal / bar - 0.05) : Math.round(goal / bar)),
      )
    )
  }
  if (recipe.kind === 'pulse') {
    const turn = turnSeconds(recipe)
    return turn * Math.max(1, Math.round((seconds ?? LOOP_SECONDS) / turn))
  }
  if (recipe.kind === 'ambience') return Math.min(maxSeconds, seconds ?? LOOP_SECONDS * 1.5)
  return Math.max(SHORTEST_LOOP_SECONDS, natural)
}

/** The notes that make a recipe sound: once, turn after turn, or pass after pass overlapping by the edges' fades. */
export function effectTrack(
  recipe: EffectRecipe,
  timing: EffectTiming,
  options: {
    readonly tonic: number | undefined
    readonly gainDb: number
    readonly pan: number
    readonly random: Random
  },
): InstrumentTrack {
  const { random, tonic } = options
  const pitchMidi = pitchOf(recipe, tonic, random)
  // Twelve strengths of touch are told apart: with the pitch they decide which dice the effect is made with.
  const velocity = (8 + random.int(4)) / 12
  const beats = (seconds: number): number => (seconds * timing.bpm) / 60
  const notes: Note[] = []
  for (let pass = 0; pass < timing.passes; pass++) {
    const from = pass * timing.seconds
    if (recipe.kind === 'pulse') {
      const turn = turnOf(recipe, timing)
      const turns = Math.max(1, Math.round(timing.seconds / turn))
      const own = random.fork('turns')
      for (let i = 0; i < turns; i++) {
        notes.push({
          startBeat: beats(from + i * turn),
          durationBeats: beats(turn),
          pitchMidi:
            recipe.tunedMidi === undefined
              ? pitchMidi + Math.round(10 * own.range(-0.4, 0.4)) / 10
              : pitchMidi,
          velocity: (8 + own.int(4)) / 12,
          offsetSeconds:
            timing.onBeat || i === 0
              ? 0
              : Math.round(1000 * jitterOf(recipe) * turn * own.range(-0.5, 0.5)) / 1000,
        })
      }
    } else {
      const length =
        timing.seconds + (timing.passes > 1 && recipe.kind === 'ambience' ? AMBIENCE_FADE_SECONDS : 0)
      const heard = recipe.kind === 'one-shot' ? Math.max(recipe.seconds, 0.2) : length
      notes.push({
        startBeat: beats(from),
        durationBeats: beats(timing.passes > 1 ? heard : Math.min(length, Math.max(heard, timing.seconds))),
        pitchMidi,
        velocity,
      })
    }
  }
  return {
    kind: 'instrument',
    id: effectInstrumentId(recipe),
    stem: 'fx',
    instrument: effectInstrumentId(recipe),
    gainDb: options.gainDb,
    pan: options.pan,
    notes,
  }
}

/** One turn of a pulse: its own, or the nearest of a half, one, two or four beats. */
function turnOf(recipe: EffectRecipe, { bpm, onBeat, seconds }: EffectTiming): number {
  const own = turnSeconds(recipe)
  if (!onBeat) return seconds / Math.max(1, Math.round(seconds / own))
  const distance = (turn: number): number => Math.abs(Math.log(turn / own))
  return [0.5, 1, 2, 4]
    .map((beats) => (60 * beats) / bpm)
    .reduce((best, turn) => (distance(turn) < distance(best) ? turn : best))
}

function jitterOf(recipe: EffectRecipe): number {
  return Math.max(0, ...recipe.layers.map(({ events }) => events?.jitter ?? 0))
}

/** On the asked tonic where the recipe has a pitch; else a little higher or lower, so that takes differ. */
function pitchOf(recipe: EffectRecipe, tonic: number | undefined, random: Random): number {
  if (recipe.tunedMidi === undefined) return PLAIN_MIDI + Math.round(10 * random.range(-1.5, 1.5)) / 10
  if (tonic === undefined) return recipe.tunedMidi
  const steps = ((((tonic - recipe.tunedMidi + 6) % 12) + 12) % 12) - 6
  return recipe.tunedMidi + steps
}
