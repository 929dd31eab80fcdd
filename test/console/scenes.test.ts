import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from './support/accessibility.js'
import { chromiumPath } from './support/chromium.js'
import { DESKTOP, openConsoleWorld, PHONE, type ConsoleWorld } from './support/console-world.js'
import { furnish, type Furniture } from './support/furnished.js'
import { SHOTS } from './support/shots.js'

describe.skipIf(chromiumPath === undefined)('every scene', () => {
  let world: ConsoleWorld
  let furniture: Furniture
  beforeAll(async () => {
    world = await openConsoleWorld()
    furniture = await furnish(world)
  }, 400_000)
  afterAll(() => world.close(), 30_000)

  it.each(SHOTS)(
    '$name has no serious accessibility findings, no errors, and fits a phone',
    { timeout: 90_000 },
    async (shot) => {
      for (const [size, theme] of [
        [DESKTOP, 'dark'],
        [DESKTOP, 'light'],
        [PHONE, 'light'],
      ] as const) {
        const page = await world.open({
          path: shot.path(furniture),
          size,
          theme,
          ...(shot.isSignedOut === true && { key: null }),
        })
        await shot.prepare?.(page, furniture)
        expect(await seriousFindings(page), `${size.width} px, ${theme}`).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          size.width,
        )
        await page.context().close()
      }
      expect(world.complaints()).toEqual([])
    },
  )
})
