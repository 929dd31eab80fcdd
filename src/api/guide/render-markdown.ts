import { posix } from 'node:path'
import { Marked, type Tokens } from 'marked'
import { ENTRIES } from './contents.js'
import { LANGUAGE_LABELS, operationSchema, snippetsOf, type Snippet } from './operation-snippets.js'

/** A heading of a page. */
export interface Heading {
  readonly level: number
  readonly id: string
  readonly text: string
}

export interface RenderedPage {
  /** The first heading. */
  readonly title: string
  readonly html: string
  readonly headings: readonly Heading[]
  /** Every snippet in order, expanded. */
  readonly snippets: readonly Snippet[]
}

/**
 * A page of Markdown as HTML. `file` is its path below `docs/`: links to other files become links to their pages. Sounds
 * are made by a script and may wait to be made: those that are not among `sounds` are left out.
 */
export function renderMarkdown(
  markdown: string,
  file: string,
  sounds: ReadonlySet<string> = new Set(),
): RenderedPage {
  const headings: Heading[] = []
  const snippets: Snippet[] = []
  let groups = 0
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens)
        const text = plainText(html)
        const id = uniqueId(text, headings)
        headings.push({ level: depth, id, text })
        if (depth === 1) return `<h1 id="${id}">${html}</h1>\n`
        return `<h${depth} id="${id}">${html} <a class="anchor" href="#${id}" aria-label="Link to ${escapeHtml(text)}">#</a></h${depth}>\n`
      },
      code({ text, lang }) {
        const group = codeGroup(text, lang ?? '')
        snippets.push(...group)
        return snippetTabs(group, `snippet-${++groups}`, text)
      },
      table(token) {
        const cell = (each: Tokens.TableCell, tag: string) =>
          `<${tag}>${this.parser.parseInline(each.tokens)}</${tag}>`
        const head = token.header.map((each) => cell(each, 'th')).join('')
        const rows = token.rows
          .map((row) => `<tr>${row.map((each) => cell(each, 'td')).join('')}</tr>`)
          .join('\n')
        // Keyboards scroll what is too wide for a phone.
        return `<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>\n`
      },
      link({ href, tokens }) {
        return `<a href="${escapeHtml(pageLink(href, file))}">${this.parser.parseInline(tokens)}</a>`
      },
      image({ href, text, title }) {
        if (!href.endsWith('.mp3')) return `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}">`
        if (!sounds.has(href.slice('sounds/'.length))) return ''
        const label = escapeHtml(text)
        const about = title ? `: ${escapeHtml(title)}` : ''
        return `<span class="sound"><span>${label}${about}</span><audio controls preload="none" src="/guide/${escapeHtml(href)}" aria-label="${label}"></audio></span>`
      },
      html({ text }) {
        return escapeHtml(text)
      },
    },
  })
  const html = marked.parse(markdown, { async: false })
  return { title: headings[0]?.text ?? file, html, headings, snippets }
}

function codeGroup(text: string, info: string): Snippet[] {
  const [language = ''] = info.split(' ')
  if (language === 'operation') return snippetsOf(operationSchema.parse(JSON.parse(text)))
  return Object.hasOwn(LANGUAGE_LABELS, language)
    ? [{ language: language as Snippet['language'], code: text }]
    : []
}

/** One language: a block. Several: tabs that need no script. */
function snippetTabs(group: readonly Snippet[], id: string, plain: string): string {
  const [only] = group
  if (!only) return codeBlock(plain, '')
  if (group.length === 1) return codeBlock(only.code, only.language)
  const tabs = group.map(({ language }, index) => {
    const choice = `${id}-${language}`
    return `<input type="radio" name="${id}" id="${choice}" value="${language}"${index === 0 ? ' checked' : ''}><label for="${choice}">${LANGUAGE_LABELS[language]}</label>`
  })
  const panels = group.map(
    ({ language, code }) =>
      `<div class="panel" data-language="${language}">${codeBlock(code, language)}</div>`,
  )
  return `<fieldset class="snippets"><legend>Language</legend>${tabs.join('')}${panels.join('')}</fieldset>\n`
}

function codeBlock(code: string, language: string): string {
  const label = language === '' ? 'Code' : `Code: ${language}`
  return `<pre tabindex="0" role="region" aria-label="${label}"><code>${escapeHtml(code)}</code></pre>\n`
}

/** Other pages by their file; the rest of the project has no page and is named only. */
function pageLink(href: string, file: string): string {
  if (/^(https?:|mailto:|#|\/)/.test(href)) return href
  const [path = '', fragment] = href.split('#')
  const target = posix.normalize(posix.join(posix.dirname(file), path))
  const suffix = fragment === undefined ? '' : `#${fragment}`
  const entry = ENTRIES.find((each) => each.file === target)
  if (entry) return `/guide/${entry.slug}${suffix}`
  const [, genre] = /^genres\/([a-z0-9-]+)\.md$/.exec(target) ?? []
  if (genre !== undefined) return `/guide/genres/${genre}${suffix}`
  const [, decision] = /^decisions\/?([a-z0-9-]*)(?:\.md)?$/.exec(target) ?? []
  if (decision !== undefined) return decision === '' ? '/guide/decisions' : `/guide/decisions/${decision}`
  return href
}

function uniqueId(text: string, headings: readonly Heading[]): string {
  const base =
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'part'
  let id = base
  for (let count = 2; headings.some((heading) => heading.id === id); count++) id = `${base}-${count}`
  return id
}

/** HTML without tags, entities read. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
