import { localeFor, textIn, visitTextIn, type Locale } from '@doorstep/ui/text';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { AppContextValue } from './app-context.js';
import { keepOffline } from './install.js';
import type { Phone } from './phone.js';
import { useWalk, type Place } from './place.js';
import { Door } from './screens/door.js';
import { OutboxScreen } from './screens/outbox-screen.js';
import { PolicyClash } from './screens/policy-clash.js';
import { Removed } from './screens/removed.js';
import { Saved } from './screens/saved.js';
import { ThisPhone } from './screens/this-phone.js';
import { Today } from './screens/today.js';
import { Visit } from './screens/visit.js';

const localeKey = 'doorstep-locale';
const minute = 60_000;

export function App({ phone }: { readonly phone: Phone }) {
  const snapshot = useSyncExternalStore(phone.subscribe, () => phone.snapshot);
  const walk = useWalk();
  const [locale, setLocale] = useState<Locale>(() => localeFor(localStorage.getItem(localeKey) ?? navigator.language));
  const [update, setUpdate] = useState<(() => void) | null>(null);
  const [now, setNow] = useState(Date.now);
  const text = visitTextIn(locale);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    // Without it the app still works, only not from nothing and without signal.
    void keepOffline((take) => setUpdate(() => take)).catch(() => undefined);
    const timer = setInterval(() => setNow(Date.now()), minute / 4);
    return () => clearInterval(timer);
  }, []);

  const { reach } = snapshot.sending;
  const reachBefore = useRef(reach);
  useEffect(() => {
    if (reach === 'no-signal' && reachBefore.current !== 'no-signal') announce(text('status.offline'));
    if (reach === 'here' && reachBefore.current === 'no-signal') announce(text('status.online'));
    reachBefore.current = reach;
  }, [reach]);

  const speak = (chosen: Locale) => {
    localStorage.setItem(localeKey, chosen);
    setLocale(chosen);
  };
  return (
    <AppContextValue
      value={{ ...walk, phone, snapshot, text, alsoInPanel: textIn(locale), locale, speak, announce, update, now }}
    >
      {snapshot.removed === null ? <Screen place={walk.place} /> : <Removed count={snapshot.removed} />}
    </AppContextValue>
  );
}

function Screen({ place }: { readonly place: Place }) {
  switch (place.at) {
    case 'today':
      return <Today />;
    case 'door':
      return <Door key={place.jobId} jobId={place.jobId} />;
    case 'visit':
      return <Visit key={place.draftId} draftId={place.draftId} step={place.step} />;
    case 'saved':
      return <Saved key={place.entryId} entryId={place.entryId} jobId={place.jobId} raised={place.raised} />;
    case 'policy-clash':
      return <PolicyClash jobId={place.jobId} />;
    case 'outbox':
      return <OutboxScreen />;
    case 'phone':
      return <ThisPhone />;
  }
}

/** Into the one live region, which stands in the page from the start. */
function announce(said: string): void {
  const status = document.getElementById('status');
  if (status) status.textContent = said;
}
