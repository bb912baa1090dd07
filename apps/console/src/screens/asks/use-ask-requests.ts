import type { AskRequestShown } from '@doorstep/contracts/http';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

export const askRequestsKey = ['asks', 'requests'];

/** What teams would like residents to be asked: everything for whoever leads, for all others their own. */
export function useAskRequests(): UseQueryResult<{ items: AskRequestShown[] }> {
  return useQuery({
    queryKey: askRequestsKey,
    queryFn: (): Promise<{ items: AskRequestShown[] }> =>
      answered(api.GET('/api/v1/ask-requests', { params: { query: { limit: 100 } } })),
    staleTime: 0,
  });
}
