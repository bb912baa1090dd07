import type { FlatPrompt } from '@doorstep/contracts/http';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

/** Prompts in use that are answered too seldom, with the figures. */
export function useFlat(): UseQueryResult<{ items: FlatPrompt[] }> {
  return useQuery({
    queryKey: ['library', 'flat'],
    queryFn: (): Promise<{ items: FlatPrompt[] }> => answered(api.GET('/api/v1/library/prompts/flat')),
  });
}
