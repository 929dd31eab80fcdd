import type {
  CreateWebhookSecretBody,
  eventDetailSchema,
  InspectedRequestData,
  InspectorData,
  InspectorPage,
  OpenInspectorBody,
  testEventResultSchema,
  WebhookSecretData,
} from '@troubadour/contract'
import type { z } from 'zod'
import type { CallbackFilter, DeliveredCallback } from './paging.js'
import { queryOf } from './query.js'
import type { PageOptions } from './tasks.js'
import type { Transport } from './transport.js'

interface CallOptions {
  readonly signal?: AbortSignal
}

/** A callback with its body and every attempt to deliver it. */
export type CallbackDetail = NonNullable<z.infer<typeof eventDetailSchema>['data']>
/** What came of a test event. */
export type TestCallbackResult = NonNullable<z.infer<typeof testEventResultSchema>['data']>

export interface CallbackPage {
  readonly events: DeliveredCallback[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

/** What became of callbacks, what signs them, and a receiver that shows them. Additions of Troubadour servers. */
export interface CallbackCalls {
  /** One page of the account's callbacks, newest first. */
  callbackPage(filter?: CallbackFilter & PageOptions, options?: CallOptions): Promise<CallbackPage>
  callback(eventId: string, options?: CallOptions): Promise<CallbackDetail>
  /** Sends all callbacks again that were given up since then; returns how many. */
  replayCallbacks(
    which: { readonly since: Date; readonly receiver?: string },
    options?: CallOptions,
  ): Promise<number>
  /** Sends a signed event now, once. Whatever comes of it is the answer. */
  testCallback(url: string, options?: CallOptions): Promise<TestCallbackResult>
  /** Secrets that sign the account's callbacks, oldest first. */
  webhookSecrets(options?: CallOptions): Promise<WebhookSecretData[]>
  /** Adds a secret beside the ones there are, or in their place after `overlapHours`. */
  createWebhookSecret(
    body?: CreateWebhookSecretBody,
    options?: CallOptions,
  ): Promise<WebhookSecretData & { readonly secret: string }>
  /** Ends a secret, after some hours or at once. */
  retireWebhookSecret(
    secretId: string,
    afterHours?: number,
    options?: CallOptions,
  ): Promise<WebhookSecretData>
  /** The receiver of the server's own and what has come to it, the newest first; `after`: since that request. */
  inspector(after?: string, options?: CallOptions): Promise<InspectorPage>
  inspectedRequest(requestId: string, options?: CallOptions): Promise<InspectedRequestData>
  /** Opens it, or gives it another 24 hours. */
  openInspector(body?: OpenInspectorBody, options?: CallOptions): Promise<InspectorData>
  /** Closes it and forgets what has come. */
  closeInspector(options?: CallOptions): Promise<void>
}

const PATH = '/troubadour/v1/webhooks'

export function callbackCalls(transport: Transport): CallbackCalls {
  const get = <Data>(path: string, { signal }: CallOptions = {}) =>
    transport.send<Data>(PATH + path, { method: 'GET', signal })
  const post = <Data>(path: string, body: object, { signal }: CallOptions = {}) =>
    transport.send<Data>(PATH + path, { method: 'POST', body, signal })
  const remove = <Data>(path: string, { signal }: CallOptions = {}) =>
    transport.send<Data>(PATH + path, { method: 'DELETE', signal })
  return {
    callbackPage: (filter = {}, options) => get(`/events${queryOf(filter)}`, options),
    callback: (eventId, options) => get(`/events/${encodeURIComponent(eventId)}`, options),
    replayCallbacks: async ({ since, receiver }, options) =>
      (await post<{ replayed: number }>('/replay', { since: since.toISOString(), receiver }, options))
        .replayed,
    testCallback: (url, options) => post('/test', { url }, options),
    webhookSecrets: async (options) =>
      (await get<{ secrets: WebhookSecretData[] }>('/secrets', options)).secrets,
    createWebhookSecret: (body = {}, options) => post('/secrets', body, options),
    retireWebhookSecret: (secretId, afterHours, options) =>
      remove(`/secrets/${encodeURIComponent(secretId)}${queryOf({ afterHours })}`, options),
    inspector: (after, options) => get(`/inspector${queryOf({ after })}`, options),
    inspectedRequest: (requestId, options) =>
      get(`/inspector/requests/${encodeURIComponent(requestId)}`, options),
    openInspector: (body = {}, options) => post('/inspector', body, options),
    async closeInspector(options) {
      await remove('/inspector', options)
    },
  }
}
