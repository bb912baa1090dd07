import { useId, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

interface Props {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onLook: (reference: string) => void;
}

/** Looks somebody up by the reference that the landlord's other system gave them. */
export function FindResident({ isBusy, error, onLook }: Props) {
  const text = useText();
  const id = useId();
  const [reference, setReference] = useState('');
  const [isMissing, setIsMissing] = useState(false);

  function look(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setIsMissing(reference.trim() === '');
    if (reference.trim() === '') document.getElementById(`${id}-reference`)?.focus();
    else onLook(reference.trim());
  }
  return (
    <form onSubmit={look} noValidate>
      {error !== null && <ErrorNotice error={error} />}
      <TextField
        id={`${id}-reference`}
        label={text('resident.reference')}
        hint={text('resident.referenceHint')}
        error={isMissing ? text('resident.referenceMissing') : undefined}
        value={reference}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => setReference(target.value)}
      />
      <button type="submit" className="button button-primary" disabled={isBusy}>
        {text('resident.look')}
      </button>
    </form>
  );
}
