import { remember, remembered } from './remembered.js';

const box = document.querySelector('#guide') as HTMLElement;
const steps = [...box.querySelectorAll('li')];

/** Three steps from a question to an answer that comes back. They go for good, in this tab, once somebody hides them. */
export function startGuide(): void {
  box.hidden = remembered('guide') === 'hidden';
  mark();
  document.querySelector('#guide-close')?.addEventListener('click', () => {
    remember('guide', 'hidden');
    box.hidden = true;
    document.querySelector<HTMLElement>('#main')?.focus();
  });
  document.addEventListener('doorstep-outcome', () => reach(2));
}

/** Moves on to a step, from 1; never back. */
export function reach(step: number): void {
  if (step <= reached()) return;
  remember('step', String(step));
  mark();
}

function reached(): number {
  return Number(remembered('step') ?? 1);
}

function mark(): void {
  for (const item of steps) {
    const step = Number(item.dataset['step']);
    item.toggleAttribute('data-done', step < reached());
    if (step === reached()) item.setAttribute('aria-current', 'step');
    else item.removeAttribute('aria-current');
  }
}
