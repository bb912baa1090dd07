import { useState } from 'react';
import { useApp } from '../app-context.js';
import { clockTime, dayInLondon, instantInLondon, localInLondon, shortDay } from '../london.js';

interface Props {
  /** RFC 3339. */
  readonly toldAt: string;
  readonly onChange: (toldAt: string) => void;
}

/** The time from which the landlord knows: always said, and open to be put right. */
export function ToldAt({ toldAt, onChange }: Props) {
  const { text, now } = useApp();
  const [isOpen, setIsOpen] = useState(false);
  const [isLater, setIsLater] = useState(false);
  const at = Date.parse(toldAt);
  return (
    <div className="told-at">
      <p className="strong">
        <ToldLine toldAt={toldAt} />
      </p>
      {isOpen ? (
        <div className="field">
          <label htmlFor="told-at">{text('about.when')}</label>
          <input
            id="told-at"
            type="datetime-local"
            max={localInLondon(now)}
            defaultValue={localInLondon(at)}
            aria-describedby={isLater ? 'told-at-later' : undefined}
            onChange={(event) => {
              const chosen = instantInLondon(event.target.value);
              setIsLater(chosen !== undefined && chosen > Date.now());
              if (chosen !== undefined && chosen <= Date.now()) onChange(new Date(chosen).toISOString());
            }}
          />
          {isLater && (
            <p id="told-at-later" className="mistake">
              {text('about.later')}
            </p>
          )}
        </div>
      ) : (
        <button type="button" className="button button-plain" onClick={() => setIsOpen(true)}>
          {text('about.change')}
        </button>
      )}
    </div>
  );
}

/** The time that is logged, in a sentence. */
export function ToldLine({ toldAt }: { readonly toldAt: string }) {
  const { text, locale, now } = useApp();
  const at = Date.parse(toldAt);
  const time = clockTime(at);
  return dayInLondon(at) === dayInLondon(now)
    ? text('about.toldAt', { time })
    : text('about.toldAtDay', { time, day: shortDay(locale, at) });
}
