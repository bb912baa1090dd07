import type { TextProblem } from '@doorstep/contracts/http';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { bodyOf, type Draft } from './draft.js';

/** How long nobody types before what was written is looked at, in milliseconds. */
const PAUSE = 400;

interface Checked {
  /** What keeps the text from being used; undefined before its question was first looked at. */
  readonly problems: readonly TextProblem[] | undefined;
  readonly error: unknown;
  /** Looks at it as it stands this moment. Throws `Problem`. */
  readonly checkNow: () => Promise<readonly TextProblem[]>;
}

/** Has the service look at a text as it is written, at each pause. */
export function useCheck(draft: Draft, code: string): Checked {
  const queries = useQueryClient();
  const written = JSON.stringify(bodyOf(draft, code));
  const [paused, setPaused] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(written), PAUSE);
    return () => clearTimeout(timer);
  }, [written]);
  const { data, error } = useQuery({ ...checkOf(paused), placeholderData: keepPreviousData });
  // What was wrong with no question at all says nothing of the first words of one.
  const isBegun = data !== undefined && data.isAsked === (draft.say.trim() !== '');
  return {
    problems: isBegun ? data.problems : undefined,
    error,
    checkNow: async () => {
      setPaused(written);
      return (await queries.fetchQuery(checkOf(written))).problems;
    },
  };
}

function checkOf(written: string) {
  return {
    queryKey: ['prompt-check', written],
    queryFn: async (): Promise<{ isAsked: boolean; problems: readonly TextProblem[] }> => {
      const text = JSON.parse(written) as ReturnType<typeof bodyOf>;
      const found: { items: TextProblem[] } = await answered(
        api.POST('/api/v1/library/prompts/check', { body: { items: [text] } }),
      );
      return { isAsked: text.say.trim() !== '', problems: found.items };
    },
    // Nothing of a text is kept once nobody writes it; another's writing may change what the library lacks.
    gcTime: 0,
    staleTime: 0,
  };
}
