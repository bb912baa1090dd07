import { remember, remembered } from './remembered.js';

const isOn = document.querySelector('#keys-on') as HTMLInputElement;

/** `/` to search, `j` and `k` through the list. They can be switched off, for those whom single keys get in the way of. */
export function startQuickKeys(): void {
  isOn.checked = remembered('keys') !== 'off';
  isOn.addEventListener('change', () => remember('keys', isOn.checked ? 'on' : 'off'));
  document.addEventListener('keydown', (event) => {
    if (!isOn.checked || event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (event.key === '/') document.querySelector<HTMLElement>('#search')?.focus();
    else if (step === undefined || !moveInList(step)) return;
    event.preventDefault();
  });
}

/** As most hosts ask it. What is typed in the panel must not get here at all. */
function isWritten(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether there is a list to move in. */
function moveInList(step: number): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.residents tbody a')];
  if (links.length === 0) return false;
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next]?.focus();
  return true;
}
