import { useId } from 'react';
import { localInLondon } from '@doorstep/ui/london';
import { usePanel } from './panel-context.js';
import { Radios } from './radios.js';

interface Props {
  /** Day and time in London, `YYYY-MM-DDTHH:MM`; null: just now. */
  readonly earlier: string | null;
  /** RFC 3339. */
  readonly begunAt: string;
  readonly mistake: string | undefined;
  readonly onChange: (earlier: string | null) => void;
}

/** When they said it: just now, unless staff say otherwise. */
export function WhenField({ earlier, begunAt, mistake, onChange }: Props) {
  const { text } = usePanel();
  const id = useId();
  return (
    <>
      <Radios
        legend={text('handOff.when')}
        name="doorstep-when"
        layout="inline"
        chosen={earlier === null ? 'now' : 'earlier'}
        choices={[
          { value: 'now', label: text('handOff.now') },
          { value: 'earlier', label: text('handOff.earlier') },
        ]}
        onChoose={(when) => onChange(when === 'now' ? null : localInLondon(Date.parse(begunAt)))}
      />
      {earlier !== null && (
        <div className="field">
          <label className="label" htmlFor={id}>
            {text('handOff.at')}
          </label>
          {mistake && (
            <p className="mistake" id={`${id}-mistake`}>
              {mistake}
            </p>
          )}
          <input
            id={id}
            type="datetime-local"
            value={earlier}
            aria-invalid={mistake !== undefined}
            aria-describedby={mistake && `${id}-mistake`}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </>
  );
}
