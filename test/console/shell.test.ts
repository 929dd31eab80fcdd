import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { projectPath } from '../../src/paths.js'
import { seriousFindings } from './support/accessibility.js'
import { chromiumPath } from './support/chromium.js'
import { openConsoleWorld, PHONE, type ConsoleWorld } from './support/console-world.js'

const MAX_FIRST_JS_BYTES = 250_000

describe('the built console', () => {
  it('needs at most 250 kB of compressed JavaScript to begin, the first scene included', async () => {
    const folder = projectPath('console/dist')
    const page = await readFile(join(folder, 'index.html'), 'utf8')
    const first = [...page.matchAll(/"\/(assets\/[^"]+\.js)"/g)].map((match) => match[1]!)
    const scene = (await readdir(join(folder, 'assets'))).find((name) => /^create-scene-.*\.js$/.test(name))!
    let bytes = 0
    for (const name of new Set([...first, `assets/${scene}`])) {
      bytes += gzipSync(await readFile(join(folder, name))).length
    }
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThan(MAX_FIRST_JS_BYTES)
  })
})

describe.skipIf(chromiumPath === undefined)('the console', () => {
  let world: ConsoleWorld
  beforeAll(async () => {
    world = await openConsoleWorld()
  }, 120_000)
  afterAll(() => world.close(), 30_000)
  afterEach(() => expect(world.complaints()).toEqual([]))

  it('hands the first key to the first visitor on this machine, and to nobody after', async () => {
    const page = await world.open({ key: null })
    await page.getByRole('heading', { name: 'Welcome to Troubadour' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
    expect(await page.evaluate(() => localStorage.getItem('troubadour.key'))).toBe(world.server.key)

    const later = await world.open({ key: null })
    await later.getByRole('heading', { name: 'Sign in to Troubadour' }).waitFor()
    expect(await seriousFindings(later)).toEqual([])
  })

  it('refuses a wrong key in words and takes a right one', async () => {
    const page = await world.open({ key: null })
    await page.getByLabel('API key').fill('sk-wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The server does not accept this key').waitFor()
    await page.getByLabel('API key').fill(world.server.key)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Troubadour' }).waitFor()
  })

  it('lets keyboards skip the navigation', async () => {
    const page = await world.open()
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  it('has its navigation at the bottom of a phone, nothing wider than the screen', async () => {
    const page = await world.open({ size: PHONE })
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('dialog', { name: 'More' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('says so when an address leads nowhere', async () => {
    const page = await world.open({ path: '/no/such/page' })
    await page.getByText('This page does not exist').waitFor()
    await page.getByRole('link', { name: 'Create a song' }).click()
    await page.getByRole('heading', { level: 1, name: 'Create' }).waitFor()
  })

  it('keeps the chosen theme over a reload', async () => {
    const page = await world.open({ theme: 'dark' })
    await page.getByRole('radio', { name: 'Light' }).click()
    await page.reload()
    await page.getByRole('radio', { name: 'Light', checked: true }).waitFor()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')
  })
})
