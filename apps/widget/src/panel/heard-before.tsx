import type { HeardBefore as Entry } from '@doorstep/contracts/embed';
import { HeardEntry } from './heard-entry.js';
import { usePanel } from './panel-context.js';

const newest = 5;

interface Props {
  /** Newest first. */
  readonly entries: readonly Entry[];
  readonly open: boolean;
  readonly onChanged: () => void;
}

/** What this home told us before. */
export function HeardBefore({ entries, open, onChanged }: Props) {
  const { text } = usePanel();
  if (entries.length === 0) return null;
  const shown = entries.slice(0, newest);
  return (
    <details className="fold heard" open={open}>
      <summary>{text('heard.title', { count: shown.length })}</summary>
      <ul className="heard-list">
        {shown.map((entry) => (
          <HeardEntry key={entry.outcomeId} entry={entry} onChanged={onChanged} />
        ))}
      </ul>
    </details>
  );
}
