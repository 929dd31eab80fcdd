import type { InspectedRequest, Inspector, Inspectors } from '../../webhooks/index.js'

/** Inspectors for tests of the API: everything in memory, nothing is verified, nothing expires. */
export function createMemoryInspectors(clock: () => Date): Omit<Inspectors, 'sweep'> {
  const open = new Map<string, Inspector & { readonly requests: InspectedRequest[] }>()
  let lastId = 0
  return {
    find: async (accountId) => open.get(accountId),
    async open(accountId, { answerStatus }) {
      const before = open.get(accountId)
      const inspector = {
        token: before?.token ?? `token-of-${accountId}`,
        answerStatus: answerStatus ?? before?.answerStatus ?? 200,
        createdAt: before?.createdAt ?? clock(),
        expiresAt: new Date(clock().getTime() + 86_400_000),
        requests: before?.requests ?? [],
      }
      open.set(accountId, inspector)
      return inspector
    },
    close: async (accountId) => open.delete(accountId),
    list: async (accountId, after = '0') =>
      (open.get(accountId)?.requests ?? []).filter(({ id }) => Number(id) > Number(after)).toReversed(),
    read: async (accountId, id) => open.get(accountId)?.requests.find((each) => each.id === id),
    async receive(token, { method, headers, body }) {
      const inspector = [...open.values()].find((each) => each.token === token)
      inspector?.requests.push({
        ...{ id: String(++lastId), receivedAt: clock(), method, headers, body: body.toString('utf8') },
        ...{ sizeBytes: body.length, isCut: false, answerStatus: inspector.answerStatus },
        ...{ signature: 'none', taskId: null, stage: null },
      })
      return inspector?.answerStatus
    },
  }
}
