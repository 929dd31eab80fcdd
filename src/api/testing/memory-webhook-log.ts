import type { EventRecord, WebhookLog } from '../../webhooks/index.js'

/** Callbacks for tests of the API: those given, all of them Alice's. */
export function createMemoryWebhookLog(events: readonly EventRecord[] = []): WebhookLog {
  const of = (accountId: string) => (accountId === 'alice' ? events : [])
  return {
    list: async (accountId, { states, taskId, receiver, limit, cursor = '0' }) => {
      const found = of(accountId).filter(
        (event) =>
          (states?.includes(event.state) ?? true) &&
          (taskId === undefined || event.taskId === taskId) &&
          (receiver === undefined || event.receiver === receiver),
      )
      const end = Number(cursor) + limit
      return {
        events: found.slice(Number(cursor), end),
        nextCursor: end < found.length ? String(end) : null,
      }
    },
    find: async (accountId, eventId) => of(accountId).find(({ id }) => id === eventId),
    ofTask: async (accountId, taskId) => of(accountId).filter((event) => event.taskId === taskId),
    replay: async (accountId, eventId) =>
      of(accountId).some(({ id, state }) => id === eventId && (state === 'dead' || state === 'delivered')),
    replayDead: async (accountId, { since, receiver }) =>
      of(accountId).filter(
        (event) =>
          event.state === 'dead' &&
          event.finishedAt! >= since &&
          (receiver === undefined || event.receiver === receiver),
      ).length,
    async *follow(accountId, { after }) {
      yield { cursor: '0' }
      for (const [index, { id, taskId, stage, url, body }] of of(accountId).entries()) {
        if (index < Number(after ?? 0)) continue
        yield { id, taskId, stage, url, body, cursor: String(index), headers: { 'webhook-id': id } }
      }
    },
    sendTest: async (_accountId, url) => ({
      status: 200,
      latencyMs: 12,
      answer: `hello from ${url}`,
      error: null,
      headers: { 'webhook-id': 'evt_1' },
      body: '{"code":200}',
    }),
  }
}
