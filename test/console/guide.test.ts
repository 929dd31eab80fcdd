import fastify, { type FastifyInstance } from 'fastify'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guideRoutes } from '../../src/api/guide/guide-routes.js'
import { seriousFindings } from './support/accessibility.js'
import { chromiumPath } from './support/chromium.js'

const PAGES = ['', 'start', 'songs', 'webhooks', 'troubleshooting', 'genres/salsa', 'search?q=stems']

describe.skipIf(chromiumPath === undefined)('the guide in a browser', () => {
  let app: FastifyInstance
  let url: string
  let browser: Browser
  beforeAll(async () => {
    app = fastify()
    const config = { publicUrl: () => url, version: '1', dialect: 'kie', scratchDir: '/' } as const
    await app.register((open) => guideRoutes(open, config))
    url = await app.listen({ host: '127.0.0.1', port: 0 })
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await app.close()
  }, 60_000)

  /** A page of the guide, and all that the browser complained of. */
  async function open(slug: string, look: { width: number; colorScheme: 'light' | 'dark' }) {
    const { width, colorScheme } = look
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) complaints.push(`asked ${request.url()}`)
    })
    await page.goto(`${url}/guide/${slug}`)
    return { page, complaints, close: () => context.close() }
  }
  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious finding of axe, fits a phone and loads nothing from elsewhere, ${colorScheme}`, async () => {
      for (const slug of PAGES) {
        for (const width of [390, 1280]) {
          const { page, complaints, close } = await open(slug, { width, colorScheme })
          expect({ slug, width, findings: await seriousFindings(page) }).toEqual({
            slug,
            width,
            findings: [],
          })
          expect({ slug, width, overflow: await overflow(page) }).toEqual({ slug, width, overflow: 0 })
          expect({ slug, complaints }).toEqual({ slug, complaints: [] })
          await close()
        }
      }
    }, 240_000)
  }

  it('shows a language that is chosen with the keyboard, everywhere and on the next page', async () => {
    const { page, close } = await open('songs', { width: 1280, colorScheme: 'light' })
    await page.locator('input[value=cli]').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('[data-language=ts]:visible').count()).toBeGreaterThan(2)
    expect(await page.locator('[data-language=sh]:visible').count()).toBe(0)
    await page.goto(`${url}/guide/files`)
    await expect.poll(() => page.locator('[data-language=ts]:visible').count()).toBeGreaterThan(2)
    await close()
  }, 60_000)

  it('finds while somebody types, and leads there', async () => {
    const { page, close } = await open('', { width: 1280, colorScheme: 'light' })
    await page.keyboard.press('/')
    await page.keyboard.type('whsec rotation')
    const first = page.locator('.found a').first()
    await first.waitFor()
    await first.click()
    await page.waitForURL(/\/guide\/webhooks#/)
    await close()
  }, 60_000)
})
