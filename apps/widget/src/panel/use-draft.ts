import { useEffect, useRef, useState } from 'react';
import { DraftKeeper } from '../draft-keeper.js';
import type { Draft } from '../drafts.js';
import { usePanel, useRecord } from './panel-context.js';

export interface Drafting<D extends Draft> {
  readonly draft: D;
  readonly change: (part: Partial<D>) => void;
  /** Notes what was saved of it. What it says is the same, and so are its keys. */
  readonly note: (part: Partial<D>) => void;
  /** The key under which this very entry, so decided, is sent however often. Changing the entry changes its keys. */
  readonly keyFor: (decision: string) => string;
  readonly forget: () => void;
  /** It waits to be sent: no draft any more, but kept until `forget` is called. */
  readonly release: () => void;
}

/** What is typed stays with its record until it is saved or thrown away, and outlives the page it is typed on. */
export function useDraft<D extends Draft>(start: () => D): Drafting<D> {
  const { drafts, draftsChanged, guard } = usePanel();
  const open = useRecord();
  const [draft, setDraft] = useState(start);
  /** Something may be noted before the screen is drawn again. */
  const latest = useRef(draft);
  const keeping = useRef<DraftKeeper>(undefined);
  keeping.current ??= new DraftKeeper(open);
  const keeper = keeping.current;
  const note = (part: Partial<D>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setDraft(next);
    drafts.keep(next);
    drafts.whenDropped(next.record, next.form, () => keeper.forget(next));
    keeper.keep(next);
    draftsChanged();
  };
  useEffect(() => {
    const turned = () => guard(() => document.visibilityState === 'hidden' && keeper.flush());
    document.addEventListener('visibilitychange', turned);
    return () => {
      document.removeEventListener('visibilitychange', turned);
      keeper.flush();
    };
  }, []);
  return {
    draft,
    change: (part) => note({ keys: {}, ...part }),
    note,
    keyFor: (decision) => {
      const key = latest.current.keys[decision] ?? crypto.randomUUID();
      note({ keys: { ...latest.current.keys, [decision]: key } } as Partial<D>);
      keeper.flush();
      return key;
    },
    forget: () => {
      drafts.drop(draft.record, draft.form);
      keeper.forget(draft);
      draftsChanged();
    },
    release: () => {
      drafts.release(draft.record, draft.form);
      draftsChanged();
    },
  };
}
