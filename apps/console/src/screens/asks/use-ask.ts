import type { AskShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

/** One ask as it stands. */
export function useAsk(id: string): UseQueryResult<AskShown> {
  return useQuery({
    queryKey: ['asks', id],
    queryFn: (): Promise<AskShown> => answered(api.GET('/api/v1/asks/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });
}

/** Keeps what the service answered about an ask, and asks again for the lists it stands in. */
export function useKeepAsk(): (ask: AskShown) => Promise<void> {
  const queries = useQueryClient();
  return async (ask) => {
    queries.setQueryData(['asks', ask.id], ask);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['asks'] }),
      queries.invalidateQueries({ queryKey: ['roll-call', ask.id] }),
      queries.invalidateQueries({ queryKey: ['picture'] }),
    ]);
  };
}
