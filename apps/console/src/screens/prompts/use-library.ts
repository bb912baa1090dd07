import type { LibraryChoices, LibraryList, LibraryPromptShown, PromptTextVersion } from '@doorstep/contracts/http';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

const listKey = ['library'];

/** Every prompt of the landlord. */
export function useLibrary(): UseQueryResult<LibraryList> {
  return useQuery({ queryKey: listKey, queryFn: readLibrary });
}

/** Every prompt as it stands now. Throws `Problem`. */
export function readLibrary(): Promise<LibraryList> {
  return answered(api.GET('/api/v1/library/prompts'));
}

/** One prompt with all its versions. */
export function usePrompt(code: string): UseQueryResult<LibraryPromptShown> {
  return useQuery({ queryKey: [...listKey, code], queryFn: () => readPrompt(code) });
}

/** What a prompt can be about, when it may be asked, and by whom. */
export function useChoices(): UseQueryResult<LibraryChoices> {
  return useQuery({
    queryKey: [...listKey, 'choices'],
    queryFn: (): Promise<LibraryChoices> => answered(api.GET('/api/v1/library/prompts/choices')),
    staleTime: Infinity,
  });
}

/** Reads a prompt that was just written, so that every screen shows it as it now is. */
export function useReadAgain(): (code: string) => Promise<void> {
  const queries = useQueryClient();
  return async (code) => {
    const shown = await readPrompt(code);
    queries.setQueryData([...listKey, code], shown);
    queries.setQueryData<LibraryList>(listKey, (list) => list && withPrompt(list, shown));
    void queries.invalidateQueries({ queryKey: listKey });
  };
}

/** The newest text in a language, and the version that whoever writes on has seen: 0 for none of the landlord's own. */
export function newestIn(
  { versions }: LibraryPromptShown,
  language: 'en' | 'cy',
): { text: PromptTextVersion | undefined; version: number } {
  const text = versions.find((one) => one.language === language);
  return { text, version: text?.version ?? 0 };
}

function readPrompt(code: string): Promise<LibraryPromptShown> {
  return answered(api.GET('/api/v1/library/prompts/{code}', { params: { path: { code } } }));
}

function withPrompt(list: LibraryList, { versions: _, ...shown }: LibraryPromptShown): LibraryList {
  const isThere = list.items.some(({ code }) => code === shown.code);
  const items = isThere ? list.items.map((one) => (one.code === shown.code ? shown : one)) : [...list.items, shown];
  return { ...list, items, total: items.length };
}
