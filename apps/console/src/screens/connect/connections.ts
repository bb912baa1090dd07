import type { ConnectionShown, ConnectionSummary, SystemShown } from '@doorstep/contracts/http';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

/** Every connection, by name. */
export function useConnections(): UseQueryResult<{ items: ConnectionSummary[] }> {
  return useQuery({ queryKey: ['connections'], queryFn: () => answered(api.GET('/api/v1/connections')) });
}

/** What can be connected. */
export function useSystems(): UseQueryResult<{ items: SystemShown[] }> {
  return useQuery({
    queryKey: ['systems'],
    queryFn: () => answered(api.GET('/admin/v1/systems')),
    staleTime: Infinity,
  });
}

/** One connection as it is set, without its secrets. */
export function useConnection(name: string): UseQueryResult<ConnectionShown> {
  return useQuery({
    queryKey: ['connections', name],
    queryFn: () => answered(api.GET('/admin/v1/connections/{name}', { params: { path: { name } } })),
  });
}
