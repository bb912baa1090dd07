import type { SetUp } from '@doorstep/contracts/http';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

/** How far setting up is. Asked again while somebody looks, since data come in meanwhile. */
export function useSetUp(): UseQueryResult<SetUp> {
  return useQuery({
    queryKey: ['set-up'],
    queryFn: () => answered(api.GET('/admin/v1/set-up')),
    refetchInterval: 5000,
  });
}
