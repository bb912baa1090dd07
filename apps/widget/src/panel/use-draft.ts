import { useState } from 'react';
import type { Draft } from '../drafts.js';
import { usePanel } from './panel-context.js';

export interface Drafting<D extends Draft> {
  readonly draft: D;
  readonly change: (part: Partial<D>) => void;
  /** The key under which this very entry, so decided, is sent however often. Changing the entry changes its keys. */
  readonly keyFor: (decision: string) => string;
  readonly forget: () => void;
}

/** What is typed stays with its record until it is saved or thrown away. */
export function useDraft<D extends Draft>(start: () => D): Drafting<D> {
  const { drafts, draftsChanged } = usePanel();
  const [draft, setDraft] = useState(start);
  const keep = (next: D) => {
    setDraft(next);
    drafts.keep(next);
    draftsChanged();
  };
  return {
    draft,
    change: (part) => keep({ ...draft, keys: {}, ...part }),
    keyFor: (decision) => {
      const key = draft.keys[decision] ?? crypto.randomUUID();
      keep({ ...draft, keys: { ...draft.keys, [decision]: key } });
      return key;
    },
    forget: () => {
      drafts.drop(draft.record, draft.form);
      draftsChanged();
    },
  };
}
