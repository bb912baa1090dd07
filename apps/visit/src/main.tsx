import '@doorstep/ui/tokens.css';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { ErrorBoundary } from './error-boundary.js';
import { coverWhenAway } from './cover.js';
import { visitService } from './outbox/service.js';
import { Phone } from './phone.js';

// The link is taken out of the address before anything else can see it.
const link = location.hash.slice(1);
if (link !== '') history.replaceState(null, '', location.pathname);

// A link that is opened while the app is open changes nothing but the address.
addEventListener('hashchange', () => location.hash.length > 1 && location.reload());

const phone = new Phone(visitService('/visit/v1', fetch.bind(globalThis)), Date.now, DOORSTEP_VERSION);
coverWhenAway(document);
const ask = () => void phone.send();
addEventListener('online', ask);
addEventListener('offline', ask);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') ask();
});

const place = document.getElementById('app');
if (place) {
  createRoot(place).render(
    <ErrorBoundary>
      <App phone={phone} />
    </ErrorBoundary>,
  );
}
void phone.start(link);
