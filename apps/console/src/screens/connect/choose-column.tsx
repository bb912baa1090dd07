import type { MatchedList } from '@doorstep/contracts/http';
import { useId } from 'react';
import { useText } from '../../language.js';
import { fieldWords } from './field-words.js';

interface Props {
  readonly matched: MatchedList['fields'][number];
  /** Those that the system has; empty where it does not tell. */
  readonly columns: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const because = { 'same-name': 'match.sameName', 'like-name': 'match.likeName', dates: 'match.isDates' } as const;

/** The landlord's column for one of our fields: searched among those there are, or written; suggested, with the reason. */
export function ChooseColumn({ matched: { field, suggestion }, columns, value, onChange }: Props) {
  const text = useText();
  const id = useId();
  const named = fieldWords(field);
  return (
    <>
      <input
        className="input"
        list={id}
        aria-label={text('match.theirsFor', { field: named })}
        placeholder={text('match.notMatched')}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={id}>
        {columns.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
      {value !== '' && columns.length > 0 && !value.split(',').every((one) => columns.includes(one.trim())) && (
        <p className="hint">{text('match.notThere')}</p>
      )}
      {value === '' && suggestion !== null && (
        <p className="hint">
          {text(because[suggestion.because], { theirs: suggestion.theirs })}{' '}
          <button
            type="button"
            className="link"
            aria-label={text('match.useColumn', { theirs: suggestion.theirs, field: named })}
            onClick={() => onChange(suggestion.theirs)}
          >
            {text('match.use')}
          </button>
        </p>
      )}
    </>
  );
}
