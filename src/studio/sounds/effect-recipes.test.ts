import { describe, expect, test } from 'vitest'
import type { NoteRequest } from '../synth/note-sound.js'
import { EFFECT_RECIPES } from './recipes/index.js'
import { renderEffect } from './render-effect.js'
import type { EffectRecipe } from './effect-recipe.js'

const REQUEST: NoteRequest = {
  pitchMidi: 60,
  velocity: 0.75,
  articulation: 'sustain',
  heldSeconds: 1,
  variant: 0,
}

function render(recipe: EffectRecipe, more: Partial<NoteRequest> = {}): [Float32Array, Float32Array] {
  const request = { ...REQUEST, pitchMidi: recipe.tunedMidi ?? 60, ...more }
  const sound = renderEffect(recipe, request)
  const frames = Math.round(request.heldSeconds * 48_000)
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  expect(sound.render(left, right, frames)).toBe(frames)
  return [left, right]
}

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)

describe('the effect recipes', () => {
  test('are many, told apart by id, and no two claim one term', () => {
    expect(EFFECT_RECIPES.length).toBeGreaterThanOrEqual(45)
    expect(new Set(EFFECT_RECIPES.map(({ id }) => id)).size).toBe(EFFECT_RECIPES.length)
    const terms = EFFECT_RECIPES.flatMap((recipe) => recipe.terms)
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([])
  })

  test('sound, at sane levels, without offset and without a click at either edge', () => {
    for (const recipe of EFFECT_RECIPES) {
      const seconds = Math.min(2, recipe.seconds)
      const [left, right] = render(recipe, { heldSeconds: seconds })
      const peak = Math.max(
        ...[left, right].map((side) => side.reduce((most, x) => Math.max(most, Math.abs(x)), 0)),
      )
      expect(Number.isFinite(peak), recipe.id).toBe(true)
      expect(peak, recipe.id).toBeGreaterThan(0.02)
      expect(peak, recipe.id).toBeLessThan(6)
      expect(rms(left), recipe.id).toBeGreaterThan(0.0005)
      expect(Math.abs(left.reduce((sum, x) => sum + x, 0) / left.length), recipe.id).toBeLessThan(0.03)
      expect(Math.abs(left[0]!), recipe.id).toBeLessThan(0.12)
      expect(Math.abs(left.at(-1)), recipe.id).toBeLessThan(0.02)
    }
  })

  test('sound the same for the same request and differ with the touch', () => {
    const rain = EFFECT_RECIPES.find(({ id }) => id === 'rain')!
    expect(render(rain)).toEqual(render(rain))
    expect(render(rain, { velocity: 10 / 12 })[0]).not.toEqual(render(rain)[0])
  })

  test('follow the pitch they are written at where they have one', () => {
    const beep = EFFECT_RECIPES.find(({ id }) => id === 'beep')!
    const crossings = (pitchMidi: number): number => {
      const [left] = render(beep, { pitchMidi, heldSeconds: 0.4 })
      return left.reduce((count, x, i) => count + (i > 0 && x > 0 && left[i - 1]! <= 0 ? 1 : 0), 0)
    }
    expect(crossings(96) / crossings(84)).toBeCloseTo(2, 1)
  })
})
