import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from './support/chromium.js'
import { openConsoleWorld, type ConsoleWorld } from './support/console-world.js'
import { examineScene } from './support/examine-scene.js'
import { furnish, type Furniture } from './support/furnished.js'
import { SHOTS } from './support/shots.js'

describe.skipIf(chromiumPath === undefined)('every scene', () => {
  let world: ConsoleWorld
  let furniture: Furniture
  beforeAll(async () => {
    world = await openConsoleWorld()
    furniture = await furnish(world, { withStems: true })
  }, 400_000)
  afterAll(() => world.close(), 30_000)

  it.each(SHOTS)(
    '$name is accessible, fits a phone, takes little work and does not jump',
    { timeout: 90_000 },
    async (shot) => {
      const options = { path: shot.path(furniture), ...(shot.isSignedOut === true && { key: null }) }
      await examineScene(world, options, async (page) => shot.prepare?.(page, furniture))
      expect(world.complaints()).toEqual([])
    },
  )
})
