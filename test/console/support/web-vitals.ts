import type { CDPSession, Page } from 'playwright-core'

/** How a page came to its reader. */
export interface WebVitals {
  /**
   * Processor time of the page's main thread since it was opened, in milliseconds. Unlike the time to the first paint it
   * does not depend on what else the machine is doing.
   */
  readonly mainThreadMs: number
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

const devTools = new WeakMap<Page, CDPSession>()

/** Begins to count what {@link webVitals} tells. Before the page goes anywhere. */
export async function watchVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.layoutShift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (!entry.hadRecentInput) window.layoutShift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  devTools.set(page, session)
}

/** Of a page as it stands. */
export async function webVitals(page: Page): Promise<WebVitals> {
  const session = devTools.get(page)
  if (session === undefined) throw new Error('Nobody watched the vitals of this page.')
  const { metrics } = await session.send('Performance.getMetrics')
  const taskSeconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity
  return { mainThreadMs: 1000 * taskSeconds, layoutShift: await page.evaluate(() => window.layoutShift) }
}
