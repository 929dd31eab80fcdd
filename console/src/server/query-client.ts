import { isApiError } from '@troubadour/sdk'
import { MutationCache, QueryClient } from '@tanstack/react-query'
import { showFailure } from '../parts/toast.js'

/** Answers that another attempt does not change. */
function isFinal(error: unknown): boolean {
  return isApiError(error) && error.code < 500 && !error.isRateLimited
}

/** Queries are fresh for 10 seconds and tried three times; mutations that fail say so in a toast. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => !isFinal(error) && failures < 2,
      },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.['isQuiet'] !== true) showFailure(error)
      },
    }),
  })
}
