import { readdir, readFile } from 'node:fs/promises'
import { projectPath } from '../../paths.js'
import { ENTRIES, type GuideEntry } from './contents.js'
import { pageShell, searchPage } from './page-shell.js'
import { renderMarkdown, type RenderedPage } from './render-markdown.js'
import { createSearch } from './search.js'

/** All pages, rendered. */
export interface GuideSite {
  /** Path below `/guide/` → what is shown there. */
  readonly pages: ReadonlyMap<string, RenderedPage>
  /** HTML of a page; undefined where there is none. */
  page(slug: string): string | undefined
  search(query: string): string
}

/** Reads `docs/` and renders every page of it. */
export async function loadGuideSite(): Promise<GuideSite> {
  const entries = [...ENTRIES, ...(await furtherPages('genres')), ...(await furtherPages('decisions'))]
  const sounds = new Set(await readdir(projectPath('docs/guide/sounds')))
  const rendered = await Promise.all(
    entries.map(async ({ slug, file }) => {
      const markdown = await readFile(projectPath(`docs/${file}`), 'utf8')
      return { slug, page: renderMarkdown(markdown, file, sounds) }
    }),
  )
  const decisions = rendered.filter(({ slug }) => slug.startsWith('decisions/'))
  rendered.push({ slug: 'decisions', page: listOf('Decisions', decisions) })
  const pages = new Map(rendered.map(({ slug, page }) => [slug, page]))
  const search = createSearch(rendered)
  return {
    pages,
    page(slug) {
      const page = pages.get(slug)
      return page && pageShell(slug, page)
    },
    search: (query) => searchPage(query, search(query)),
  }
}

/** Files of a folder that no navigation names one by one. */
async function furtherPages(folder: string): Promise<GuideEntry[]> {
  const names = (await readdir(projectPath(`docs/${folder}`))).filter((name) => /^[a-z0-9-]+\.md$/.test(name))
  return names.sort().map((name) => {
    const label = name.slice(0, -'.md'.length)
    return { slug: `${folder}/${label}`, file: `${folder}/${name}`, label }
  })
}

function listOf(
  title: string,
  pages: readonly { readonly slug: string; readonly page: RenderedPage }[],
): RenderedPage {
  const links = pages.map(({ slug, page }) => `- [${page.title}](/guide/${slug})`)
  return renderMarkdown(`# ${title}\n\n${links.join('\n')}\n`, 'decisions/README.md')
}
