import { setTimeout as sleep } from 'node:timers/promises'
import type { ConformanceCase } from './conformance-case.js'
import type { Answer } from './http.js'
import { expectSame, expectShape, expectThat, Mismatch } from './mismatch.js'
import type { Outcome, SubmitRow } from './submit-row.js'
import { failIfFailed, idsIn, type CallbackBody, type World } from './world.js'

const UNAUTHORIZED = {
  code: 401,
  msg: 'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.',
}
/** How long the last callback may take after the record shows the end. */
const CALLBACK_PATIENCE_MS = 20_000

/** All that a row of the table promises, as cases. */
export function casesOf(row: SubmitRow): ConformanceCase[] {
  const make = (name: string, run: (world: World) => Promise<void>): ConformanceCase => ({
    row: row.row,
    label: `${row.row} POST ${row.path}`,
    name,
    run,
  })
  return [
    make('answers in the envelope, with an id or its result', (world) => acceptedAsDocumented(world, row)),
    ...row.required.map((field) =>
      make(`needs ${field}`, async (world) => {
        for (const nothing of [undefined, null, '', '  ']) {
          await expectRefusal(world, row, { [field]: nothing }, field, 'missing')
        }
      }),
    ),
    ...(row.callback === 'none' ? [] : callbackCases(row, make)),
    ...Object.entries(row.enums ?? {}).map(([field, values]) =>
      make(`takes ${values.length} values of ${field} and no other`, async (world) => {
        for (const value of values) await expectAccepted(world, row, { [field]: value })
        await expectRefusal(world, row, { [field]: 'no such value' }, field, 'invalid')
      }),
    ),
    ...Object.entries(row.ranges ?? {}).map(([field, [low, high, step]]) =>
      make(`takes ${field} from ${low} to ${high}, as number or text`, async (world) => {
        for (const value of [low, high, String(low), String(high)])
          await expectAccepted(world, row, { [field]: value })
        for (const value of [low - step, high + step, 'much'])
          await expectRefusal(world, row, { [field]: value }, field, 'invalid')
      }),
    ),
    ...(row.booleans ?? []).map((field) =>
      make(`refuses a ${field} that is neither true nor false`, async (world) => {
        await expectRefusal(world, row, { [field]: 'maybe' }, field, 'invalid')
        await expectRefusal(world, row, { [field]: [true] }, field, 'invalid')
      }),
    ),
    ...(row.limits ?? []).map(({ field, maxChars, with: others = {} }) =>
      make(`takes ${maxChars} characters of ${field}${nameOf(others)}, not one more`, async (world) => {
        // Characters outside the basic plane: limits count code points, not UTF-16 units.
        const text = (chars: number) => `${'𝄞'.repeat(3)}${'a'.repeat(chars - 3)}`
        await expectAccepted(world, row, { ...others, [field]: text(maxChars) })
        await expectRefusal(world, row, { ...others, [field]: text(maxChars + 1) }, field, 'tooLong')
      }),
    ),
    ...(row.accepts ?? []).map(({ name, change }) =>
      make(`takes ${name}`, async (world) => expectAccepted(world, row, await change(world))),
    ),
    ...(row.refuses ?? []).map(({ name, change, names, reason = 'invalid' }) =>
      make(`refuses ${name}`, async (world) => expectRefusal(world, row, await change(world), names, reason)),
    ),
    make('ignores fields it does not know', async (world) =>
      expectAccepted(world, row, { somethingNew: { deep: [1] }, lyricsModel: 'x', __proto__: null }),
    ),
    make('asks for a key, then for JSON', async (world) => {
      const body = { nothing: 'right' }
      for (const key of [null, 'no-such-key']) {
        const { status, body: answer } = await world.http.request(row.path, { method: 'POST', body, key })
        expectSame('without a right key', [status, answer], [200, UNAUTHORIZED])
      }
      for (const broken of ['{"prompt": ', '[1]', '"text"', 'null']) {
        const answer = await world.http.request(row.path, { method: 'POST', body: broken })
        expectSame(`code for ${broken}`, [answer.status, answer.body.code], [200, 400])
      }
    }),
    ...(row.unknownParent ? [unknownParentCase(row, make)] : []),
    ...(row.repeat ? [repeatCase(row, make)] : []),
    ...(row.outcome ? outcomeCases(row, row.outcome, make) : []),
  ]
}

type Make = (name: string, run: (world: World) => Promise<void>) => ConformanceCase

function nameOf(others: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(others).map(([name, value]) => `${name} ${String(value)}`)
  return shown.length === 0 ? '' : ` with ${shown.join(', ')}`
}

async function send(world: World, row: SubmitRow, change: Record<string, unknown>): Promise<Answer> {
  const body = { ...(await row.body(world)), ...callbackOf(world, row), ...change }
  return world.http.post(row.path, body)
}

