import type { HeardBefore as Entry } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { codeOf } from '../fault.js';
import { HeardEntry } from './heard-entry.js';
import { usePanel, useRecord } from './panel-context.js';

/** As many as come with the prompts. */
const newest = 5;

interface Props {
  /** Newest first. */
  readonly entries: readonly Entry[];
  readonly open: boolean;
  readonly onChanged: () => void;
  readonly onReadBack: (entry: Entry) => void;
  readonly onAddWords: (entry: Entry) => void;
}

/** What this home told us before. For whoever may not read it there is nothing here, not even that. */
export function HeardBefore({ entries, open, onChanged, onReadBack, onAddWords }: Props) {
  const { text } = usePanel();
  const { api, signal } = useRecord();
  const [all, setAll] = useState<readonly Entry[]>();
  const [rest, setRest] = useState<'asked' | 'hidden' | 'not-now'>();
  if (entries.length === 0) return null;
  const shown = all ?? entries.slice(0, newest);

  const showAll = async () => {
    setRest('asked');
    try {
      const items = await api.heardBefore();
      if (!signal.aborted) setAll(items);
    } catch (thrown) {
      if (!signal.aborted) setRest(codeOf(thrown) === 'forbidden' ? 'hidden' : 'not-now');
    }
  };

  return (
    <details className="fold heard" open={open}>
      <summary>{text('heard.title', { count: shown.length })}</summary>
      <ul className="heard-list">
        {shown.map((entry) => (
          <HeardEntry
            key={`${entry.outcomeId} ${entry.voiceId}`}
            entry={entry}
            onChanged={onChanged}
            onReadBack={onReadBack}
            onAddWords={onAddWords}
          />
        ))}
      </ul>
      {rest === 'not-now' && <p className="muted">{text('heard.notAll')}</p>}
      {!all && entries.length >= newest && rest !== 'hidden' && (
        <button type="button" className="link" onClick={() => void showAll()}>
          {text('heard.all')}
        </button>
      )}
    </details>
  );
}
