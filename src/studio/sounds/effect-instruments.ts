import type { Instrument } from '../instruments.js'
import type { PlayableInstrument } from '../synth/note-sound.js'
import type { EffectRecipe } from './effect-recipe.js'
import { EFFECT_RECIPES, effectRecipe } from './recipes/index.js'
import { renderEffect } from './render-effect.js'

/** Id of the instrument that plays a recipe. */
export function effectInstrumentId({ id }: Pick<EffectRecipe, 'id'>): string {
  return `effect-${id}`
}

/** Every effect as an instrument of the score. */
export const EFFECT_INSTRUMENTS: readonly Instrument[] = EFFECT_RECIPES.map((recipe) => ({
  id: effectInstrumentId(recipe),
  label: recipe.label,
  stem: 'fx',
  source: { kind: 'effect', recipe: recipe.id },
  lowMidi: 24,
  highMidi: 108,
}))

/** An effect, ready to be played: a note's length is the effect's, its pitch moves it up and down. */
export function createEffectInstrument(recipeId: string): PlayableInstrument {
  const recipe = effectRecipe(recipeId)
  return {
    cacheKey: `effect ${recipeId}`,
    variants: 1,
    shapedByLength: true,
    createNote: (request) => renderEffect(recipe, request),
    // What rings on is part of the effect.
    releaseSeconds: () => undefined,
    chokeGroup: () => 0,
  }
}
