/**
 * What runs in `GET /embed/v1/open`, the page of a one-time link, for hosts that can only open a web address. The secret
 * stands after `#`, so no server and no log ever sees it in an address; it is taken out of there before anything else.
 */
import { openOnce } from './open-once.js';

const link = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

void openOnce({
  shown: link.startsWith('pl_') ? { link } : undefined,
  exchange: 'session',
  installation: 'one-time-link',
  over: { title: 'link.overTitle', body: 'link.overBody', again: 'link.overBody' },
});
