import type { Host } from './officer.js';

declare const host: Host;

/**
 * In the page: what the panel is drawn from, whoever drew it. The order of attributes, the names that a runtime makes up
 * for its ids, and whether the state of a control also stands in its attributes are a runtime's own affair.
 */
export function drawnFrom(): string {
  const refersToId = /^(id|for|aria-(labelledby|describedby|controls|activedescendant|errormessage))$/;
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => numbers.get(id) ?? (numbers.set(id, numbers.size), numbers.size);
  const attributesOf = (element: Element) =>
    [...element.attributes]
      .filter(({ name }) => name !== 'value' && name !== 'checked')
      .map(({ name, value }) => `${name}=${refersToId.test(name) ? value.split(' ').map(numberOf).join() : value}`)
      .sort()
      .join(' ');
  const stateOf = (element: Element) => {
    if (element instanceof HTMLInputElement) return `${element.checked} ${element.value}`;
    return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? element.value : '';
  };
  const draw = (node: Node): string => {
    if (!(node instanceof Element)) return node.textContent ?? '';
    const within = node instanceof HTMLTextAreaElement ? '' : [...node.childNodes].map(draw).join('');
    return `<${node.tagName} ${attributesOf(node)} ${stateOf(node)}>${within}</>`;
  };
  return [...(host.panel.shadowRoot?.childNodes ?? [])].map(draw).join('');
}
