import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { projectPath } from '../../src/paths.js'
import { DESKTOP, openConsoleWorld, PHONE, type OpenOptions } from './support/console-world.js'
import { furnish } from './support/furnished.js'
import { furnishOffice, OFFICE_ENVIRONMENT, OFFICE_SHOTS } from './support/office.js'
import { SHOTS } from './support/shots.js'

/** Pictures of every scene, wide and narrow, dark and light: `npm run screenshots [-- part of a name …]`. */
const wanted = process.argv.slice(2)
const folder = projectPath('out/screenshots')
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })

const VIEWS = [DESKTOP, PHONE].flatMap((size) =>
  (['dark', 'light'] as const).map((theme) => ({ size, theme })),
)

const world = await openConsoleWorld(OFFICE_ENVIRONMENT)
try {
  const songs = SHOTS.filter(({ name }) => isWanted(name))
  if (songs.length > 0) {
    const furniture = await furnish(world, { withStems: true })
    for (const shot of songs) {
      const options = { path: shot.path(furniture), ...(shot.isSignedOut === true && { key: null }) }
      await photograph(shot.name, options, {
        isWhole: shot.isWhole ?? false,
        prepare: async (page) => shot.prepare?.(page, furniture),
      })
    }
  }
  const rest = OFFICE_SHOTS.filter(({ name }) => isWanted(name))
  if (rest.length > 0) {
    const office = await furnishOffice(world)
    for (const { name, path, prepare } of rest) {
      await photograph(name, { path: path(office) }, { isWhole: true, prepare })
    }
  }
  for (const complaint of world.complaints()) console.log(complaint)
} finally {
  await world.close()
}

/** Whether any picture of a scene is asked for. */
function isWanted(name: string): boolean {
  return VIEWS.some((view) => isWantedView(nameOf(name, view)))
}

function isWantedView(name: string): boolean {
  return wanted.length === 0 || wanted.some((part) => name.includes(part))
}

function nameOf(name: string, { size, theme }: (typeof VIEWS)[number]): string {
  return `${name}-${size.width}-${theme}`
}

async function photograph(
  name: string,
  options: OpenOptions,
  { isWhole, prepare }: { readonly isWhole: boolean; readonly prepare: (page: Page) => Promise<void> },
): Promise<void> {
  for (const view of VIEWS) {
    const file = nameOf(name, view)
    if (!isWantedView(file)) continue
    const page = await world.open({ ...options, ...view })
    try {
      await prepare(page)
      await settle(page)
    } catch (error) {
      console.log(`${file}: ${String(error)}`)
    }
    await page.screenshot({ path: join(folder, `${file}.png`), fullPage: isWhole })
    console.log(file)
    await page.context().close()
  }
}

/** Until fonts and pictures are there and nothing is being loaded. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(300)
}
