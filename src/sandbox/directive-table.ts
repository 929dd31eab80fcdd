import { DIRECTIVE_DOCS } from './directives.js'

/** The directives as a Markdown table, for `docs/sandbox.md`. */
export function directiveTable(): string {
  const rows = DIRECTIVE_DOCS.map(({ example, meaning }) => `| \`${example}\` | ${meaning}. |`)
  return ['| Directive | What happens |', '|---|---|', ...rows].join('\n')
}
