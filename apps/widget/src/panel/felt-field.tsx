import { longestFelt } from '@doorstep/ui/felt';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useId } from 'react';
import { usePanel } from './panel-context.js';

interface Props {
  readonly felt: string;
  /** What is on its way cannot be changed. */
  readonly isSaving: boolean;
  readonly onWrite: (felt: string) => void;
}

/** How it felt, in their words, for whoever wants to say it. */
export function FeltField({ felt, isSaving, onWrite }: Props) {
  const says = laterTextIn(usePanel().locale);
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {says('felt.label')}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {says('felt.hint')}
      </p>
      <textarea
        id={id}
        rows={1}
        maxLength={longestFelt}
        value={felt}
        aria-describedby={`${id}-hint`}
        readOnly={isSaving}
        autoComplete="off"
        onChange={({ target }) => onWrite(target.value)}
      />
    </div>
  );
}
