import { QueryClient } from '@tanstack/react-query'
import { RequestFailed } from '../api/request.ts'

/** What was read from the server, shared by screens and by the routes that fetch ahead. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // An answer that refuses is an answer; only silence and overload are worth asking again.
      retry: (failures, error) =>
        failures < 2 && error instanceof RequestFailed && (error.status === 0 || error.status === 503),
    },
  },
})
