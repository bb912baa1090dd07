import { startControls } from './demo-controls.js';
import { element } from './element.js';
import { reach, startGuide } from './guide.js';
import { landlordView, readOwed } from './landlord-view.js';
import { noteOpened } from './last-opened.js';
import { clearPanel, followPanel, showInPanel } from './panel.js';
import { base, listPath, placeOf, recordPath, type Place } from './place.js';
import { startQuickKeys } from './quick-keys.js';
import { NotThere, readRecord, readRepairs, readResidents, seenResident } from './read.js';
import { recordToCome, recordView } from './record-view.js';
import { repairsView } from './repairs-view.js';
import { residentsView } from './residents-view.js';

/** Milliseconds after the last key before a search is sent. */
const TYPING = 150;

const main = document.querySelector('main') as HTMLElement;
const search = document.querySelector('#search') as HTMLInputElement;
const said = document.querySelector('#said') as HTMLElement;
let leaving = new AbortController();

function go(path: string): void {
  history.pushState(null, '', path);
  void show(true);
}

/** Shows the place that the address names. Whatever was on screen goes first, so no record outlives its address. */
async function show(moved: boolean): Promise<void> {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const place = placeOf(location);
  const cameFrom = document.body.dataset['at'];
  document.body.dataset['at'] = place.at;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.nav > a')) {
    const isHere = link.dataset['at'] === place.at || (place.at === 'record' && link.dataset['at'] === 'residents');
    if (isHere) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  said.textContent = '';
  followRecord(place);
  if (place.at === 'record') main.replaceChildren(...recordToCome(place.personId));
  // A list that is only narrowed stays until the next one is there: emptied, it would jump under the pointer.
  else if (cameFrom !== place.at) main.replaceChildren();
  const focused = document.activeElement?.id;
  main.setAttribute('aria-busy', 'true');
  try {
    const nodes = await view(place, signal);
    if (signal.aborted) return;
    main.replaceChildren(...nodes);
  } catch (thrown) {
    if (signal.aborted) return;
    main.replaceChildren(thrown instanceof NotThere ? nobody() : unreachable());
  }
  main.setAttribute('aria-busy', 'false');
  const title = main.querySelector('h1');
  document.title = `${title?.textContent ?? 'Residents'} · Brackenfold Homes`;
  if (!moved || document.activeElement === search) return;
  const again = focused ? main.querySelector<HTMLElement>(`#${CSS.escape(focused)}`) : null;
  if (again) again.focus();
  else title?.focus();
}

function followRecord(place: Place): void {
  if (place.at !== 'record') {
    clearPanel();
    return;
  }
  const known = seenResident(place.personId);
  showInPanel(place.personId, known && `${known.name}, ${known.address}`);
}

async function view(place: Place, signal: AbortSignal): Promise<readonly Node[]> {
  switch (place.at) {
    case 'residents': {
      const { wish } = place;
      if (document.activeElement !== search) search.value = wish.get('search') ?? '';
      const list = await readResidents(wish, signal);
      if (!signal.aborted) said.textContent = list.total === 1 ? '1 resident.' : `${list.total} residents.`;
      return residentsView(list, wish, go);
    }
    case 'repairs':
      return repairsView(await readRepairs(signal));
    case 'landlord':
      return landlordView(await readOwed(signal), (words) => {
        said.textContent = words;
        reach(3);
      });
    case 'record': {
      const record = await readRecord(place.personId, signal);
      if (!signal.aborted) {
        showInPanel(record.personId, `${record.name}, ${record.address}`);
        noteOpened(record.personId, record.name);
      }
      return recordView(record);
    }
  }
}

function nobody(): HTMLElement {
  return element(
    'div',
    { class: 'notice' },
    element('h1', { tabindex: '-1' }, 'There is no such record'),
    element('p', { class: 'muted' }, 'The housing system knows nobody by this reference.'),
    element('a', { href: `${base}/residents` }, 'Go to all residents'),
  );
}

function unreachable(): HTMLElement {
  const again = element('button', { type: 'button', class: 'button' }, 'Try again');
  again.addEventListener('click', () => void show(true));
  return element(
    'div',
    { class: 'notice' },
    element('h1', { tabindex: '-1' }, 'This page cannot be shown'),
    element('p', { class: 'muted' }, 'The housing system did not answer.'),
    again,
  );
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  // The bare address is for the server, which knows whom to open.
  if (link.origin !== location.origin || !link.pathname.startsWith(`${base}/`) || link.hash) return;
  event.preventDefault();
  search.value = '';
  go(link.pathname + link.search);
  scrollTo(0, 0);
});
window.addEventListener('popstate', () => void show(true));

function searchNow(): void {
  const place = placeOf(location);
  const wish = place.at === 'residents' ? place.wish : new URLSearchParams();
  const path = listPath(wish, { search: search.value.trim() });
  if (place.at === 'residents') {
    history.replaceState(null, '', path);
    void show(false);
  } else go(path);
}

let typing: ReturnType<typeof setTimeout> | undefined;
search.form?.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(typing);
  searchNow();
});
search.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(searchNow, TYPING);
});

startControls();
startGuide();
startQuickKeys();
followPanel((personId) => go(recordPath(personId)));
void show(false);
