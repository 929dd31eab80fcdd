import type { BrowserContext, Page } from 'playwright-core'

/** How a page came to its reader. */
export interface WebVitals {
  /** From the navigation to the first text or picture, in milliseconds. */
  readonly firstContentfulPaintMs: number
  /** How much moved that was already there, without anybody asking for it: the sum of Chromium's layout-shift scores. */
  readonly layoutShift: number
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
}
declare global {
  interface Window {
    layoutShift: number
  }
}

/** Counts the layout shifts of a context's pages. Before the first page is opened. */
export async function countLayoutShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.layoutShift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (!entry.hadRecentInput) window.layoutShift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** Of a page as it stands. */
export function webVitals(page: Page): Promise<WebVitals> {
  return page.evaluate(() => ({
    firstContentfulPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
    layoutShift: window.layoutShift,
  }))
}
