/** A word as a chain of states, each a column of scores. */
export interface WordStates {
  /** Columns of the scores, in order; never empty. */
  readonly columns: readonly number[]
  /** Cost of another look at each state: sounds that can be held cost nothing. */
  readonly stayCosts: readonly number[]
  /** Whether each state begins a phone; the phone before it may then end one state early. */
  readonly beginsPhone: readonly boolean[]
  /** Cost of pausing before the word: little where a line begins. */
  readonly pauseCost: number
}

/** What each look gains from being each state, or from being no word. */
export interface LookGains {
  readonly looks: number
  readonly width: number
  /** Look by look: gain of each column. */
  readonly columns: Float32Array
  /** Gain of each look from lying between words. */
  readonly pauses: Float32Array
}

/** First and last look of a word, and what its states gained. */
export interface WordSpan {
  readonly first: number
  readonly last: number
  /** Mean over the word's states of what a look at each gained; states that were passed over count 0. */
  readonly gain: number
}

const STAY = 0
const STEP = 1
const SKIP = 2

/**
 * The best way through a recording that passes all words in order, with pauses between them where that is better
 * (Viterbi). Undefined when the recording has too few looks for so many words.
 */
export function findWordPath(words: readonly WordStates[], gains: LookGains): WordSpan[] | undefined {
  const chain = chainOf(words)
  const { looks, width, columns, pauses } = gains
  const { count } = chain
  if (looks === 0) return undefined
  const choices = new Uint8Array(Math.ceil(count / 4) * looks)
  const rowBytes = Math.ceil(count / 4)
  let now = new Float32Array(count).fill(-Infinity)
  let next = new Float32Array(count)
  now[0] = pauses[0]!
  now[1] = columns[chain.column[1]!]! - chain.skipCost[1]!
  for (let look = 1; look < looks; look++) {
    const row = look * width
    const choiceRow = look * rowBytes
    const pause = pauses[look]!
    for (let state = 0; state < count; state++) {
      let best = now[state]! - chain.stayCost[state]!
      let choice = STAY
      if (state > 0) {
        const stepped = now[state - 1]! - chain.stepCost[state]!
        if (stepped > best) {
          best = stepped
          choice = STEP
        }
        if (state > 1) {
          const skipped = now[state - 2]! - chain.skipCost[state]!
          if (skipped > best) {
            best = skipped
            choice = SKIP
          }
        }
      }
      const column = chain.column[state]!
      next[state] = best + (column < 0 ? pause : columns[row + column]!)
      choices[choiceRow + (state >> 2)]! |= choice << ((state & 3) << 1)
    }
    const spare = now
    now = next
    next = spare
  }
  // The last word may end the recording, or a pause does.
  let state = now[count - 1]! >= now[count - 2]! ? count - 1 : count - 2
  if (now[state] === -Infinity) return undefined
  const spans = words.map(() => ({ first: looks, last: -1 }))
  const gained = new Float64Array(count)
  const looked = new Int32Array(count)
  for (let look = looks - 1; look >= 0; look--) {
    const word = chain.word[state]!
    if (word >= 0) {
      const span = spans[word]!
      span.first = Math.min(span.first, look)
      span.last = Math.max(span.last, look)
      gained[state]! += columns[look * width + chain.column[state]!]!
      looked[state]!++
    }
    if (look > 0) state -= (choices[look * rowBytes + (state >> 2)]! >> ((state & 3) << 1)) & 3
  }
  return spans.map((span, word) => ({ ...span, gain: meanGain(chain, word, gained, looked) }))
}

function meanGain(chain: Chain, word: number, gained: Float64Array, looked: Int32Array): number {
  const first = chain.word.indexOf(word)
  let sum = 0
  let states = 0
  for (let state = first; chain.word[state] === word; state++) {
    states++
    if (looked[state]! > 0) sum += gained[state]! / looked[state]!
  }
  return sum / states
}

interface Chain {
  readonly count: number
  /** -1 for pauses. */
  readonly column: Int32Array
  /** -1 for pauses. */
  readonly word: Int32Array
  readonly stayCost: Float32Array
  readonly stepCost: Float32Array
  readonly skipCost: Float32Array
}

/** Pause, word, pause, word … pause; a word's first state can be reached over the pause before it. */
function chainOf(words: readonly WordStates[]): Chain {
  const count = words.reduce((sum, { columns }) => sum + columns.length + 1, 1)
  const column = new Int32Array(count).fill(-1)
  const word = new Int32Array(count).fill(-1)
  const stayCost = new Float32Array(count)
  const stepCost = new Float32Array(count)
  const skipCost = new Float32Array(count).fill(Infinity)
  let at = 0
  words.forEach((states, index) => {
    stepCost[at] = index === 0 ? 0 : states.pauseCost
    at++
    states.columns.forEach((value, i) => {
      column[at] = value
      word[at] = index
      stayCost[at] = states.stayCosts[i]!
      if (i === 0 || states.beginsPhone[i]) skipCost[at] = 0
      at++
    })
  })
  return { count, column, word, stayCost, stepCost, skipCost }
}
