import { element } from './element.js';

/** The status of a repair as the housing system words it, coloured by whether work is done, stopped or going on. */
export function status(words: string): HTMLElement {
  const tone = /completed|^closed/i.test(words) ? 'done' : /cancel|no access|hold/i.test(words) ? 'stopped' : 'going';
  return element('span', { class: `status status-${tone}` }, words);
}
