import { createClient, isApiError } from '@troubadour/sdk'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../support/server-process.js'
import { chromiumPath } from './support/chromium.js'
import { openConsoleWorld, type ConsoleWorld } from './support/console-world.js'
import { examineScene } from './support/examine-scene.js'
import { furnishOffice, OFFICE_ENVIRONMENT, OFFICE_SHOTS, type Office } from './support/office.js'

describe.skipIf(chromiumPath === undefined)('the administration', { timeout: 120_000 }, () => {
  let world: ConsoleWorld
  let office: Office
  beforeAll(async () => {
    world = await openConsoleWorld(OFFICE_ENVIRONMENT)
    office = await furnishOffice(world)
  }, 300_000)
  afterAll(() => world.close(), 30_000)
  afterEach(() => expect(world.complaints()).toEqual([]))

  const song = (prompt: string, callBackUrl: string) => ({
    customMode: false,
    instrumental: true,
    model: 'V5' as const,
    prompt,
    callBackUrl,
  })
  /** Whether the server accepts a key. */
  const isAccepted = (apiKey: string) =>
    createClient({ baseUrl: world.server.url, apiKey })
      .me()
      .then(
        () => true,
        (error: unknown) => {
          if (isApiError(error) && error.code === 401) return false
          throw error
        },
      )
  const copied = async (page: Page, label: string) => {
    await page.getByRole('button', { name: label }).click()
    return page.evaluate(() => navigator.clipboard.readText())
  }

  it('makes a first song from a sentence and plays it', async () => {
    const page = await world.open({ path: '/welcome', key: office.sandboxKey })
    await page.getByLabel('What is it about?').fill('the first evening')
    await page.getByRole('button', { name: 'Make my first song' }).click()
    await page.getByRole('region', { name: 'Player' }).getByText('the first evening').waitFor()
    await page.getByText('is finished, in two takes').waitFor()
    expect(await copied(page, 'Copy key')).toBe(office.sandboxKey)
  })

  it('shows a finished song though the news of its end never came', async () => {
    const page = await world.open({ key: office.sandboxKey })
    await page.route('**/events', (route) => route.abort())
    await page.getByLabel('Song description').fill('nobody tells of it [[delay:2s]]')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('article', { name: /^In the making/ }).waitFor()
    await page.getByRole('article', { name: 'nobody tells of it' }).first().waitFor({ timeout: 30_000 })
    await page.context().close()
    // The route that is refused is one.
    expect(world.complaints().filter((line) => !line.includes('ERR_FAILED'))).toEqual([])
  })

  it('has lost files of a song performed again', async () => {
    const page = await world.open({ path: '/library', key: office.sandboxKey })
    await page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Restore lost files' }).click()
    await page
      .getByText(/^The files of .* are there again$/)
      .first()
      .waitFor({ timeout: 30_000 })
  })

  it('shows a real callback in the inspector as it arrives, its signature checked', async () => {
    await office.client.closeInspector()
    const page = await world.open({ path: '/webhooks?tab=inspector' })
    await page.getByRole('button', { name: 'Open the inspector' }).click()
    await page.getByRole('heading', { name: 'Listening' }).waitFor()
    const url = await copied(page, 'Copy URL of the inspector')
    await office.sandbox.generate(song('rain on the roof', url))
    const arrivals = page.getByRole('list', { name: 'Requests that have come' })
    await arrivals.getByRole('button', { name: /^complete/ }).click()
    await page.getByText('Signature right').waitFor()
    await page.getByRole('group', { name: 'Headers' }).getByText('webhook-signature').waitFor()
    await page.getByRole('group', { name: 'Body' }).getByText('rain on the roof').first().waitFor()
  })

  it('says why a callback was given up and sends it again', async () => {
    const { url } = await office.client.openInspector({ answerStatus: 500 })
    const { taskId } = await office.sandbox.lyrics({ prompt: 'lost words', callBackUrl: url })
    const stateOf = async () => (await office.client.callbackPage({ taskId })).events[0]?.state
    await waitUntil(async () => (await stateOf()) === 'dead', 60_000)
    const page = await world.open({ path: '/webhooks' })
    await page.getByRole('radio', { name: 'Given up' }).click()
    await page.getByRole('list', { name: 'Callbacks' }).getByRole('link', { name: /500/ }).first().click()
    await page.getByText('Attempt 4').waitFor()
    await page.getByText('The receiver has a fault of its own').first().waitFor()
    await office.client.openInspector({ answerStatus: 200 })
    await page.getByRole('button', { name: 'Resend' }).click()
    await page.getByText('Delivered', { exact: true }).waitFor()
    await page.getByText('HTTP 200').waitFor()
    expect(await stateOf()).toBe('delivered')
  })

  it('sends all callbacks again that were given up', async () => {
    const { url } = await office.client.openInspector({ answerStatus: 503 })
    const { taskId } = await office.sandbox.lyrics({ prompt: 'more lost words', callBackUrl: url })
    const stateOf = async () => (await office.client.callbackPage({ taskId })).events[0]?.state
    await waitUntil(async () => (await stateOf()) === 'dead', 60_000)
    await office.client.openInspector({ answerStatus: 200 })
    const page = await world.open({ path: '/webhooks' })
    await page.getByRole('button', { name: 'Resend all failed' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Resend' }).click()
    await page
      .getByText(/callbacks? (is|are) sent again/)
      .first()
      .waitFor()
    await waitUntil(async () => (await stateOf()) === 'delivered', 30_000)
  })

  it('makes, rotates and revokes a key with the keyboard alone', async () => {
    const page = await world.open({ path: '/keys' })
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    await page.getByRole('button', { name: 'New key' }).focus()
    await press('Enter')
    await page.getByRole('dialog', { name: 'New key' }).waitFor()
    await page.getByLabel('Name').focus()
    await page.keyboard.type('night shift')
    await press('Enter')
    await page.getByRole('dialog', { name: '“night shift” is ready' }).waitFor()
    const first = await copied(page, 'Copy key')
    expect(await isAccepted(first)).toBe(true)
    await press('Escape')

    const openMenu = async (entry: string) => {
      await page.getByRole('button', { name: 'Actions on night shift' }).focus()
      await press('Enter')
      await page.getByRole('menuitem', { name: entry }).focus()
      await press('Enter')
    }
    await openMenu('Rotate…')
    await page.getByLabel('The old text works').selectOption('0')
    await page.getByRole('button', { name: 'Rotate key' }).focus()
    await press('Enter')
    await page.getByRole('dialog', { name: '“night shift” has a new text' }).waitFor()
    const second = await copied(page, 'Copy key')
    expect([await isAccepted(first), await isAccepted(second)]).toEqual([false, true])
    await press('Escape')

    await openMenu('Revoke…')
    await page.getByRole('button', { name: 'Revoke key' }).focus()
    await press('Enter')
    await page.getByText('“night shift” is revoked').first().waitFor()
    expect(await isAccepted(second)).toBe(false)
  })

  it('cancels a task that runs, tells it live, and submits it again', async () => {
    const { taskId } = await office.sandbox.generate(
      song('slow [[delay:20m]]', 'https://no-callback.invalid/'),
    )
    const page = await world.open({ path: `/tasks?state=open` })
    await page.getByRole('link', { name: new RegExp(taskId.slice(0, 8)) }).click()
    await page.getByText('Running', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Cancel task' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel task' }).click()
    await page.getByText('Cancelled', { exact: true }).waitFor()
    // A task may be asked about three times a second, and the page has asked.
    await page.waitForTimeout(1100)
    expect((await office.client.task(taskId)).state).toBe('cancelled')
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.waitForURL((url) => url.pathname.startsWith('/tasks/') && !url.pathname.endsWith(taskId))
    await page.getByText('Running', { exact: true }).waitFor()
    await page.getByRole('group', { name: 'Request' }).getByText('slow [[delay:20m]]').waitFor()
    const again = new URL(page.url()).pathname.split('/').pop()!
    await page.waitForTimeout(1100)
    await office.client.cancel({ taskId: again })
    // Nobody reloads: the server tells the page.
    await page.getByText('Cancelled', { exact: true }).waitFor()
  })

  it('keeps the key of snippets from eyes, and copies what works', async () => {
    const page = await world.open({ path: '/api-reference?operation=credits' })
    const snippet = page.getByRole('group', { name: 'Request in curl' })
    await snippet.waitFor()
    expect(await snippet.textContent()).not.toContain(world.server.key)
    expect(await copied(page, 'Copy request in curl')).toContain(`Bearer ${world.server.key}`)
    await page.getByRole('button', { name: 'Show my key' }).click()
    await page.getByRole('radio', { name: 'Python' }).click()
    const python = await page.getByRole('group', { name: 'Request in Python' }).textContent()
    expect(python).toContain(`"Authorization": "Bearer ${world.server.key}"`)
    expect(python).toContain(`${world.server.url}/api/v1/chat/credit`)
  })

  it('shows the system to administrators, without secrets, and to nobody else', async () => {
    const page = await world.open({ path: '/system?tab=configuration' })
    await page.getByText('WEBHOOK_HMAC_KEY').waitFor()
    expect(await page.getByRole('main').textContent()).not.toContain(OFFICE_ENVIRONMENT.WEBHOOK_HMAC_KEY)
    const { key } = await office.client.createKey({ name: 'reader', scopes: ['read'], account: 'same' })
    const others = await world.open({ path: '/system', key })
    await others.getByText('This key lacks the scope “admin”.').waitFor()
  })

  it.each(OFFICE_SHOTS)(
    '$name is accessible, fits a phone, takes little work and does not jump',
    async ({ path, prepare }) => {
      await examineScene(world, { path: path(office) }, prepare)
    },
  )
})
