import { QueryClientProvider } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Toasts } from './parts/toast.js'
import { TooltipProvider } from './parts/tooltip.js'
import { createQueryClient } from './server/query-client.js'
import { ServerProvider } from './server/server.js'
import { useApiKey } from './server/session.js'
import { SignedOut } from './sign-in/signed-out.js'
import { Shell } from './shell/shell.js'

/** The console: without a key a page to sign in, with one the scenes. What was read with one key is not shown to another. */
export function App() {
  const apiKey = useApiKey()
  const queries = useMemo(() => ({ apiKey, client: createQueryClient() }), [apiKey])
  return (
    <QueryClientProvider client={queries.client}>
      <TooltipProvider delayDuration={400}>
        {apiKey === null ? (
          <SignedOut />
        ) : (
          <ServerProvider apiKey={apiKey}>
            <Shell />
          </ServerProvider>
        )}
        <Toasts />
      </TooltipProvider>
    </QueryClientProvider>
  )
}
