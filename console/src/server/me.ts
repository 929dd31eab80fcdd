import { useQuery } from '@tanstack/react-query'
import type { KeyScope } from '@troubadour/contract'
import { useServer } from './server.js'

/** The key that is signed in: its name, what it may do, credits left. */
export function useMe() {
  const { client } = useServer()
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => client.me({ signal }),
    staleTime: 60_000,
  })
}

/** Whether the key that is signed in may do something; undefined until that is known. */
export function useMay(scope: KeyScope): boolean | undefined {
  const scopes = useMe().data?.scopes
  return scopes && (scopes.includes(scope) || scopes.includes('admin'))
}
