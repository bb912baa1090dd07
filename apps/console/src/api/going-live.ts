import type { GoingLive } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from './client.js';

const goingLiveKey = ['going-live'];

/** For whom prompts are shown and what is off. Asked again every half minute: somebody else may throw a switch. */
export function useGoingLive(isAllowed = true): UseQueryResult<GoingLive> {
  return useQuery({
    queryKey: goingLiveKey,
    queryFn: (): Promise<GoingLive> => answered(api.GET('/admin/v1/going-live')),
    enabled: isAllowed,
    refetchInterval: 30_000,
    refetchOnMount: 'always',
  });
}

/** Changes for whom prompts are shown, and keeps what stands afterwards. */
export function useChangeLive<Change>(change: (what: Change) => Promise<GoingLive>, onDone: (what: Change) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess(now, what) {
      client.setQueryData(goingLiveKey, now);
      void client.invalidateQueries({ queryKey: ['set-up'] });
      onDone(what);
    },
  });
}
