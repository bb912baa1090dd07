import { dressPanel, mountPanel, setStickyTop, type Mount } from './panel.js';
import { remember, remembered } from './remembered.js';

const looks = ['neutral', 'fluent', 'slds', 'dark'];
const officer = document.querySelector('#officer') as HTMLSelectElement;
const rail = document.querySelector('#rail') as HTMLElement;
const railSwitch = document.querySelector('#rail-switch') as HTMLButtonElement;
const bar = document.querySelector('.bar') as HTMLElement;

/** Narrower than this the page is one column, and it scrolls as a whole. */
const oneColumn = matchMedia('(max-width: 899px)');

/** Who is signed in, how the panel is mounted, what the CRM looks like, and whether the rail is open. */
export function startControls(): void {
  (document.querySelector('#demo-controls') as HTMLDetailsElement).open = matchMedia('(min-width: 640px)').matches;
  const held = remembered('officer');
  if ([...officer.options].some(({ value }) => value === held)) officer.value = held as string;
  showInitials();
  officer.addEventListener('change', () => {
    remember('officer', officer.value);
    showInitials();
    mount();
  });
  choose('look', lookNow(), (look) => {
    document.body.dataset['look'] = look;
    dressPanel(look);
  });
  document.body.dataset['look'] = lookNow();
  choose('mount', mountNow(), mount);
  mount();
  railSwitch.addEventListener('click', () => openRail(railSwitch.getAttribute('aria-expanded') !== 'true'));
  if (remembered('rail') === 'closed') openRail(false);
  new ResizeObserver(measureSticky).observe(bar);
  oneColumn.addEventListener('change', measureSticky);
}

function mount(): void {
  mountPanel(mountNow(), lookNow(), officer.value);
}

function mountNow(): Mount {
  return remembered('mount') === 'iframe' ? 'iframe' : 'element';
}

function lookNow(): string {
  const look = remembered('look');
  return look !== null && looks.includes(look) ? look : 'neutral';
}

function choose(name: string, now: string, chosen: (value: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name='${name}']`)) {
    input.checked = input.value === now;
    input.addEventListener('change', () => {
      remember(name, input.value);
      chosen(input.value);
    });
  }
}

function openRail(isOpen: boolean): void {
  document.body.dataset['rail'] = isOpen ? 'open' : 'closed';
  remember('rail', isOpen ? 'open' : 'closed');
  railSwitch.setAttribute('aria-expanded', String(isOpen));
  (railSwitch.querySelector('span') as HTMLElement).textContent = isOpen ? 'Hide' : 'Show';
}

/** In one column the page's header and the rail's cover the top; beside the record the rail scrolls on its own. */
function measureSticky(): void {
  const covered = [bar, rail.querySelector('.rail-head') as HTMLElement].filter(
    (head) => getComputedStyle(head).position === 'sticky',
  );
  setStickyTop(oneColumn.matches ? covered.reduce((sum, head) => sum + head.offsetHeight, 0) : 0);
}

function showInitials(): void {
  const name = officer.selectedOptions[0]?.textContent?.split(',')[0] ?? '';
  const initials = name.split(' ').map((word) => word.charAt(0));
  (document.querySelector('#officer-initials') as HTMLElement).textContent = initials.join('');
}
