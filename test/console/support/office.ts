import { createClient, type TroubadourClient } from '@troubadour/sdk'
import type { Page } from 'playwright-core'
import { waitUntil } from '../../support/server-process.js'
import type { ConsoleWorld } from './console-world.js'

/** Settings for servers whose callbacks are watched being given up: four attempts within a second. */
export const OFFICE_ENVIRONMENT = {
  CALLBACK_RETRY_DELAYS: '100,200,300',
  WEBHOOK_HMAC_KEY: 'a key of the server',
}

/** What lies in a server whose API has been used: tasks, callbacks, keys. Nothing is composed. */
export interface Office {
  /** With the first key of the server. */
  readonly client: TroubadourClient
  /** With a sandbox key of the same account. */
  readonly sandbox: TroubadourClient
  readonly sandboxKey: string
  readonly doneTaskId: string
  readonly runningTaskId: string
  readonly failedTaskId: string
  /** A callback that was given up. */
  readonly deadEventId: string
}

const song = (prompt: string, callBackUrl?: string) => ({
  customMode: false,
  instrumental: false,
  model: 'V5' as const,
  prompt,
  ...(callBackUrl !== undefined && { callBackUrl }),
})

/** Uses the API of a server for a while. */
export async function furnishOffice(world: ConsoleWorld): Promise<Office> {
  const { url, key } = world.server
  const client = createClient({ baseUrl: url, apiKey: key })
  const { key: sandboxKey } = await client.createKey({
    name: 'ci robot',
    account: 'same',
    sandbox: true,
    creditBudget: 500,
    dailyCap: 200,
    expiresAt: '2099-12-31T00:00:00Z',
  })
  await client.createKey({ name: 'website', scopes: ['submit', 'read'], account: 'new', credits: 250 })
  const sandbox = createClient({ baseUrl: url, apiKey: sandboxKey })
  await client.createWebhookSecret()

  const inspector = await client.openInspector()
  const done = await sandbox.generate(song('an evening by the river', inspector.url))
  await sandbox.lyrics({ prompt: 'an evening by the river' })
  const failed = await sandbox.generate(song('a song that fails [[fail:501@first]]'))
  await Promise.all([sandbox.waitFor(done), sandbox.waitFor(failed).catch(() => undefined)])
  await waitUntil(async () => (await client.inspector()).requests.length >= 3, 30_000)

  await client.openInspector({ answerStatus: 503 })
  const lost = await sandbox.lyrics({ prompt: 'nobody hears of this', callBackUrl: inspector.url })
  let deadEventId = ''
  await waitUntil(async () => {
    const { events } = await client.callbackPage({ taskId: lost.taskId, state: 'dead' })
    deadEventId = events[0]?.eventId ?? ''
    return deadEventId !== ''
  }, 60_000)
  await client.openInspector({ answerStatus: 200 })
  const running = await sandbox.generate(song('a song that takes its time [[delay:30m]]'))
  return {
    ...{ client, sandbox, sandboxKey, deadEventId },
    doneTaskId: done.taskId,
    failedTaskId: failed.taskId,
    runningTaskId: running.taskId,
  }
}

/** A state of a scene worth looking at; see `shots.ts`. */
export interface OfficeShot {
  readonly name: string
  readonly path: (office: Office) => string
  readonly prepare: (page: Page) => Promise<void>
}

const heading = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('heading', { name }).first().waitFor()
}
const list = (name: string) => async (page: Page) => {
  await page.getByRole('list', { name }).getByRole('listitem').first().waitFor()
}

/** Every scene of the administration. */
export const OFFICE_SHOTS: readonly OfficeShot[] = [
  { name: 'welcome', path: () => '/welcome', prepare: heading('Your first song') },
  { name: 'tasks', path: () => '/tasks', prepare: list('Tasks') },
  { name: 'tasks-empty', path: () => '/tasks?kind=mashup', prepare: heading('No task fits this filter') },
  { name: 'task-done', path: ({ doneTaskId }) => `/tasks/${doneTaskId}`, prepare: heading('Result') },
  { name: 'task-failed', path: ({ failedTaskId }) => `/tasks/${failedTaskId}`, prepare: heading('Result') },
  {
    name: 'task-running',
    path: ({ runningTaskId }) => `/tasks/${runningTaskId}`,
    prepare: heading('Result'),
  },
  { name: 'webhooks', path: () => '/webhooks', prepare: list('Callbacks') },
  {
    name: 'webhook-dead',
    path: ({ deadEventId }) => `/webhooks/${deadEventId}`,
    prepare: heading('Attempts'),
  },
  {
    name: 'webhooks-inspector',
    path: () => '/webhooks?tab=inspector',
    prepare: async (page) => {
      await list('Requests that have come')(page)
      await page.getByRole('group', { name: 'Body' }).waitFor()
    },
  },
  {
    name: 'webhooks-test',
    path: () => '/webhooks?tab=test',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Use the inspector' }).click()
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await heading('What was sent')(page)
    },
  },
  { name: 'webhooks-secrets', path: () => '/webhooks?tab=secrets', prepare: list('Signing secrets') },
  { name: 'keys', path: () => '/keys', prepare: list('Keys') },
  {
    name: 'keys-new',
    path: () => '/keys',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'New key' }).click()
      await page.getByRole('dialog', { name: 'New key' }).waitFor()
    },
  },
  { name: 'keys-usage', path: () => '/keys?tab=usage', prepare: heading('By kind') },
  { name: 'keys-accounts', path: () => '/keys?tab=accounts', prepare: list('Accounts') },
  { name: 'system', path: () => '/system', prepare: heading('Engines') },
  {
    name: 'system-logs',
    path: () => '/system?tab=logs',
    prepare: async (page) => {
      await page.getByRole('log').waitFor()
    },
  },
  {
    name: 'system-configuration',
    path: () => '/system?tab=configuration',
    prepare: async (page) => {
      await page.getByText('RETENTION_DAYS').waitFor()
    },
  },
  { name: 'api', path: () => '/api-reference?operation=generate', prepare: heading('Make two songs') },
]
