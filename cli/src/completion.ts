import type { Command } from 'commander'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** A command as shells see it: the words before it, and what may follow. */
interface Place {
  /** Names from the root, such as `['task', 'list']`. */
  readonly path: readonly string[]
  readonly words: readonly { readonly text: string; readonly about: string }[]
}

/** A script for a shell that completes the names and options of all commands. */
export function completionScript(program: Command, shell: Shell): string {
  const places = [...placesOf(program, [])]
  return SCRIPTS[shell](places)
}

function* placesOf(command: Command, path: readonly string[]): Generator<Place> {
  const subcommands = command.commands.filter((each) => !isHidden(each))
  const options = [...command.options, ...globalOptions(command)].filter(({ hidden }) => !hidden)
  yield {
    path,
    words: [
      ...subcommands.map((each) => ({ text: each.name(), about: firstSentence(each.description()) })),
      ...options.flatMap(({ long, description }) =>
        long ? [{ text: long, about: firstSentence(description) }] : [],
      ),
      { text: '--help', about: 'help for this command' },
    ],
  }
  for (const each of subcommands) yield* placesOf(each, [...path, each.name()])
}

function globalOptions(command: Command): readonly Command['options'][number][] {
  let root = command
  while (root.parent) root = root.parent
  return root === command ? [] : root.options
}

function isHidden(command: Command): boolean {
  return (command as unknown as { readonly _hidden: boolean })._hidden
}

/** Short and harmless in quotes. */
function firstSentence(text: string): string {
  return text
    .split(/[;:.(]/)[0]!
    .replaceAll(/['"`\\$]/g, '')
    .trim()
}

const SCRIPTS: Readonly<Record<Shell, (places: readonly Place[]) => string>> = { bash, zsh, fish }

function bash(places: readonly Place[]): string {
  return `# bash completion for troubadour. Put it where bash finds it, or: eval "$(troubadour completion bash)"
_troubadour() {
  local word place="" known="${pathList(places)}"
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ "$known" == *" \${place:+$place/}$word "* ]] && place="\${place:+$place/}$word"
  done
  case "$place" in
${places.map(({ path, words }) => `    "${path.join('/')}") word="${words.map(({ text }) => text).join(' ')}" ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$word" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _troubadour troubadour
`
}

function zsh(places: readonly Place[]): string {
  const wordList = (words: Place['words']) =>
    words.map(({ text, about }) => `'${text.replaceAll(':', '\\:')}:${about}'`).join(' ')
  return `#compdef troubadour
# zsh completion for troubadour. Save it as _troubadour in a folder of $fpath.
_troubadour() {
  local word place="" known="${pathList(places)}"
  local -a choices
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ "$known" == *" \${place:+$place/}$word "* ]] && place="\${place:+$place/}$word"
  done
  case "$place" in
${places.map(({ path, words }) => `    "${path.join('/')}") choices=(${wordList(words)}) ;;`).join('\n')}
  esac
  _describe troubadour choices || _files
}
if [[ "$funcstack[1]" == _troubadour ]]; then _troubadour "$@"; else compdef _troubadour troubadour; fi
`
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words }) => {
    const seen = path.map((name) => `__fish_seen_subcommand_from ${name}`)
    const below = places
      .filter(
        (each) => each.path.length === path.length + 1 && path.every((name, at) => each.path[at] === name),
      )
      .map((each) => each.path.at(-1)!)
    const notBelow = below.length === 0 ? [] : [`not __fish_seen_subcommand_from ${below.join(' ')}`]
    const condition = [...seen, ...notBelow].join('; and ') || 'true'
    return words.map(({ text, about }) => {
      const word = text.startsWith('--') ? `-l ${text.slice(2)}` : `-f -a ${text}`
      return `complete -c troubadour -n '${condition}' ${word} -d '${about}'`
    })
  })
  return `# fish completion for troubadour: troubadour completion fish > ~/.config/fish/completions/troubadour.fish
${lines.join('\n')}
`
}

function pathList(places: readonly Place[]): string {
  return ` ${places.map(({ path }) => path.join('/')).join(' ')} `
}
