import type { PromisesShown, PromiseShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

/** Every promise as it stands. */
export function usePromises(): UseQueryResult<PromisesShown> {
  return useQuery({
    queryKey: ['promises'],
    queryFn: (): Promise<PromisesShown> => answered(api.GET('/api/v1/promises')),
  });
}

/** Keeps what the service answered about one promise, and asks again for what it stands in. */
export function useKeepPromise(): (promise: PromiseShown) => Promise<void> {
  const queries = useQueryClient();
  return async (promise) => {
    queries.setQueryData(['promises'], (known: PromisesShown | undefined): PromisesShown | undefined => {
      if (!known) return undefined;
      const isNew = known.items.every(({ id }) => id !== promise.id);
      const items = known.items.map((one) => (one.id === promise.id ? promise : one));
      return { ...known, items: isNew ? [...items, promise] : items };
    });
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['promises'] }),
      queries.invalidateQueries({ queryKey: ['promise-checks'] }),
    ]);
  };
}

/** Work goes on at the heading, where what had the focus is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus();
}