function callbackOf(world: World, row: SubmitRow): Record<string, unknown> {
  return row.callback === 'none' ? {} : { callBackUrl: world.callbackUrl }
}

/** Sends a request that must be taken, and ends the task it has made. */
async function expectAccepted(world: World, row: SubmitRow, change: Record<string, unknown>): Promise<void> {
  const answer = await send(world, row, change)
  if (answer.body.code !== 200)
    throw new Mismatch(`refused ${JSON.stringify(change).slice(0, 200)}: ${textOf(answer)}`)
  if (row.outcome) await world.discard(taskIdOf(row, answer))
}

async function expectRefusal(
  world: World,
  row: SubmitRow,
  change: Record<string, unknown>,
  field: string,
  reason: 'missing' | 'invalid' | 'tooLong',
): Promise<void> {
  const answer = await send(world, row, change)
  const shown = JSON.stringify(change)?.slice(0, 120)
  if (answer.body.code === 200) {
    if (row.outcome) await world.discard(taskIdOf(row, answer))
    throw new Mismatch(`accepted ${shown}`)
  }
  expectSame(`HTTP status for ${shown}`, answer.status, 200)
  const code = world.dialect[reason]
  expectSame(`code for ${shown} (${answer.body.msg})`, answer.body.code, code)
  expectSame(`data for ${shown}`, answer.body.data, null)
  if (reason === 'missing') {
    const msg = field === 'callBackUrl' ? 'Please enter callBackUrl.' : `${field} cannot be blank`
    expectSame('msg', answer.body.msg, msg)
  } else {
    expectThat(answer.body.msg.includes(field), `the refusal does not name ${field}: ${answer.body.msg}`)
  }
}

async function acceptedAsDocumented(world: World, row: SubmitRow): Promise<void> {
  const answer = await send(world, row, {})
  const type = answer.headers.get('content-type')
  expectSame('content-type', type?.toLowerCase().replace(/\s/g, ''), 'application/json;charset=utf-8')
  expectSame(
    'HTTP status, code and msg',
    [answer.status, answer.body.code, answer.body.msg],
    [200, 200, 'success'],
  )
  if (row.answer !== undefined) expectShape(answer.body.data, row.answer)
  if (!row.outcome) return
  const taskId = taskIdOf(row, answer)
  expectThat(/^[0-9a-f]{32}$/.test(taskId), `task id ${taskId} is not 32 hex digits`)
  const record = await world.http.get(row.outcome.recordPath + taskId)
  const isKnown = record.body.data !== null || record.body.code === 201
  expectThat(isKnown, 'record-info does not know the task right after its submit')
  await world.discard(taskId)
}

function callbackCases(row: SubmitRow, make: Make): ConformanceCase[] {
  const spelled = make('takes the callback URL under four spellings', async (world) => {
    for (const name of ['callbackUrl', 'call_back_url', 'calBackUrl', ' callBackUrl ']) {
      await expectAccepted(world, row, { callBackUrl: undefined, [name]: world.callbackUrl })
    }
  })
  const invalid = make('refuses a callback URL that is none', (world) =>
    expectRefusal(
      world,
      row,
      { callBackUrl: 'ftp://example.com/x' },
      row.callbackField ?? 'callBackUrl',
      'invalid',
    ),
  )
  const absent =
    row.callback === 'required'
      ? make('needs callBackUrl, in the recorded words', (world) =>
          expectRefusal(world, row, { callBackUrl: undefined }, 'callBackUrl', 'missing'),
        )
      : make('does without callBackUrl', (world) => expectAccepted(world, row, { callBackUrl: undefined }))
  return [absent, invalid, spelled]
}

function unknownParentCase(row: SubmitRow, make: Make): ConformanceCase {
  const { change, code, msg } = row.unknownParent!
  return make('says in the recorded words that the parent does not exist', async (world) => {
    const { body } = await send(world, row, { ...change })
    expectSame('answer', body, { code: code ?? world.dialect.unknownRecord, msg, data: null })
  })
}

function repeatCase(row: SubmitRow, make: Make): ConformanceCase {
  return make('happens once: a repeat is told what there is', async (world) => {
    const body = { ...(await row.body(world)), ...callbackOf(world, row) }
    const first = await world.http.post(row.path, body)
    expectSame('first code', first.body.code, 200)
    const second = await world.http.post(row.path, body)
    expectSame('second code', second.body.code, row.repeat!.code)
    const field = row.outcome ? 'taskId' : Object.keys(row.answer as object)[0]!
    expectSame(`data.${field}`, second.body.data?.[field], first.body.data?.[field])
  })
}

