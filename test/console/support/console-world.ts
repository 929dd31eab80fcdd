import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { startServerProcess, type ServerProcess } from '../../support/server-process.js'
import { chromiumPath } from './chromium.js'
import { addEars } from './listening.js'
import { watchVitals } from './web-vitals.js'

export interface OpenOptions {
  /** Address within the console. Default `/`. */
  readonly path?: string
  /** Default 1440 × 900. */
  readonly size?: { readonly width: number; readonly height: number }
  /** Default `dark`. */
  readonly theme?: 'dark' | 'light'
  /** Null: not signed in. Default: the server's first key. */
  readonly key?: string | null
}

/** A real server and a real browser, with what went wrong in its pages. */
export interface ConsoleWorld {
  readonly server: ServerProcess
  readonly browser: Browser
  /** A page in a browser context of its own. */
  open(options?: OpenOptions): Promise<Page>
  /** What pages have complained about since the last call: exceptions, errors on their consoles, requests to other hosts. */
  complaints(): string[]
  close(): Promise<void>
}

export const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** Starts the built server on an empty data folder, and Chromium. */
export async function openConsoleWorld(
  environment: Readonly<Record<string, string>> = {},
): Promise<ConsoleWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-console-'))
  const server = await startServerProcess(dataDir, environment)
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      // Runs as root in containers; sounds without a click and without a sound card; a microphone that beeps.
      '--no-sandbox',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  })
  const contexts: BrowserContext[] = []
  let complaints: string[] = []

  const watch = (page: Page) => {
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error')
        complaints.push(`${page.url()}: ${message.text()} (${message.location().url})`)
    })
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && url.origin !== server.url) {
        complaints.push(`${page.url()} asked ${url.origin}`)
      }
    })
  }

  return {
    server,
    browser,
    async open({ path = '/', size = DESKTOP, theme = 'dark', key = server.key } = {}) {
      const context = await browser.newContext({
        viewport: { ...size },
        colorScheme: theme,
        baseURL: server.url,
        reducedMotion: 'reduce',
        permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
        acceptDownloads: true,
      })
      contexts.push(context)
      await addEars(context)
      if (key !== null) {
        // Once a context: a page that signs out stays signed out.
        await context.addInitScript((text: string) => {
          if (localStorage.getItem('troubadour.was-opened') !== null) return
          localStorage.setItem('troubadour.was-opened', 'yes')
          localStorage.setItem('troubadour.key', text)
        }, key)
      }
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      watch(page)
      await watchVitals(page)
      await page.goto(path)
      return page
    },
    complaints() {
      const found = complaints
      complaints = []
      return found
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
