import { useId, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { TextField, useOptional } from '../../parts/field.js';

export interface Acknowledgement {
  readonly by: string;
  readonly hostReference?: string;
}

interface Props {
  readonly isRestricted: boolean;
  readonly isBusy: boolean;
  readonly onSave: (said: Acknowledgement) => void;
}

/** Who has it, and under which reference of their own. */
export function TheyHaveIt({ isRestricted, isBusy, onSave }: Props) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const [by, setBy] = useState('');
  const [theirs, setTheirs] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = by.trim() === '';

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    if (isMissing) document.getElementById(`${id}-by`)?.focus();
    else onSave({ by: by.trim(), ...(theirs.trim() === '' ? {} : { hostReference: theirs.trim() }) });
  }
  return (
    <form onSubmit={save} noValidate>
      {isRestricted && <p>{text('handOffs.theyRestricted')}</p>}
      <TextField
        id={`${id}-by`}
        label={text('handOffs.by')}
        hint={text('handOffs.byHint')}
        error={isTried && isMissing ? text('handOffs.byMissing') : undefined}
        value={by}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => setBy(target.value)}
      />
      <TextField
        label={optional(text('handOffs.theirs'))}
        value={theirs}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => setTheirs(target.value)}
      />
      <p className="hint">{text('handOffs.gone')}</p>
      <button type="submit" className="button button-primary" disabled={isBusy}>
        {text('handOffs.save')}
      </button>
    </form>
  );
}
