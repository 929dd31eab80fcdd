import { plainText, type RenderedPage } from './render-markdown.js'

/** A part of a page: from one heading to the next. */
interface Part {
  readonly slug: string
  readonly id: string
  readonly page: string
  readonly heading: string
  readonly text: string
}

export interface SearchResult {
  /** Path with fragment. */
  readonly href: string
  readonly title: string
  /** Where the words stand. */
  readonly excerpt: string
}

const EXCERPT_CHARS = 160
const MAX_RESULTS = 20

export interface SearchablePage {
  readonly slug: string
  readonly page: RenderedPage
}

/** Finds parts of pages that hold all words of a query, whatever their case; headings count most. */
export function createSearch(pages: readonly SearchablePage[]): (query: string) => SearchResult[] {
  const parts = pages.flatMap(partsOf)
  return (query) => {
    const words = query
      .toLowerCase()
      .split(/[^\p{L}\p{N}_-]+/u)
      .filter((word) => word.length > 1)
    if (words.length === 0) return []
    return parts
      .map((part) => ({ part, score: scoreOf(part, words) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, MAX_RESULTS)
      .map(({ part }) => ({
        href: `/guide/${part.slug}#${part.id}`,
        title: part.heading === part.page ? part.page : `${part.page}: ${part.heading}`,
        excerpt: excerptOf(part.text, words),
      }))
  }
}

function partsOf({ slug, page }: SearchablePage): Part[] {
  const sections = page.html.split(/(?=<h[1-6] id=")/)
  return sections.flatMap((html) => {
    const id = /^<h[1-6] id="([^"]+)"/.exec(html)?.[1]
    const heading = page.headings.find((each) => each.id === id)
    if (id === undefined || !heading) return []
    const text = plainText(html.replace(/<\/h[1-6]>/, '\n'))
      .split('\n')
      .slice(1)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
    return [{ slug, id, page: page.title, heading: heading.text, text }]
  })
}

/** 0 unless every word is there. */
function scoreOf({ page, heading, text }: Part, words: readonly string[]): number {
  const [inPage, inHeading, inText] = [page, heading, text].map((each) => each.toLowerCase())
  let score = 0
  for (const word of words) {
    const points =
      (inHeading!.includes(word) ? 8 : 0) +
      (inPage!.includes(word) ? 3 : 0) +
      Math.min(3, inText!.split(word).length - 1)
    if (points === 0) return 0
    score += points
  }
  return score
}

function excerptOf(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase()
  const at = Math.max(
    0,
    Math.min(...words.map((word) => lower.indexOf(word)).filter((found) => found >= 0), lower.length),
  )
  const start = at === lower.length ? 0 : Math.max(0, at - EXCERPT_CHARS / 3)
  const cut = text.slice(start, start + EXCERPT_CHARS).trim()
  return `${start > 0 ? '…' : ''}${cut}${start + EXCERPT_CHARS < text.length ? '…' : ''}`
}
