import { element } from './element.js';

export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly content: () => readonly Node[];
}

/** Stays on the same tab from one record to the next, as somebody who works through a list wants it. */
let opened = 0;

/** Tabs that work with the arrow keys; only the open one is filled. */
export function tabs(label: string, all: readonly Tab[]): readonly Node[] {
  const sheet = element('div', { role: 'tabpanel', class: 'sheet', tabindex: '0' });
  const handles = all.map((tab) =>
    element('button', { type: 'button', role: 'tab', id: `tab-${tab.id}`, class: 'tab' }, tab.name),
  );
  const open = (index: number) => {
    const tab = all[index];
    if (!tab) return;
    opened = index;
    handles.forEach((handle, at) => {
      handle.setAttribute('aria-selected', String(at === index));
      handle.tabIndex = at === index ? 0 : -1;
    });
    sheet.setAttribute('aria-labelledby', `tab-${tab.id}`);
    sheet.replaceChildren(...tab.content());
  };
  const last = handles.length - 1;
  handles.forEach((handle, index) => {
    handle.addEventListener('click', () => open(index));
    handle.addEventListener('keydown', (event) => {
      const to = {
        ArrowRight: index === last ? 0 : index + 1,
        ArrowLeft: index === 0 ? last : index - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      open(to);
      handles[to]?.focus();
    });
  });
  open(Math.min(opened, last));
  return [element('div', { role: 'tablist', class: 'tabs', 'aria-label': label }, ...handles), sheet];
}
