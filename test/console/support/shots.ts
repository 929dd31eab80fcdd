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

/** Every scene. A new scene gets at least one line here, and with it pictures and accessibility checks. */
export const SHOTS: readonly Shot[] = [
  { name: 'sign-in', path: () => '/', isSignedOut: true, prepare: heading('Sign in to Troubadour') },
  { name: 'create', path: () => '/', prepare: heading('Create') },
  { name: 'library', path: () => '/library', prepare: heading('Library') },
  { name: 'song', path: ({ trackId }) => `/songs/${trackId}`, prepare: heading(/./) },
]
