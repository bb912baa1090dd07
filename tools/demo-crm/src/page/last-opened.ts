import { element } from './element.js';
import { recordPath } from './place.js';

const most = 5;
const box = document.querySelector('#recent') as HTMLElement;
let opened: readonly { readonly personId: string; readonly name: string }[] = [];

/** Puts a resident at the top of those whose records were opened last. */
export function noteOpened(personId: string, name: string): void {
  opened = [{ personId, name }, ...opened.filter((one) => one.personId !== personId)].slice(0, most);
  box.hidden = false;
  box
    .querySelector('ul')
    ?.replaceChildren(
      ...opened.map((one) => element('li', {}, element('a', { href: recordPath(one.personId) }, one.name))),
    );
}
