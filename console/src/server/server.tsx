import { createClient, createTransport, type Transport, type TroubadourClient } from '@troubadour/sdk'
import { createContext, use, useMemo, type ReactNode } from 'react'

/** The server that this page came from, seen with the key of the session. */
export interface Server {
  readonly apiKey: string
  /** Everything that the SDK names. */
  readonly client: TroubadourClient
  /** For the few paths that are no operations, such as metrics. */
  readonly transport: Transport
}

const Context = createContext<Server | null>(null)

/** The server as the signed-in key sees it. */
export function ServerProvider({
  apiKey,
  children,
}: {
  readonly apiKey: string
  readonly children: ReactNode
}) {
  const server = useMemo(() => serverWith(apiKey), [apiKey])
  return <Context value={server}>{children}</Context>
}

/** A client of the page's own origin. */
export function serverWith(apiKey: string): Server {
  const options = { baseUrl: window.location.origin, apiKey }
  return { apiKey, client: createClient(options), transport: createTransport(options) }
}

/** Throws outside of the signed-in part of the console. */
export function useServer(): Server {
  const server = use(Context)
  if (!server) throw new Error('useServer is for components below ServerProvider')
  return server
}
