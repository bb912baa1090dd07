import type { GoingLive, OffSwitch as Switch } from '@doorstep/contracts/http';
import { useEffect, useRef, useState } from 'react';
import { announce } from '../announce.js';
import { answered, api } from '../api/client.js';
import { useChangeLive, useGoingLive } from '../api/going-live.js';
import { useMay } from '../api/session.js';
import { useLanguage, useText } from '../language.js';
import { ErrorNotice } from '../parts/error-notice.js';
import { dayOf, timeOf } from '../when.js';
import { ThrowSwitch } from './throw-switch.js';
import { whatOf } from './what-of.js';

const buttonId = 'off-switch';

/** Stops prompts from every screen, for whoever may. */
export function OffSwitch() {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => {
    // While the question is open nothing behind it takes the focus.
    if (wasAsking.current && !isAsking) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!useMay('off-switch.use')) return null;
  return (
    <>
      <button
        type="button"
        id={buttonId}
        ref={button}
        className="header-button header-off"
        onClick={() => setIsAsking(true)}
      >
        {text('off.button')}
      </button>
      {isAsking && <ThrowSwitch onClose={() => setIsAsking(false)} />}
    </>
  );
}

/** What is off, while anything is, with a way to switch it on again for whoever may. */
export function OffBanner() {
  const { locale, text } = useLanguage();
  const mayUse = useMay('off-switch.use');
  const { data } = useGoingLive(useMay('settings.read'));
  const lifting = useChangeLive(
    ({ id }: Switch): Promise<GoingLive> =>
      answered(api.POST('/admin/v1/off-switches/{id}/lift', { params: { path: { id } } })),
    (one) => {
      announce(text('off.lifted', { what: whatOf(text, one) }));
      // Its button is gone; the switch that would put it off again is where one goes on from.
      document.getElementById(buttonId)?.focus();
    },
  );
  if (!data || data.off.length === 0) return null;
  return (
    <section className="off-banner" aria-label={text('off.banner')}>
      {lifting.isError && <ErrorNotice error={lifting.error} />}
      {data.off.map((one) => (
        <p key={one.id}>
          <span>
            {text('off.isOff', {
              what: whatOf(text, one),
              day: dayOf(locale, one.thrownAt),
              time: timeOf(locale, one.thrownAt),
              because: one.because,
            })}
          </span>{' '}
          {mayUse && (
            <button
              type="button"
              className="button"
              aria-label={text('off.onOf', { what: whatOf(text, one) })}
              disabled={lifting.isPending}
              onClick={() => lifting.mutate(one)}
            >
              {text('off.on')}
            </button>
          )}
        </p>
      ))}
    </section>
  );
}
