import type { LetterToPost, OwedList, TopicShown, TopicSummary } from '@doorstep/contracts/http';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answered, api } from '../../api/client.js';

/** Whose topics, of which theme, and what of it: questions, or topics that wait for a decision; empty: all. */
export interface OwedOf {
  readonly owner: string;
  readonly theme: string;
  readonly kind: '' | 'question' | 'topics';
}

/** The name under which what is owed is kept. */
export function owedKey({ owner, theme, kind }: OwedOf): readonly string[] {
  return ['owed', owner, theme, kind];
}

/** Who is owed a reply, longest first. */
export function useOwed(of: OwedOf, isAllowed: boolean): UseQueryResult<OwedList> {
  const query = {
    limit: 500,
    ...(of.owner === '' ? {} : { owner: of.owner }),
    ...(of.theme === '' ? {} : { theme: of.theme }),
    ...(of.kind === 'question' ? { kind: of.kind } : {}),
  };
  return useQuery({
    queryKey: owedKey(of),
    queryFn: (): Promise<OwedList> => answered(api.GET('/api/v1/owed', { params: { query } })),
    enabled: isAllowed,
  });
}

/** Every topic there is, those that wait longest for a decision first. */
export function useTopics(isAllowed: boolean): UseQueryResult<{ items: TopicSummary[] }> {
  return useQuery({
    queryKey: ['topics'],
    queryFn: (): Promise<{ items: TopicSummary[] }> =>
      answered(api.GET('/api/v1/topics', { params: { query: { limit: 500 } } })),
    enabled: isAllowed,
  });
}

/** One topic with what was said, what came of it and who was told. */
export function useTopic(id: string, isAllowed: boolean): UseQueryResult<TopicShown> {
  return useQuery({
    queryKey: ['topics', id],
    queryFn: (): Promise<TopicShown> => answered(api.GET('/api/v1/topics/{id}', { params: { path: { id } } })),
    enabled: isAllowed,
  });
}

export const lettersKey = ['letters'];
export interface Letters {
  readonly items: readonly LetterToPost[];
  readonly total: number;
}

/** Letters that wait to be posted, the oldest first. */
export function useLetters(isAllowed: boolean): UseQueryResult<Letters> {
  return useQuery({
    queryKey: lettersKey,
    queryFn: (): Promise<Letters> => answered(api.GET('/api/v1/letters', { params: { query: {} } })),
    enabled: isAllowed,
  });
}

/** Asks again for all that changes once somebody was told, or what they said stands somewhere else. */
export function useAskAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(['owed', 'topics', 'letters'].map((first) => queries.invalidateQueries({ queryKey: [first] })));
  };
}

/**
 * Once something was done, work goes on at the element of this id, or at the heading where what had the focus is gone.
 * Each time is an object of its own.
 */
export function useGoOn(done: object | undefined, id: string | null = null): void {
  useEffect(() => {
    if (done) (id === null ? document.querySelector<HTMLElement>('h1') : document.getElementById(id))?.focus();
  }, [done, id]);
}
