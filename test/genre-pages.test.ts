import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PROFILES } from '../src/studio/profiles/index.js'
import { renderGenrePages } from '../scripts/genre-pages.js'

const folder = new URL('../docs/genres/', import.meta.url)

test('the genre pages in docs are those of the profiles (`npm run genres` writes them)', () => {
  const pages = renderGenrePages()
  expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted())
  for (const [file, text] of pages)
    expect(readFileSync(new URL(file, folder), 'utf8') === text, file).toBe(true)
})

test('every genre has its page, with its grooves as grids', () => {
  const pages = renderGenrePages()
  for (const { id, grooves } of PROFILES) {
    const page = pages.get(`${id}.md`)!
    grooves.forEach((groove) => expect(page, id).toContain(`${groove.id}  (${groove.meter}`))
  }
  expect(pages.get('reggaeton.md')).toContain('snare       ...8 ..8. ...8 ..8.')
})
