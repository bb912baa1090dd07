import type { ReactNode } from 'react';
import { useText } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';

interface Props {
  /** How the sentence goes on, such as “When”. */
  readonly lead: string;
  /** What was said of it, in words; null: nothing yet. */
  readonly says: string | null;
  readonly isWrong: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** One part of the sentence, which opens its small form. */
export function RulePartForm({ lead, says, isWrong, isOpen, onOpen, children }: Props) {
  const text = useText();
  return (
    <details className="rule-part" open={isOpen} onToggle={({ currentTarget }) => onOpen(currentTarget.open)}>
      <summary>
        <span className="rule-part-lead">{lead}</span>{' '}
        <span className="rule-part-says" data-missing={says === null || undefined}>
          {says ?? text('editor.notSaid')}
        </span>
        {isWrong && <StatusWord light="look">{text('editor.mend')}</StatusWord>}
      </summary>
      <div className="rule-part-form">{children}</div>
    </details>
  );
}
