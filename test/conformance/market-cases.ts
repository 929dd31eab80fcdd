import type { ConformanceCase } from './conformance-case.js'
import * as examples from './examples.js'
import { MARKET_ROWS, type MarketRow } from './market-rows.js'
import { expectSame, expectShape, expectThat, Mismatch } from './mismatch.js'
import { failIfFailed, type World } from './world.js'

const CREATE = '/api/v1/jobs/createTask'
const RECORD = '/api/v1/jobs/recordInfo'
/** The door's place in the report, after the 39 rows of the endpoint table. */
const ROW = 40

const make = (operation: string, name: string, run: ConformanceCase['run']): ConformanceCase => ({
  row: ROW,
  label: `Market ${operation}`,
  name,
  run,
})

export const MARKET_CASES: readonly ConformanceCase[] = [
  ...MARKET_ROWS.flatMap(casesOf),
  make('door', 'refuses an operation that there is not, naming the field', async ({ http }) => {
    for (const model of ['ai-music-api/dance', 'V5', undefined]) {
      const { body } = await http.post(CREATE, { model, input: {} })
      expectThat(body.code !== 200 && body.msg.includes('model'), JSON.stringify(body))
    }
  }),
  make('door', 'refuses an input that is no object', async ({ http }) => {
    for (const input of [undefined, 'text', [1]]) {
      const { body } = await http.post(CREATE, { model: 'ai-music-api/generate', input })
      expectThat(body.code !== 200 && body.code < 500, JSON.stringify(body))
    }
  }),
  make('door', 'knows nothing of unknown tasks', async ({ http, dialect }) => {
    expectSame('unknown', (await http.get(`${RECORD}?taskId=${'0'.repeat(32)}`)).body, {
      code: 200,
      msg: 'success',
      data: null,
    })
    expectSame('no id', (await http.get(RECORD)).body, {
      code: dialect.missing,
      msg: 'taskId cannot be blank',
      data: null,
    })
  }),
  make('door', 'shows tasks of the other door, and the other way round', async (world) => {
    const { taskId } = await world.song()
    const { body } = await world.http.get(`${RECORD}?taskId=${taskId}`)
    expectSame('state', body.data?.['state'], 'success')
    const made = await create(
      world,
      MARKET_ROWS.find(({ operation }) => operation === 'generate-lyrics')!,
      {},
    )
    const legacy = await world.http.get(`/api/v1/lyrics/record-info?taskId=${made}`)
    expectSame('taskId', legacy.body.data?.taskId, made)
  }),
]

function casesOf(row: MarketRow): ConformanceCase[] {
  const { operation } = row
  return [
    make(operation, row.result ? 'ends with its resultJson' : 'is answered inline', (world) =>
      wholeWay(world, row),
    ),
    ...row.required.map((field) =>
      make(operation, `needs ${field}`, (world) => expectRefusal(world, row, { [field]: undefined }, field)),
    ),
    ...(row.limits ?? []).map(({ field, maxChars }) =>
      make(operation, `takes ${maxChars} characters of ${field}, not one more`, async (world) => {
        const extra = field === 'lyrics' ? { instrumental: false } : {}
        await world.discard(await create(world, row, { ...extra, [field]: 'a'.repeat(maxChars) }))
        await expectRefusal(world, row, { ...extra, [field]: 'a'.repeat(maxChars + 1) }, field)
      }),
    ),
    ...Object.entries(row.ranges ?? {}).map(([field, [low, high]]) =>
      make(operation, `takes ${field} from ${low} to ${high}`, async (world) => {
        for (const value of [low, high]) await world.discard(await create(world, row, { [field]: value }))
        for (const value of [low - 1, high + 1]) await expectRefusal(world, row, { [field]: value }, field)
      }),
    ),
  ]
}

async function post(world: World, row: MarketRow, change: Record<string, unknown>) {
  const input = { ...(await row.input(world)), ...change }
  return world.http.post(CREATE, {
    model: `ai-music-api/${row.operation}`,
    callBackUrl: world.callbackUrl,
    input,
  })
}

async function create(world: World, row: MarketRow, change: Record<string, unknown>): Promise<string> {
  const { body } = await post(world, row, change)
  if (body.code !== 200 || typeof body.data?.taskId !== 'string')
    throw new Mismatch(`answered ${JSON.stringify(body).slice(0, 300)}`)
  return body.data.taskId
}

/** Refusals name the field under either spelling. */
async function expectRefusal(
  world: World,
  row: MarketRow,
  change: Record<string, unknown>,
  field: string,
): Promise<void> {
  const { status, body } = await post(world, row, change)
  const camel = field.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  const shown = JSON.stringify(body).slice(0, 200)
  expectSame('HTTP status', status, 200)
  expectThat([400, 413, 422].includes(body.code), `answered ${shown}`)
  expectThat(
    body.msg.includes(field) || body.msg.includes(camel),
    `the refusal does not name ${field}: ${shown}`,
  )
}

async function wholeWay(world: World, row: MarketRow): Promise<void> {
  if (row.inline) {
    const { body } = await post(world, row, {})
    expectSame('code', body.code, 200)
    for (const key of row.inline) expectThat(Object.hasOwn(body.data ?? {}, key), `data has no ${key}`)
    return
  }
  const taskId = await create(world, row, {})
  const record = await world.until(`${RECORD}?taskId=${taskId}`, (body) => {
    failIfFailed(body)
    return body.data?.['state'] === 'success' ? body : undefined
  })
  expectShape(record, examples.JOB_RECORD)
  expectSame('model', record.data?.['model'], `ai-music-api/${row.operation}`)
  const result = JSON.parse(record.data?.['resultJson'] as string) as Record<string, unknown>
  for (const key of row.result ?? []) {
    expectThat(
      Object.hasOwn(result, key),
      `resultJson has no ${key}: ${JSON.stringify(result).slice(0, 200)}`,
    )
  }
}
