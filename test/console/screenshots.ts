import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { projectPath } from '../../src/paths.js'
import { DESKTOP, openConsoleWorld, PHONE } from './support/console-world.js'
import { furnish } from './support/furnished.js'
import { SHOTS } from './support/shots.js'

/** Pictures of every scene, wide and narrow, dark and light: `npm run screenshots [-- part of a name …]`. */
const wanted = process.argv.slice(2)
const folder = projectPath('out/screenshots')
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })

const world = await openConsoleWorld()
try {
  const furniture = await furnish(world)
  for (const [size, width] of [
    [DESKTOP, '1440'],
    [PHONE, '390'],
  ] as const) {
    for (const theme of ['dark', 'light'] as const) {
      for (const shot of SHOTS) {
        const name = `${shot.name}-${width}-${theme}`
        if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
        const page = await world.open({
          path: shot.path(furniture),
          size,
          theme,
          ...(shot.isSignedOut === true && { key: null }),
        })
        await shot.prepare?.(page, furniture)
        await settle(page)
        await page.screenshot({ path: join(folder, `${name}.png`), fullPage: shot.isWhole ?? false })
        console.log(name)
        await page.context().close()
      }
    }
  }
  for (const complaint of world.complaints()) console.log(complaint)
} finally {
  await world.close()
}

/** Until fonts and pictures are there and nothing is being loaded. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(300)
}
