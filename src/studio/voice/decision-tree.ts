/**
 * The decision trees of an HTS voice: each inner node asks whether a full-context label matches one of some glob
 * patterns, each leaf is the number of a probability density.
 */
export interface DecisionTree {
  /** 0-based index of the density for a label. */
  find(label: string): number
}

type Question = (label: string) => boolean

/** Reads a tree section. Key of the result: the number in brackets after `{*}`, which is 2 for the first state. */
export function parseDecisionTrees(text: string, name: string): Map<number, DecisionTree> {
  const questions = new Map<string, Question>()
  const trees = new Map<number, DecisionTree>()
  let nodes: Node[] = []
  for (const line of text.split('\n')) {
    const tokens = line.trim().split(/\s+/)
    const first = tokens[0]!
    if (first === 'QS') {
      questions.set(tokens[1]!, compileQuestion(line.slice(line.indexOf('{') + 1, line.lastIndexOf('}'))))
    } else if (first.startsWith('{*}[')) {
      nodes = []
      trees.set(Number.parseInt(first.slice(4), 10), createTree(nodes))
    } else if (/^-?\d+$/.test(first) && tokens.length === 4) {
      const ask = questions.get(tokens[1]!)
      if (!ask) throw new Error(`${name}: node ${first} asks "${tokens[1]}", which is not defined above it`)
      nodes[Math.abs(Number(first))] = { ask, no: readTarget(tokens[2]!), yes: readTarget(tokens[3]!) }
    } else if (first.startsWith('"')) {
      // A tree of one leaf has no node line.
      const target = readTarget(first)
      nodes[0] = { ask: () => true, no: target, yes: target }
    }
  }
  return trees
}

interface Node {
  readonly ask: Question
  /** ≥ 0: index of the next node; < 0: leaf number -1 - index. */
  readonly no: number
  readonly yes: number
}

function createTree(nodes: readonly Node[]): DecisionTree {
  return {
    find(label) {
      let at = 0
      do {
        const node = nodes[at]!
        at = node.ask(label) ? node.yes : node.no
      } while (at >= 0)
      return -1 - at
    },
  }
}

/** `-12` is node 12, `"mgc_s2_7"` the seventh leaf. */
function readTarget(token: string): number {
  if (!token.startsWith('"')) return Math.abs(Number(token))
  return -Number(token.slice(token.lastIndexOf('_') + 1, -1))
}

/** `"*-aa+*","*-ae+*"` → a test for any of the patterns, each by the cheapest string search that decides it. */
function compileQuestion(list: string): Question {
  const tests = list.split(',').map((quoted) => compilePattern(quoted.trim().slice(1, -1)))
  return tests.length === 1 ? tests[0]! : (label) => tests.some((test) => test(label))
}

function compilePattern(pattern: string): Question {
  const openStart = pattern.startsWith('*')
  const openEnd = pattern.endsWith('*')
  const core = pattern.slice(openStart ? 1 : 0, openEnd ? -1 : undefined)
  if (/[*?]/.test(core)) {
    const source = core
      .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')
    const expression = new RegExp(`${openStart ? '' : '^'}${source}${openEnd ? '' : '$'}`)
    return (label) => expression.test(label)
  }
  if (openStart && openEnd) return (label) => label.includes(core)
  if (openStart) return (label) => label.endsWith(core)
  if (openEnd) return (label) => label.startsWith(core)
  return (label) => label === core
}
