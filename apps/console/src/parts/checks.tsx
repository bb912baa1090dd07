import type { ReactNode } from 'react';
import { useText } from '../language.js';

export interface Check {
  readonly id: string;
  readonly name: string;
  readonly state: 'passed' | 'not-passed' | 'not-checked' | 'warning' | 'checking';
  /** What was found and what to do about it. */
  readonly says?: ReactNode;
  /** How long it took. */
  readonly seconds?: number;
}

const marks: Readonly<Record<Check['state'], string>> = {
  passed: '✓',
  'not-passed': '✗',
  'not-checked': '–',
  warning: '!',
  checking: '…',
};

/** Named checks in their order, each with its result as a mark and a word, as they come in. */
export function Checks({ label, checks }: { readonly label: string; readonly checks: readonly Check[] }) {
  const text = useText();
  return (
    <ul className="checks" aria-label={label}>
      {checks.map(({ id, name, state, says, seconds }) => (
        <li key={id} className="check" data-state={state}>
          <span className="check-mark" aria-hidden="true">
            {marks[state]}
          </span>
          <div className="check-words">
            <p className="check-name">
              {name} <span className="check-state">{text(`check.${state}`)}</span>
              {seconds !== undefined && <span className="hint"> {text('check.took', { seconds })}</span>}
            </p>
            {says !== undefined && <div className="check-says">{says}</div>}
          </div>
        </li>
      ))}
    </ul>
  );
}
