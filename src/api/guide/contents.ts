/** A page of the guide. */
export interface GuideEntry {
  /** Path below `/guide/`; empty: the first page. */
  readonly slug: string
  /** Markdown, below `docs/`. */
  readonly file: string
  /** In the navigation. */
  readonly label: string
}

export interface GuideGroup {
  readonly title: string
  readonly entries: readonly GuideEntry[]
}

const guide = (slug: string, label: string): GuideEntry => ({
  slug,
  label,
  file: `guide/${slug === '' ? 'index' : slug}.md`,
})
const reference = (name: string, label: string): GuideEntry => ({
  slug: `reference/${name}`,
  label,
  file: `${name}.md`,
})

/** All pages in the order in which they are read. Other files of `docs/` join where they fit. */
export const CONTENTS: readonly GuideGroup[] = [
  {
    title: 'Start',
    entries: [
      guide('', 'Welcome'),
      guide('start', 'Ten-minute start'),
      guide('concepts', 'Concepts'),
      guide('migration', 'Coming from KIE or sunoapi'),
    ],
  },
  {
    title: 'Operations',
    entries: [
      guide('songs', 'Songs'),
      guide('edits', 'Extend and replace'),
      guide('recordings', 'From a recording'),
      guide('sounds-and-loops', 'Loops and effects'),
      guide('words', 'Words and styles'),
      guide('singers', 'Singers'),
      guide('files', 'Stems, MIDI, WAV, video'),
      guide('tasks', 'Tasks, uploads, credits'),
    ],
  },
  {
    title: 'Tools',
    entries: [
      guide('webhooks', 'Webhooks'),
      guide('command-line', 'Command line'),
      guide('assistants', 'Assistants (MCP)'),
      reference('sandbox', 'Sandbox'),
    ],
  },
  {
    title: 'Run it',
    entries: [
      guide('self-hosting', 'Self-hosting'),
      guide('scaling', 'Scaling'),
      guide('troubleshooting', 'Troubleshooting'),
    ],
  },
  {
    title: 'Reference',
    entries: [
      reference('additions', 'Additions to the API'),
      reference('accounts', 'Keys, credits, limits'),
      reference('errors', 'Errors'),
      reference('voice', 'The voice'),
      { slug: 'genres', label: 'Genres', file: 'genres/README.md' },
      reference('architecture', 'Architecture'),
      reference('glossary', 'Glossary'),
    ],
  },
]

/** Pages of the guide in order. */
export const ENTRIES: readonly GuideEntry[] = CONTENTS.flatMap(({ entries }) => entries)
