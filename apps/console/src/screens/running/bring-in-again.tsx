import type { ConnectionRunning } from '@doorstep/contracts/http';
import { useState } from 'react';
import { useText } from '../../language.js';
import { SelectField } from '../../parts/field.js';
import { useEntityWords } from '../connect/entity-words.js';

export interface RunAsked {
  readonly isFull: boolean;
  readonly lists: string[];
}

interface Props {
  readonly running: ConnectionRunning;
  readonly isBusy: boolean;
  readonly onStart: (asked: RunAsked) => void;
}

/** Reads everything from the start, or one of the lists that a run otherwise goes on with from where it ended. */
export function BringInAgain({ running: { lastFull, lists }, isBusy, onStart }: Props) {
  const text = useText();
  const entityWords = useEntityWords();
  const [list, setList] = useState('');
  return (
    <details className="rule-more">
      <summary>{text('bringIn.again')}</summary>
      <p>
        {text('bringIn.againSays')} {text('bringIn.againWhen')}{' '}
        {lastFull === null
          ? text('bringIn.againFirst')
          : text('bringIn.againTook', { count: Math.max(1, Math.round(lastFull.seconds / 60)) })}
      </p>
      {lists.length > 0 && (
        <SelectField label={text('bringIn.againWhat')} value={list} onChange={({ target }) => setList(target.value)}>
          <option value="">{text('bringIn.againAll')}</option>
          {lists.map(({ name, entity }) => (
            <option key={name} value={name}>
              {text('bringIn.againList', { entity: entityWords(entity), list: name })}
            </option>
          ))}
        </SelectField>
      )}
      <button
        type="button"
        className="button"
        disabled={isBusy}
        onClick={() => onStart({ isFull: list === '', lists: list === '' ? [] : [list] })}
      >
        {text('bringIn.againGo')}
      </button>
    </details>
  );
}
