/**
 * The ears for music: composes 96 prompts, performs them, measures scores and sound, and writes a page to go through all
 * of it in one sitting. What is performed already is not performed again.
 *
 *   npm run bench:music -- --symbolic-only           scores only: a minute or two
 *   npm run bench:music -- --prompts 16 --seconds 60 a quick listen
 *   npm run bench:music                              everything: hours on a small machine
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { composeTake, type TakeOrder } from './compose-take.js'
import { measureScore } from './measure-score.js'
import { readOptions, type ReportOptions } from './options.js'
import { indexPage } from './page/index-page.js'
import { PROMPTS, type MusicPrompt } from './prompts.js'
import { makeTakes } from './render/make-takes.js'
import { buildReport, type MeasuredTake, type PairRow } from './report.js'
import { takeDistance } from './rules/take-distance.js'
import { summarise } from './summary.js'
import { humanReference, type HumanReference } from './symbolic/human-reference.js'
import { howToInstall, readHumanSet } from './symbolic/read-human-set.js'

async function main(): Promise<void> {
  const options = readOptions()
  const out = resolve(options.out)
  const human = await readReference(options)
  const orders = ordersFor(options)
  const { takes, pairs } = measureScores(orders)
  const made = options.symbolicOnly
    ? []
    : await makeTakes(orders, {
        out,
        jobs: options.jobs,
        isFresh: options.fresh,
        onMade: progress('performed', orders.length),
      })
  const measured = takes.map((take, i): MeasuredTake => (made[i] ? { ...take, made: made[i] } : take))
  const report = buildReport(measured, pairs, human)
  const summary = summarise(report)
  await mkdir(out, { recursive: true })
  await writeFile(join(out, 'report.json'), JSON.stringify({ options, summary, ...report }))
  await writeFile(join(out, 'index.html'), indexPage(report, summary))
  console.table(
    summary.map(({ topic, what, figure, goal, isMet }) => ({
      topic,
      what,
      figure,
      goal,
      met: isMet === undefined ? '' : isMet ? 'yes' : 'NO',
    })),
  )
  console.log(join(out, 'index.html'))
}

/** Form and repetition of shorter songs cannot be held against those of whole pieces. */
const SHORTEST_COMPARED_SECONDS = 60

async function readReference({ human, seconds }: ReportOptions): Promise<HumanReference | undefined> {
  if (seconds !== undefined && seconds < SHORTEST_COMPARED_SECONDS) {
    console.error(`Songs under ${SHORTEST_COMPARED_SECONDS} s are not held against the human reference.`)
    return undefined
  }
  const pieces = await readHumanSet(human)
  if (pieces.length === 0) {
    console.error(howToInstall())
    return undefined
  }
  return humanReference(pieces.map(({ measures }) => measures))
}

function ordersFor(options: ReportOptions): TakeOrder[] {
  const asked = PROMPTS.filter(({ family }) => !options.families || options.families.includes(family))
  return spread(asked, options.prompts ?? asked.length).flatMap((prompt) =>
    Array.from({ length: options.takes }, (_, takeIndex) => ({
      prompt,
      takeIndex,
      seed: options.seed + PROMPTS.indexOf(prompt),
      ...(options.seconds !== undefined && { seconds: options.seconds }),
    })),
  )
}

/** The first prompts of each family before the second ones, in the order of the list. */
function spread(prompts: readonly MusicPrompt[], count: number): MusicPrompt[] {
  const turn = (prompt: MusicPrompt): number => Number(prompt.id.split('-')[1])
  const chosen = new Set(prompts.toSorted((a, b) => turn(a) - turn(b)).slice(0, count))
  return prompts.filter((prompt) => chosen.has(prompt))
}

function measureScores(orders: readonly TakeOrder[]): { takes: MeasuredTake[]; pairs: PairRow[] } {
  const onMeasured = progress('measured', orders.length)
  const pairs: PairRow[] = []
  let first: ReturnType<typeof composeTake>['score'] | undefined
  const takes = orders.map((order, i): MeasuredTake => {
    const { score, warnings, milliseconds } = composeTake(order)
    if (order.takeIndex === 0) first = score
    else if (order.takeIndex === 1) pairs.push({ promptId: order.prompt.id, ...takeDistance(first!, score) })
    const { seconds: _, ...askedOtherwise } = order.prompt.asked
    // A length for all songs wins over the one that a prompt names.
    const asked =
      order.seconds === undefined ? order.prompt.asked : { ...askedOtherwise, seconds: order.seconds }
    const figures = measureScore(score, asked)
    onMeasured(i)
    return {
      prompt: order.prompt,
      takeIndex: order.takeIndex,
      seed: order.seed,
      title: score.title,
      composeMilliseconds: milliseconds,
      warnings,
      score: figures,
    }
  })
  return { takes, pairs }
}

/** Counts on stderr, so that stdout holds the table alone. */
function progress(what: string, total: number): (index: number) => void {
  let done = 0
  return () => {
    done++
    if (process.stderr.isTTY)
      process.stderr.write(`\r${what} ${done} of ${total}${done === total ? '\n' : ''}`)
    else if (done % 8 === 0 || done === total) console.error(`${what} ${done} of ${total}`)
  }
}

await main()
