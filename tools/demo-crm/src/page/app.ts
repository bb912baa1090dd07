import { element } from './element.js';
import { clearPanel, followPanel, registerTokenSource, showInPanel } from './panel.js';
import { base, placeOf, recordPath, type Place } from './place.js';
import { readResident, readResidents, seenResident } from './read.js';
import { recordView } from './record-view.js';
import { repairsView } from './repairs-view.js';
import { residentsView } from './residents-view.js';

/** Milliseconds after the last key before a search is sent. */
const TYPING = 150;

const main = document.querySelector('main') as HTMLElement;
const search = document.querySelector('#search') as HTMLInputElement;
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
  const place = placeOf(location.pathname);
  document.body.dataset['at'] = place.at;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.nav a')) {
    const here = link.dataset['at'] === place.at || (place.at === 'record' && link.dataset['at'] === 'residents');
    link.toggleAttribute('aria-current', false);
    if (here) link.setAttribute('aria-current', 'page');
  }
  main.replaceChildren();
  followRecord(place);
  try {
    const nodes = await view(place, signal);
    if (signal.aborted) return;
    main.replaceChildren(...nodes);
  } catch {
    if (signal.aborted) return;
    main.replaceChildren(
      element('h1', { tabindex: '-1' }, 'This page cannot be shown'),
      element('p', {}, 'The housing system did not answer, or has no such record.'),
    );
  }
  const title = main.querySelector('h1');
  document.title = `${title?.textContent ?? 'Residents'} · Customer hub`;
  if (moved && document.activeElement !== search) title?.focus();
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
      const words = search.value.trim();
      return residentsView(await readResidents(words, signal), words);
    }
    case 'repairs':
      return repairsView((await readResidents('', signal)).residents);
    case 'record': {
      const resident = await readResident(place.personId, signal);
      if (!signal.aborted) showInPanel(resident.personId, `${resident.name}, ${resident.address}`);
      return recordView(resident);
    }
  }
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.origin !== location.origin || !link.pathname.startsWith(base) || link.hash) return;
  event.preventDefault();
  search.value = '';
  go(link.pathname);
});
window.addEventListener('popstate', () => void show(true));

function searchNow(): void {
  if (placeOf(location.pathname).at === 'residents') void show(false);
  else go(`${base}/residents`);
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

registerTokenSource();
followPanel((personId) => go(recordPath(personId)));
void show(false);
