import type { ChangeCaseRequest, PrivacyCase } from '@doorstep/contracts/http';
import { useState } from 'react';
import { useText } from '../../language.js';
import { SelectField } from '../../parts/field.js';

const reasons = ['proof-of-identity', 'clarification'] as const;

type WithoutVersion<Change> = Change extends unknown ? Omit<Change, 'version'> : never;
/** What becomes of the clock, or how the request ends. */
export type Change = WithoutVersion<ChangeCaseRequest>;

interface Props {
  readonly request: PrivacyCase;
  readonly isBusy: boolean;
  readonly onChange: (change: Change) => void;
}

/** Stops the clock and lets it run, or ends what was asked for without doing it. Folded: most go without. */
export function EndRequest({ request: { id, pausedOn }, isBusy, onChange }: Props) {
  const text = useText();
  const [because, setBecause] = useState<(typeof reasons)[number]>('proof-of-identity');
  const button = (says: string, change: Change) => (
    <button
      type="button"
      className="button"
      aria-describedby={`request-${id}`}
      disabled={isBusy}
      onClick={() => onChange(change)}
    >
      {says}
    </button>
  );
  return (
    <details>
      <summary aria-describedby={`request-${id}`}>{text('resident.other')}</summary>
      {pausedOn === null && (
        <SelectField
          label={text('resident.pauseWhy')}
          value={because}
          onChange={({ target }) => setBecause(target.value as typeof because)}
        >
          {reasons.map((one) => (
            <option key={one} value={one}>
              {text(`resident.because.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      <div className="buttons">
        {pausedOn === null
          ? button(text('resident.pause'), { do: 'pause', because })
          : button(text('resident.resume'), { do: 'resume' })}
        {button(text('resident.refused'), { do: 'close', as: 'refused' })}
        {button(text('resident.withdrawn'), { do: 'close', as: 'withdrawn' })}
      </div>
    </details>
  );
}
