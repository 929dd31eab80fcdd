import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from './support/chromium.js'
import { openConsoleWorld, PHONE, type ConsoleWorld } from './support/console-world.js'
import { furnish, type Furniture } from './support/furnished.js'
import { mixerSpectrum, playerLoudness, playerSeconds } from './support/listening.js'

/** Songs are really composed and performed here, on a machine that may be busy. */
const SONG_MS = 240_000
/** What a listener does not notice between a word and its light, in seconds. */
const IN_TIME_SECONDS = 0.1
/** Root mean square of something that is clearly no silence. */
const AUDIBLE = 0.003

describe.skipIf(chromiumPath === undefined)('songs in the console', () => {
  let world: ConsoleWorld
  let furniture: Furniture
  beforeAll(async () => {
    world = await openConsoleWorld()
    furniture = await furnish(world)
  }, 400_000)
  afterAll(() => world.close(), 30_000)
  afterEach(async () => {
    expect(world.complaints()).toEqual([])
    for (const context of world.browser.contexts()) await context.close()
  })

  const openSong = (size?: { width: number; height: number }) =>
    world.open({ path: `/songs/${furniture.trackId}`, ...(size && { size }) })
  const making = (page: Page) => page.getByRole('article', { name: /^In the making/ })
  const rows = (page: Page, title: string | RegExp) => page.getByRole('article', { name: title })

  it(
    'makes a song that sounds while it is being made, and still knows it after a reload',
    { timeout: SONG_MS },
    async () => {
      const page = await world.open()
      await page.getByRole('radio', { name: 'Custom' }).click()
      await page
        .getByLabel('Lyrics', { exact: true })
        .fill('[Verse]\nLittle light upon the sea\nShine a little while for me')
      await page.getByText('2 lines, 14 syllables').waitFor()
      const style = page.getByRole('combobox', { name: 'Style' })
      await style.fill('synth')
      await page.getByRole('option', { name: /^synth-pop/ }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /^Remove synth/ }).waitFor()
      await page.getByLabel('Title').fill('Little Light')
      await page.getByText('12 credits').waitFor()
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      await making(page).waitFor({ timeout: 30_000 })

      await page.reload()
      await making(page).waitFor({ timeout: 30_000 })
      const listen = making(page).getByRole('button', { name: /take 1( now)? of/ })
      await listen.click({ timeout: SONG_MS })
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
      await expect.poll(() => playerSeconds(page), { timeout: 60_000 }).toBeGreaterThan(1)
      expect(await playerLoudness(page)).toBeGreaterThan(AUDIBLE)

      await expect.poll(() => rows(page, 'Little Light').count(), { timeout: SONG_MS }).toBe(2)
      // The song that was heard live is a finished one now: it has a length and can be sought in.
      await page.getByRole('slider', { name: 'Position in Little Light' }).last().waitFor()
    },
  )

  it('lights each word while it is sung', { timeout: 90_000 }, async () => {
    const page = await openSong()
    const words = page.locator('[data-start]')
    await words.first().waitFor()
    await words.nth(1).click()
    // How long a word had been sung two frames before its light was seen: one frame reads the clock, the next paints. A
    // busy machine draws few frames, which is not what is looked at here.
    const delays = await page.evaluate(async () => {
      const found: number[] = []
      const frames: number[] = []
      let last: string | undefined
      for (const end = performance.now() + 12_000; performance.now() < end;) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const audio = window.ears.elements.find(({ paused }) => !paused)
        if (!audio) continue
        frames.push(audio.currentTime)
        const word = document.querySelector<HTMLElement>('[data-start][data-now]')?.dataset['start']
        if (word === undefined || word === last) continue
        if (last !== undefined) found.push(frames.at(-3)! - Number(word))
        last = word
      }
      return found
    })
    expect(delays.length).toBeGreaterThan(3)
    expect(Math.max(...delays)).toBeLessThan(IN_TIME_SECONDS)
  })

  it(
    'takes a song apart: a soloed stem changes what is heard, all of them together do not',
    { timeout: SONG_MS },
    async () => {
      const page = await openSong()
      await page.getByRole('tab', { name: 'Mixer' }).click()
      const separate = page.getByRole('button', { name: 'Separate into stems' })
      const load = page.getByRole('button', { name: 'Load into the mixer' })
      await separate.or(load).waitFor()
      if (await separate.isVisible()) await separate.click()
      await load.click({ timeout: SONG_MS })
      const solo = page.getByRole('button', { name: 'Solo Voice' })
      await solo.waitFor({ timeout: 60_000 })
      const listen = async () => {
        await page
          .getByRole('slider', { name: /^Position in/ })
          .first()
          .focus()
        await page.keyboard.press('Home')
        for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
        return mixerSpectrum(page)
      }
      await page
        .getByRole('button', { name: /^Play Carr/ })
        .first()
        .click()
      await expect
        .poll(async () => Math.max(...(await mixerSpectrum(page))), { timeout: 30_000 })
        .toBeGreaterThan(-70)
      const mixed = await listen()
      const again = await listen()
      await solo.click()
      const voice = await listen()
      await page.getByRole('button', { name: 'Mute Voice' }).click()
      const silence = await listen()
      const difference = (a: readonly number[], b: readonly number[]) =>
        a.reduce((sum, level, band) => sum + Math.abs(level - b[band]!), 0) / a.length
      expect(Math.max(...mixed)).toBeGreaterThan(-70)
      expect(difference(mixed, voice)).toBeGreaterThan(3)
      expect(difference(mixed, voice)).toBeGreaterThan(1.5 * difference(mixed, again))
      expect(Math.max(...silence)).toBeLessThan(-80)
    },
  )

  it(
    'replaces a section that was chosen on the timeline, in two takes to compare',
    { timeout: SONG_MS },
    async () => {
      const page = await openSong()
      const sections = page.getByRole('group', { name: 'Sections' })
      await sections
        .getByRole('button', { name: /Chorus/ })
        .first()
        .click()
      const form = page.getByRole('form', { name: 'Replace section' })
      await expect.poll(() => form.getByLabel('New words').inputValue()).toContain('Carry me home')
      await form.getByLabel('New words').fill('Lead me away, lead me away\nInto the light of the day')
      await form.getByRole('button', { name: 'Make two takes' }).click()
      const compare = page.getByRole('radiogroup', { name: 'Compare' })
      await compare.getByRole('radio', { name: /^B:/ }).click({ timeout: SONG_MS })
      // From a little before the edit, which is after the verse.
      await expect.poll(() => playerSeconds(page), { timeout: 30_000 }).toBeGreaterThan(8.5)
      expect(await playerLoudness(page)).toBeGreaterThan(AUDIBLE)
      const before = await playerSeconds(page)
      await compare.getByRole('radio', { name: /^A:/ }).click()
      await expect.poll(() => playerSeconds(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(before - 0.5)
    },
  )

  it(
    'finds, likes, renames and labels songs, and brings back what was deleted',
    { timeout: 90_000 },
    async () => {
      const page = await world.open({ path: '/library' })
      await page.getByRole('searchbox').fill('hill acoustic')
      const row = rows(page, 'Carry Me Home').first()
      await row.getByRole('button', { name: 'Like Carry Me Home' }).click()
      await row.getByRole('button', { name: 'Unlike Carry Me Home' }).waitFor()
      await row.getByRole('button', { name: 'More for Carry Me Home' }).click()
      await page.getByRole('menuitem', { name: 'Rename' }).click()
      await page.getByRole('dialog').getByLabel('Title').fill('Carried')
      await page.keyboard.press('Enter')
      await rows(page, 'Carried').waitFor()
      await page.getByRole('button', { name: 'Liked', exact: true }).click()
      await expect.poll(() => rows(page, /./).count()).toBe(1)
      await rows(page, 'Carried').getByRole('button', { name: 'More for Carried' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await rows(page, 'Carried').waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'Undo' }).click()
      await rows(page, 'Carried').waitFor()
      await rows(page, 'Carried').getByRole('button', { name: 'More for Carried' }).click()
      await page.getByRole('menuitem', { name: 'Labels' }).click()
      await page.getByRole('dialog').getByLabel('Labels').fill('album, slow')
      await page.getByRole('dialog').getByRole('button', { name: 'Save labels' }).click()
      await page.getByRole('combobox', { name: 'Label' }).selectOption('album')
      await rows(page, 'Carried').waitFor()
      await page.getByRole('checkbox', { name: 'Select Carried' }).check()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('toolbar').getByRole('button', { name: 'Download' }).click(),
      ])
      expect(download.suggestedFilename()).toBe('troubadour-songs.zip')
    },
  )

  it('fits a phone, player included', { timeout: 60_000 }, async () => {
    const page = await world.open({ size: PHONE })
    await page
      .getByRole('button', { name: /^Play Carr/ })
      .first()
      .click()
    const bar = page.getByRole('region', { name: 'Player' })
    await bar.getByRole('button', { name: 'Pause' }).waitFor()
    await expect.poll(() => playerSeconds(page), { timeout: 30_000 }).toBeGreaterThan(0.5)
    for (const path of ['/', '/library', `/songs/${furniture.trackId}`]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width)
    }
  })

  it('is asked for and stopped without a mouse', { timeout: SONG_MS }, async () => {
    const page = await world.open()
    const nothingIsMade = () => expect.poll(() => making(page).count(), { timeout: SONG_MS / 2 }).toBe(0)
    // The second take of an earlier test may still be.
    await nothingIsMade()
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab')
        const focused = await page.evaluate(() => {
          const element = document.activeElement
          const label = element?.id ? document.querySelector(`label[for="${element.id}"]`) : null
          return element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? ''
        })
        if (name.test(focused)) return
      }
      throw new Error(`no stop at ${name.source}`)
    }
    await page.getByRole('heading', { level: 1, name: 'Create' }).waitFor()
    await tabTo(/^Song description$/)
    await page.keyboard.type('a slow waltz for solo piano')
    await tabTo(/^Create$/)
    await page.keyboard.press('Enter')
    await making(page).waitFor({ timeout: 30_000 })
    await tabTo(/^Stop making/)
    await page.keyboard.press('Enter')
    await nothingIsMade()
  })
})
