import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { seriousFindings } from './accessibility.js'
import { DESKTOP, PHONE, type ConsoleWorld, type OpenOptions } from './console-world.js'
import { webVitals } from './web-vitals.js'

/** Of the main thread, for the page and what a visitor did in it: three times what the longest scene takes. */
const MAX_MAIN_THREAD_MS = 2000
/** Half of what counts as good on the web. */
const MAX_LAYOUT_SHIFT = 0.05

/**
 * Holds a scene to what every scene promises, wide and narrow, dark and light: no serious or critical finding of axe-core,
 * nothing wider than the screen, little work to get there, and nothing jumps.
 */
export async function examineScene(
  world: ConsoleWorld,
  options: Omit<OpenOptions, 'size' | 'theme'>,
  prepare: (page: Page) => Promise<void>,
): Promise<void> {
  for (const size of [DESKTOP, PHONE]) {
    const page = await world.open({ ...options, size, theme: 'dark' })
    await prepare(page)
    const { mainThreadMs, layoutShift } = await webVitals(page)
    expect(mainThreadMs, `${size.width} px, processor time`).toBeLessThan(MAX_MAIN_THREAD_MS)
    expect(layoutShift, `${size.width} px, layout shift`).toBeLessThan(MAX_LAYOUT_SHIFT)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await colourSettled(page)
      expect(await seriousFindings(page), `${size.width} px, ${colorScheme}`).toEqual([])
    }
    await page.context().close()
  }
}

/** Colours fade from one theme to the other; what is half-way is no colour of ours. */
async function colourSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(fading.map(({ finished }) => finished))
  })
}
