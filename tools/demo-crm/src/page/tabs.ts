import { element } from './element.js';

export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly content: () => readonly Node[];
}

/** Tabs that work with the arrow keys; only the open one is filled. */
export function tabs(label: string, all: readonly Tab[]): readonly Node[] {
  const sheet = element('div', { role: 'tabpanel', class: 'sheet', tabindex: '0' });
  const handles = all.map((tab) =>
    element('button', { type: 'button', role: 'tab', id: `tab-${tab.id}`, class: 'tab' }, tab.name),
  );
  const open = (index: number) => {
    handles.forEach((handle, at) => {
      handle.setAttribute('aria-selected', String(at === index));
      handle.tabIndex = at === index ? 0 : -1;
    });
    const tab = all[index];
    if (!tab) return;
    sheet.setAttribute('aria-labelledby', `tab-${tab.id}`);
    sheet.replaceChildren(...tab.content());
  };
  handles.forEach((handle, index) => {
    handle.addEventListener('click', () => open(index));
    handle.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      const next = (index + step + handles.length) % handles.length;
      open(next);
      handles[next]?.focus();
    });
  });
  open(0);
  return [element('div', { role: 'tablist', class: 'tabs', 'aria-label': label }, ...handles), sheet];
}
