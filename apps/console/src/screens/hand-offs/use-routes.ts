import type { RouteSetting } from '@doorstep/contracts/http';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';

export const routesKey = ['hand-off-routes'];

/** Where each hand-off goes, for whoever may read that. */
export function useRoutes(): UseQueryResult<{ items: RouteSetting[] }> {
  return useQuery({
    queryKey: routesKey,
    queryFn: (): Promise<{ items: RouteSetting[] }> => answered(api.GET('/api/v1/hand-off-routes')),
    enabled: useMay('routes.read'),
  });
}
