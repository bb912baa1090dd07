import { readFile } from 'node:fs/promises';
import type { Page } from './panel-on-page.js';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";
/** The place that the panel has in a host that leaves it in peace. */
const peaceful = 'body { margin: 0 } header, footer { height: 56px; overflow: hidden } .zoomed { width: 340px }';
const read = (name: string) => readFile(new URL(`../../../tools/demo-crm/page/${name}`, import.meta.url), 'utf8');

/** Puts the hostile page of the demonstration before the fake service, with records A and B in it. */
export async function serveHostilePage(page: Page, options: { readonly isHostile: boolean }): Promise<void> {
  const html = (await read('hostile.html')).replaceAll('{base}', '/demo').replaceAll('{installation}', 'ins_test');
  const files = new Map([
    ['/demo/hostile', ['text/html', html]],
    ['/demo/assets/hostile.css', ['text/css', options.isHostile ? await read('hostile.css') : peaceful]],
    ['/demo/assets/hostile.js', ['text/javascript', await read('hostile.js')]],
    ['/demo/data/residents', ['application/json', JSON.stringify({ highlights: [], residents: [aNamed, bNamed] })]],
  ] as const);
  await page.route('**/demo/**', (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const file = files.get(pathname as never);
    const token = `signed-by-the-host:${searchParams.get('type')}:${searchParams.get('id')}`;
    const [contentType, body] = file ?? ['text/plain', token];
    return route.fulfill({ contentType, body, headers: { 'content-security-policy': policy } });
  });
}

const aNamed = { personId: 'A', name: 'Amira Khan', address: '12 Elm Court' };
const bNamed = { personId: 'B', name: 'Ben Osei', address: '4 Ash House' };
