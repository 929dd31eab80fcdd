import type { Page } from 'playwright-core'
import type { Furniture } from './furnished.js'

/** A state of a scene worth looking at: photographed by `npm run screenshots`, checked by axe-core in `scenes.test.ts`. */
export interface Shot {
  readonly name: string
  readonly path: (furniture: Furniture) => string
  readonly prepare?: (page: Page, furniture: Furniture) => Promise<void>
  readonly isSignedOut?: boolean
  /** The whole page instead of what fits the window. */
  readonly isWhole?: boolean
}

const heading = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

const tab = (name: string) => async (page: Page) => {
  await page.getByRole('tab', { name }).click()
}

/** Every scene. A new scene gets at least one line here, and with it pictures and accessibility checks. */
export const SHOTS: readonly Shot[] = [
  { name: 'sign-in', path: () => '/', isSignedOut: true, prepare: heading('Sign in to Troubadour') },
  {
    name: 'create',
    path: () => '/',
    prepare: async (page) => {
      await heading('Create')(page)
      await page.getByRole('article').first().waitFor()
    },
  },
  {
    name: 'create-custom',
    path: () => '/',
    isWhole: true,
    prepare: async (page) => {
      await page.getByRole('radio', { name: 'Custom' }).click()
      await page
        .getByLabel('Lyrics', { exact: true })
        .fill('[Verse]\nSunlight falling over the lake\nEvery wave a promise to make')
      await page.getByText('More wishes').click()
      await page.getByRole('slider', { name: 'Weirdness' }).waitFor()
    },
  },
  {
    name: 'library',
    path: () => '/library',
    prepare: async (page) => {
      await heading('Library')(page)
      await page.getByRole('article').first().waitFor()
    },
  },
  {
    name: 'library-nothing-found',
    path: () => '/library',
    prepare: async (page) => {
      await page.getByRole('article').first().waitFor()
      await page.getByRole('searchbox').fill('no such song')
      await page.getByRole('article').first().waitFor({ state: 'hidden' })
    },
  },
  {
    name: 'library-selected',
    path: () => '/library',
    prepare: async (page) => {
      await page
        .getByRole('checkbox', { name: /^Select/ })
        .first()
        .check()
      await page.getByRole('toolbar').waitFor()
    },
  },
  {
    name: 'song',
    path: ({ trackId }) => `/songs/${trackId}`,
    isWhole: true,
    prepare: async (page) => {
      await heading(/./)(page)
      const chorus = page.getByRole('group', { name: 'Sections' }).getByRole('button', { name: /Chorus/ })
      await chorus.first().click()
      await page.locator('[data-start]').first().waitFor()
    },
  },
  {
    name: 'song-extend',
    path: ({ trackId }) => `/songs/${trackId}?edit=extend`,
    isWhole: true,
    prepare: async (page) => {
      await page.getByRole('form', { name: 'Extend' }).waitFor()
    },
  },
  {
    name: 'song-mixer',
    path: ({ trackId }) => `/songs/${trackId}`,
    isWhole: true,
    prepare: async (page) => {
      await tab('Mixer')(page)
      await page.getByRole('button', { name: 'Load into the mixer' }).click()
      await page.getByRole('slider', { name: 'Voice level' }).waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'song-notes',
    path: ({ trackId }) => `/songs/${trackId}`,
    isWhole: true,
    prepare: async (page) => {
      await tab('Notes')(page)
      await page.getByRole('img', { name: /notes/i }).waitFor()
    },
  },
]