function outcomeCases(row: SubmitRow, outcome: Outcome, make: Make): ConformanceCase[] {
  const label = `${outcome.row} GET ${outcome.recordPath.split('?')[0]!}`
  const query = (name: string, run: (world: World) => Promise<void>) => ({
    ...make(name, run),
    row: outcome.row,
    label,
  })
  const parameter = /\?(\w+)=$/.exec(outcome.recordPath)![1]!
  return [
    make('ends with the documented record and callbacks', (world) => wholeWay(world, row, outcome)),
    make('fails with the documented record and callback', async (world) => {
      if (world.isSandbox) await wholeFailure(world, row, outcome)
    }),
    query(`says what it knows of no task (asked after ${row.path})`, async (world) => {
      const { body } = await world.http.get(outcome.recordPath + '0'.repeat(32))
      const expected = outcome.unknown ?? { code: 200, msg: 'success' }
      expectSame('answer', body, { ...expected, data: null })
    }),
    query(`needs ${parameter}`, async (world) => {
      const { body } = await world.http.get(outcome.recordPath.split('?')[0]!)
      expectSame('answer', body, {
        code: world.dialect.missing,
        msg: `${parameter} cannot be blank`,
        data: null,
      })
    }),
    query('asks for a key', async (world) => {
      const { body } = await world.http.request(outcome.recordPath + '0'.repeat(32), { key: null })
      expectSame('answer', body, UNAUTHORIZED)
    }),
    query(`keeps a task of ${row.path} from other accounts`, async (world) => {
      if (world.otherKey === undefined) return
      const answer = await send(world, row, {})
      const taskId = taskIdOf(row, answer)
      const { body } = await world.http.request(outcome.recordPath + taskId, { key: world.otherKey })
      const expected = outcome.unknown ?? { code: 200, msg: 'success' }
      expectSame('answer to a stranger', body, { ...expected, data: null })
      await world.discard(taskId)
    }),
  ]
}

/** Submit, poll to the end, and compare record and callbacks with the documentation. */
async function wholeWay(world: World, row: SubmitRow, outcome: Outcome): Promise<void> {
  const sent = { ...(await row.body(world)), ...callbackOf(world, row) }
  const submitted = await world.http.post(row.path, sent)
  const taskId = taskIdOf(row, submitted)
  const record = await world.until(outcome.recordPath + taskId, (body) => {
    failIfFailed(body)
    return outcome.isDone(body) ? body : undefined
  })
  expectShape(record, outcome.record)
  const param = record.data?.['param']
  if (typeof param === 'string') expectSame('param', JSON.parse(param), JSON.parse(JSON.stringify(sent)))

  const last = outcome.callbacks.at(-1)
  const deadline = Date.now() + CALLBACK_PATIENCE_MS
  let callbacks: readonly CallbackBody[] = []
  do {
    callbacks = world.callbacksOf(taskId)
    if (callbacks.length >= outcome.callbacks.length) break
    await sleep(50)
  } while (Date.now() < deadline)
  // The first two stages of music may be skipped; the last one never is.
  const skipped = outcome.callbacks.length - callbacks.length
  expectThat(
    callbacks.length > 0 && skipped >= 0 && (skipped === 0 || outcome.callbacks.length === 3),
    `${callbacks.length} callbacks came, expected ${outcome.callbacks.length}`,
  )
  for (const [index, callback] of callbacks.entries()) {
    expectSame('code of the callback', callback.code, 200)
    const stage = (callback.data as { callbackType?: string } | null)?.callbackType
    const isLast = index === callbacks.length - 1
    expectShape(callback, stage === 'text' ? outcome.callbacks[0] : isLast ? last : outcome.callbacks.at(-2))
    expectThat(
      idsIn(callback).every((id) => id === taskId),
      'the callback names more than one task',
    )
  }
}

/** Has the sandbox fail a task, and compares record and callback with the documentation. */
async function wholeFailure(world: World, row: SubmitRow, outcome: Outcome): Promise<void> {
  const submitted = await send(world, row, { troubadour: { sandbox: '[[fail:500]]' } })
  const taskId = taskIdOf(row, submitted)
  const status = await world.until(outcome.recordPath + taskId, ({ code, data }) => {
    if (code === outcome.failure.status) return code
    const said = data?.['status'] ?? data?.['successFlag']
    return said === outcome.failure.status ? said : undefined
  })
  expectSame('status of the record', status, outcome.failure.status)
  const deadline = Date.now() + CALLBACK_PATIENCE_MS
  while (world.callbacksOf(taskId).length === 0 && Date.now() < deadline) await sleep(50)
  const [callback] = world.callbacksOf(taskId)
  expectThat(callback !== undefined, 'no callback came')
  expectThat(callback!.code >= 400, `the callback has code ${callback!.code}`)
  expectShape(callback, outcome.failure.callback)
}

function taskIdOf(row: SubmitRow, answer: Answer): string {
  const id = answer.body.data?.[row.idField ?? 'taskId']
  if (answer.body.code !== 200 || typeof id !== 'string') throw new Mismatch(`no task: ${textOf(answer)}`)
  return id
}

function textOf({ status, body }: Answer): string {
  return `HTTP ${status} ${JSON.stringify(body).slice(0, 300)}`
}
