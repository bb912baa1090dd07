import type { AlarmSummary } from '@doorstep/contracts/http';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';

export type AlarmList = { items: AlarmSummary[]; total: number };

/** Alarms, newest first, at most `limit` of them; `total` counts all. Asked for again each minute. */
export function useAlarms(isUnseenAlone: boolean, limit: number): UseQueryResult<AlarmList> {
  return useQuery({
    queryKey: ['alarms', isUnseenAlone, limit],
    queryFn: (): Promise<AlarmList> =>
      answered(api.GET('/api/v1/alarms', { params: { query: { unseen: String(isUnseenAlone), limit } } } as never)),
    enabled: useMay('alarms.read'),
    refetchInterval: 60_000,
    placeholderData: (before, last) => (last?.queryKey[1] === isUnseenAlone ? before : undefined),
  });
}
