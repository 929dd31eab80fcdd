import type { EffectRecipe } from '../effect-recipe.js'
import { CINEMATIC } from './cinematic.js'
import { EVERYDAY } from './everyday.js'
import { GAMES } from './games.js'
import { MACHINES } from './machines.js'
import { NATURE } from './nature.js'
import { WEATHER } from './weather.js'

/** Every effect there is; a new one is a new entry in its family. */
export const EFFECT_RECIPES: readonly EffectRecipe[] = [
  ...CINEMATIC,
  ...EVERYDAY,
  ...GAMES,
  ...MACHINES,
  ...NATURE,
  ...WEATHER,
]

const BY_ID = new Map(EFFECT_RECIPES.map((recipe) => [recipe.id, recipe]))

/** Throws RangeError for an id that is not in the list. */
export function effectRecipe(id: string): EffectRecipe {
  const recipe = BY_ID.get(id)
  if (!recipe) throw new RangeError(`unknown sound effect "${id}"`)
  return recipe
}
