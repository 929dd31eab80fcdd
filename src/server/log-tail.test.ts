import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createLogTail } from './log-tail.js'

it('keeps the last lines with their severity and details', () => {
  const tail = createLogTail({ capacity: 2 })
  const log = pino({ level: 'debug' }, tail)
  log.info('first')
  log.warn({ taskId: 'abc' }, 'second')
  log.error({ err: new Error('broken') }, 'third')
  expect(tail.read({ limit: 10 }).lines).toMatchObject([
    { id: '2', level: 'warn', message: 'second', details: { taskId: 'abc' } },
    { id: '3', level: 'error', message: 'third', details: { err: { message: 'broken' } } },
  ])
  expect(tail.read({ limit: 10, level: 'error' }).lines).toHaveLength(1)
  expect(tail.read({ limit: 1 }).lines[0]!.id).toBe('3')
})

it('goes on after a line, and says when some between are gone', () => {
  const tail = createLogTail({ capacity: 2 })
  const log = pino({}, tail)
  for (const word of ['a', 'b', 'c', 'd']) log.info(word)
  expect(tail.read({ limit: 10, after: 3 })).toMatchObject({ lines: [{ message: 'd' }], lost: false })
  expect(tail.read({ limit: 10, after: 1 })).toMatchObject({ lost: true })
  expect(tail.read({ limit: 10, after: 4 })).toEqual({ lines: [], lost: false })
})

it('blacks out secrets wherever they stand', () => {
  const tail = createLogTail({ secrets: ['hunter"2-long', undefined, 'abc'] })
  const log = pino({}, tail)
  log.info(
    {
      url: 'postgres://admin:pa55word@db/x',
      headers: ['Bearer sk-AbCdEf123456', 'whsec_bWFkZSBmb3IgYSB0ZXN0'],
      err: new Error('refused hunter"2-long, abc'),
    },
    'used sk-test-123456789 and trb_qwertzuiop',
  )
  const text = JSON.stringify(tail.read({ limit: 1 }))
  for (const secret of ['pa55word', 'AbCdEf', 'bWFk', 'hunter', '123456789', 'qwertz'])
    expect(text).not.toContain(secret)
  expect(text).toContain('abc')
  expect(text).toContain('admin')
})
