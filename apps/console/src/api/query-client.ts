import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';
import { sessionKey } from './session.js';

/** Keeps what the service answered. Whoever turns out to be signed out is shown the way back in. */
export function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Problem && error.status === 401) client.setQueryData(sessionKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Nothing that was refused is any better a moment later.
        retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
        retryDelay: 500,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
