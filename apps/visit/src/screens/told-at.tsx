import { shortDayIn } from '@doorstep/ui/day';
import { useState } from 'react';
import { useApp } from '../app-context.js';
import { clockTime, dayInLondon, instantInLondon } from '@doorstep/ui/london';

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
  const [day, setDay] = useState(() => dayInLondon(Date.parse(toldAt)));
  const [time, setTime] = useState(() => clockTime(Date.parse(toldAt)));
  const today = dayInLondon(now);
  const choose = (newDay: string, newTime: string) => {
    setDay(newDay);
    setTime(newTime);
    const chosen = instantInLondon(`${newDay}T${newTime}`);
    setIsLater(chosen !== undefined && chosen > Date.now());
    if (chosen !== undefined && chosen <= Date.now()) onChange(new Date(chosen).toISOString());
  };
  return (
    <div className="told-at">
      <p className="strong">
        <ToldLine toldAt={toldAt} />
      </p>
      {isOpen ? (
        <fieldset className="field">
          <legend>{text('about.when')}</legend>
          {/* Two fields, because the one for both does not fit a small phone with large letters. */}
          <div className="wrap">
            <label className="field">
              {text('about.day')}
              <input
                type="date"
                max={today}
                value={day}
                aria-describedby={isLater ? 'told-at-later' : undefined}
                onChange={(event) => choose(event.target.value, time)}
              />
            </label>
            <label className="field">
              {text('about.time')}
              <input
                type="time"
                value={time}
                aria-describedby={isLater ? 'told-at-later' : undefined}
                onChange={(event) => choose(day, event.target.value)}
              />
            </label>
          </div>
          {isLater && (
            <p id="told-at-later" className="mistake">
              {text('about.later')}
            </p>
          )}
        </fieldset>
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
    : text('about.toldAtDay', { time, day: shortDayIn(locale, at) });
}
