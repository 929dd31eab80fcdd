import { useQuery } from '@tanstack/react-query'
import { useServer } from '../../server/server.js'
import { groupsOf, type Document } from './openapi.js'

/** The server's own description of itself, by groups. */
export function useReference() {
  const { transport } = useServer()
  return useQuery({
    queryKey: ['openapi'],
    queryFn: async ({ signal }) => {
      const response = await transport.fetch('/openapi.json', { signal })
      return groupsOf((await response.json()) as Document)
    },
    staleTime: Infinity,
  })
}
