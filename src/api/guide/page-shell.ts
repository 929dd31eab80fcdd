import { CONTENTS, ENTRIES } from './contents.js'
import { escapeHtml, type RenderedPage } from './render-markdown.js'
import type { SearchResult } from './search.js'

/** A whole page with navigation. `slug` is where it stands. */
export function pageShell(slug: string, page: Pick<RenderedPage, 'title' | 'html' | 'headings'>): string {
  const at = ENTRIES.findIndex((entry) => entry.slug === slug)
  const neighbours = at === -1 ? '' : neighbourLinks(at)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)} · Troubadour guide</title>
<link rel="icon" href="/guide/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/guide/assets/guide.css">
<script src="/guide/assets/guide.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header>
<a class="name" href="/guide/">Troubadour guide</a>
<form action="/guide/search" role="search"><label class="hidden" for="q">Search the guide</label><input id="q" type="search" name="q" placeholder="Search" autocomplete="off"></form>
<nav aria-label="Server"><a href="/">Console</a> <a href="/docs">API reference</a></nav>
</header>
<div class="columns">
<nav class="contents" aria-label="Guide"><details open><summary>Contents</summary>
${CONTENTS.map((group) => navigationGroup(group, slug)).join('\n')}
</details></nav>
<main id="content" tabindex="-1">
${page.html}
${neighbours}
</main>
${onThisPage(page.headings)}
</div>
</body>
</html>
`
}

function navigationGroup({ title, entries }: (typeof CONTENTS)[number], slug: string): string {
  const items = entries.map((entry) => {
    const isHere = entry.slug === slug || (entry.slug !== '' && slug.startsWith(`${entry.slug}/`))
    return `<li><a href="/guide/${entry.slug}"${isHere ? ' aria-current="page"' : ''}>${escapeHtml(entry.label)}</a></li>`
  })
  return `<p class="group">${escapeHtml(title)}</p><ul>${items.join('')}</ul>`
}

function neighbourLinks(at: number): string {
  const link = (entry: (typeof ENTRIES)[number] | undefined, rel: string, text: string) =>
    entry
      ? `<a rel="${rel}" href="/guide/${entry.slug}">${text}: ${escapeHtml(entry.label)}</a>`
      : '<span></span>'
  return `<nav class="neighbours" aria-label="Neighbouring pages">${link(ENTRIES[at - 1], 'prev', 'Before')}${link(ENTRIES[at + 1], 'next', 'Next')}</nav>`
}

function onThisPage(headings: RenderedPage['headings']): string {
  const parts = headings.filter(({ level }) => level === 2)
  if (parts.length < 2) return ''
  const items = parts.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`)
  return `<nav class="parts" aria-label="On this page"><p class="group">On this page</p><ul>${items.join('')}</ul></nav>`
}

/** The page of search results. */
export function searchPage(query: string, results: readonly SearchResult[]): string {
  const items = results.map(
    ({ href, title, excerpt }) =>
      `<li><a href="${href}">${escapeHtml(title)}</a><p>${escapeHtml(excerpt)}</p></li>`,
  )
  const found =
    query === ''
      ? '<p>Type words into the field above.</p>'
      : items.length === 0
        ? `<p>Nothing in the guide holds all words of “${escapeHtml(query)}”.</p>`
        : `<ol class="results">${items.join('')}</ol>`
  return pageShell('search', { title: 'Search', html: `<h1>Search</h1>${found}`, headings: [] })
}
