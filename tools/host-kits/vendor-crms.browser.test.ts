import { readFile } from 'node:fs/promises';
import { launchChromium } from '@doorstep/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { transform } from '@swc/core';
import { canvasContext, canvasRequest } from '../../apps/service/test/host-signing.js';
import { startDoorstepWithPanel, type DoorstepWithPanel } from './test/doorstep-with-panel.js';
import { policyOfGuide } from './test/guide-policy.js';
import { signingPath, startStubCrm, type StubCrm } from './test/stub-crm.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

interface StubRecord {
  readonly id: string | null;
  readonly name: string | null;
  readonly reference: string | null;
}
/** The stub of the form: test/stub-xrm.js. */
declare const stub: {
  readonly opened: object[];
  show(record: StubRecord): void;
  load(): void;
  openTab(): void;
  counts(): { readonly loads: number; readonly tabChanges: number };
};
/** The component in its stub of Lightning, or the control in its stub of a form. */
declare const kit: {
  connect(): void;
  disconnect(): void;
  open(id: string, reference?: string | null): void;
  wired(id: string, reference: string | null): void;
};
declare const told: [string, Record<string, unknown>][];

const ben = '11111111-1111-4111-8111-111111111111';
const mei = '22222222-2222-4222-8222-222222222222';

let browser: Browser;
let doorstep: DoorstepWithPanel;
let crm: StubCrm;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [browser, doorstep] = await Promise.all([launchChromium(), startDoorstepWithPanel()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await doorstep?.close();
});
beforeEach(async () => {
  crm = await startStubCrm();
  crm.references.set(ben, '4410').set(mei, '4411');
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(10_000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Chromium's own word on a frame that has no address yet: ours has another origin, which is what makes it safe.
    if (message.text().startsWith('An iframe which has both allow-scripts and allow-same-origin')) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
});
afterEach(async () => {
  await page.context().close();
  await crm.close();
});

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
const frameScript = async () => (await fetch(`${doorstep.url}/embed/v1/doorstep-frame.js`)).text();
/** A source as the vendor's own tools would compile it, their modules pointing at the stub. */
const compiled = async (path: string, syntax: 'ecmascript' | 'typescript') => {
  const { code } = await transform(await read(path), {
    swcrc: false,
    configFile: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax, decorators: true },
      transform: { legacyDecorator: true, useDefineForClassFields: false },
    },
  });
  return code;
};
const follow = `window.told = [];
for (const name of ['ready', 'context', 'prompts', 'error'])
  addEventListener('doorstep-' + name, ({ type, detail }) => told.push([type, detail]));`;
/** Waits until the page was told that this record is shown; `null`: none. */
const shows = (record: string | null) =>
  page.waitForFunction((record) => {
    const last = told.filter(([name]) => name === 'doorstep-context').at(-1);
    return last !== undefined && last[1]['recordKey'] === record && told.some(([name]) => name === 'doorstep-ready');
  }, record);
const toldOf = (name: string) => page.evaluate((name) => told.filter(([one]) => one === name), name);
/** Waits until the service has answered for so many records. */
const answered = (count: number) =>
  page.waitForFunction((count) => told.filter(([name]) => name === 'doorstep-prompts').length >= count, count);

describe('the Dynamics 365 web resource, in a stub of its form', () => {
  const inside = () => page.frameLocator('iframe').frameLocator('iframe');
  const appears = (name: string) => inside().getByText(name).locator('visible=true').first().waitFor();
  const show = (id: string | null, name: string | null, reference: string | null) =>
    page.evaluate((record) => stub.show(record), { id, name, reference });
  const forForms = (id: string) => `{${id.toUpperCase()}}`;

  beforeEach(async () => {
    const host = await doorstep.addHost(`dynamics-${crm.url.slice(-5)}`, crm.url);
    const given = `doorstep=${doorstep.url}&amp;installation=${host.installation}&amp;reference=dst_personreference`;
    const folder = '/WebResources/dst_/doorstep';
    crm.serve(
      {
        '/main.aspx': `<!doctype html><html lang="en-GB" data-given="${given}"><title>Contact</title><body>
          <script src="/stub-xrm.js"></script><script src="${folder}/form.js"></script></body></html>`,
        '/stub-xrm.js': await read('test/stub-xrm.js'),
        [`${folder}/form.js`]: await read('dynamics/web-resource/form.js'),
        [`${folder}/panel.html`]: await read('dynamics/web-resource/panel.html'),
        [`${folder}/panel.js`]: await read('dynamics/web-resource/panel.js'),
        [`${folder}/doorstep-frame.js`]: await frameScript(),
      },
      // What its strict policy lets pass, and what the guide adds.
      `default-src 'none'; script-src 'self' blob: data:; connect-src 'self'; style-src 'self' 'unsafe-inline'; ${policyOfGuide('dynamics-365', 'Dynamics 365', doorstep.url).replace('frame-src', "frame-src 'self' blob:")}`,
      host,
    );
    await page.goto(`${crm.url}/main.aspx`);
    await page.evaluate(() => stub.openTab());
  });

  it('follows the form from record to record, and is empty while there is none', async () => {
    await show(forForms(ben), 'Ben Osei', '4410');
    await page.evaluate(() => stub.load());
    await appears('Ben Osei');
    await show(forForms(mei), 'Mei Lin', ' 4411 ');
    await appears('Mei Lin');
    expect(await inside().getByText('Ben Osei').count()).toBe(0);
    await show(forForms(ben), 'Ben Osei', null);
    await inside().getByText('Mei Lin').first().waitFor({ state: 'detached' });
    await show('', null, null);
    await show(forForms(ben), 'Ben Osei', '4410');
    await appears('Ben Osei');
    expect(new Set(crm.asked)).toEqual(new Set([ben, mei]));
    expect(complaints).toEqual([]);
  });

  it('comes back with its record when a tab makes it anew, and follows a form once', async () => {
    await show(forForms(ben), 'Ben Osei', '4410');
    for (let load = 0; load < 3; load += 1) await page.evaluate(() => stub.load());
    await appears('Ben Osei');
    expect(await page.evaluate(() => stub.counts())).toEqual({ loads: 1, tabChanges: 1 });
    await page.evaluate(() => stub.openTab());
    await appears('Ben Osei');
    for (let load = 0; load < 3; load += 1) await page.evaluate(() => stub.load());
    expect(await page.frameLocator('iframe').locator('iframe').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

describe('the Power Apps control, in a stub of its form', () => {
  beforeEach(async () => {
    const host = await doorstep.addHost(`control-${crm.url.slice(-5)}`, crm.url);
    crm.serve(
      {
        '/main.aspx': `<!doctype html><html lang="en-GB" data-doorstep="${doorstep.url}" data-installation="${host.installation}" data-control="/control.js">
          <title>Contact</title><body><script src="/follow.js"></script><script type="module" src="/stub.js"></script></body></html>`,
        '/follow.js': follow,
        '/stub.js': await read('test/stub-control.js'),
        '/control.js': await compiled('dynamics/pcf/index.ts', 'typescript'),
        '/doorstep-frame.js': await frameScript(),
      },
      `default-src 'none'; script-src 'self' blob: data:; connect-src 'self'; style-src 'self' 'unsafe-inline'; ${policyOfGuide('dynamics-365', 'Dynamics 365', doorstep.url)}`,
      host,
    );
    await page.goto(`${crm.url}/main.aspx`);
    await page.waitForFunction(() => typeof kit === 'object');
  });
  const open = (id: string, reference: string | null) =>
    page.evaluate(([id, reference]) => kit.open(id as string, reference), [id, reference]);

  it('shows nothing for nulls, takes a record once however often it is told, and is gone when it is destroyed', async () => {
    await page.evaluate(() => kit.connect());
    await open(`{${ben.toUpperCase()}}`, null);
    await shows(null);
    for (let update = 0; update < 5; update += 1) await open(`{${ben.toUpperCase()}}`, '4410');
    await shows(`person:${ben}`);
    await answered(1);
    await open(mei, '4411');
    await shows(`person:${mei}`);
    await answered(2);
    expect(crm.asked).toEqual([ben, mei]);
    await page.evaluate(() => kit.disconnect());
    expect(await page.locator('iframe').count()).toBe(0);
    await page.evaluate(() => kit.connect());
    await open(ben, '4410');
    await answered(3);
    await shows(`person:${ben}`);
    expect(await page.locator('iframe').count()).toBe(1);
    expect([await toldOf('doorstep-error'), complaints]).toEqual([[], []]);
  });
});

describe('the Lightning component, in a stub of Lightning', () => {
  beforeEach(async () => {
    const host = await doorstep.addHost(`salesforce-${crm.url.slice(-5)}`, crm.url);
    const component = await compiled('salesforce/lwc/doorstepPanel/doorstepPanel.js', 'ecmascript');
    crm.serve(
      {
        '/record': `<!doctype html><html lang="en-GB" data-doorstep="${doorstep.url}" data-installation="${host.installation}">
          <title>Contact</title><body><script src="/follow.js"></script><script type="module" src="/page.js"></script></body></html>`,
        '/follow.js': follow,
        '/page.js': `import Component from './component.js';
          import { put } from './stub-lightning.js';
          const template = await (await fetch('/template.html')).text();
          window.kit = put(Component, template, document.body, { ...document.documentElement.dataset });`,
        '/stub-lightning.js': await read('test/stub-lightning.js'),
        '/component.js': component
          .replace(/import (\w+) from ["']@salesforce\/[^"']+["']/g, 'import { $1 } from "./stub-lightning.js"')
          .replace(/from ["'](lwc|lightning\/\w+)["']/g, 'from "./stub-lightning.js"'),
        '/template.html': await read('salesforce/lwc/doorstepPanel/doorstepPanel.html'),
        '/resource/doorstepFrame.js': await frameScript(),
      },
      `default-src 'none'; script-src 'self'; connect-src 'self'; ${policyOfGuide('salesforce', 'Salesforce', doorstep.url)}`,
      host,
    );
    await page.goto(`${crm.url}/record`);
    await page.waitForFunction(() => typeof kit === 'object');
  });
  const wired = (id: string, reference: string | null) =>
    page.evaluate(([id, reference]) => kit.wired(id as string, reference as string | null), [id, reference]);
  const open = (id: string) => page.evaluate((id) => kit.open(id), id);

  it('is empty until the fields of the next record have come, and while they name nobody', async () => {
    await open(ben);
    await page.evaluate(() => kit.connect());
    await shows(null);
    await wired(ben, '4410');
    await shows(`person:${ben}`);
    await answered(1);
    await open(mei);
    await shows(null);
    await wired(mei, null);
    await wired(mei, '4411');
    await shows(`person:${mei}`);
    await answered(2);
    expect(crm.asked).toEqual([ben, mei]);
    expect([await toldOf('doorstep-error'), complaints]).toEqual([[], []]);
  });

  it('starts afresh when the page puts it back', async () => {
    await open(ben);
    await page.evaluate(() => kit.connect());
    await wired(ben, '4410');
    await answered(1);
    await page.evaluate(() => kit.disconnect());
    await page.evaluate(() => kit.connect());
    await answered(2);
    await shows(`person:${ben}`);
    expect(await page.locator('iframe').count()).toBe(1);
    expect([await toldOf('doorstep-error'), complaints]).toEqual([[], []]);
  });
});

describe('the page inside a Salesforce canvas, in a stub that signs and posts as Salesforce does', () => {
  const secret = 'the consumer secret of the canvas';
  let installation: string;
  const canvas = () => page.frameLocator('iframe');
  const appears = (words: string) => canvas().getByText(words).locator('visible=true').first().waitFor();
  const post = (signed: string) =>
    page.evaluate((signed) => {
      const form = document.querySelector('form')!;
      form.querySelector('input')!.value = signed;
      form.submit();
    }, signed);

  beforeEach(async () => {
    installation = await doorstep.addCanvas(crm.url, secret);
    const address = `${doorstep.url}/embed/v1/canvas/${installation}`;
    crm.serve(
      {
        '/record': `<!doctype html><html lang="en-GB"><title>Contact</title><body>
          <form method="post" target="canvas" action="${address}"><input type="hidden" name="signed_request"></form>
          <iframe name="canvas" title="Doorstep" width="400" height="600"></iframe></body></html>`,
      },
      `default-src 'none'; frame-src ${doorstep.url}; form-action ${doorstep.url}`,
      { installation, kid: '', keyPem: '' },
    );
    await page.goto(`${crm.url}/record`);
  });

  it('opens the record that was signed, once, and says what to do when that is over', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    const signed = canvasRequest(canvasContext(crm.url, '4410'), secret);
    await post(signed);
    await appears('We do not know this record yet');
    expect(await canvas().locator('meta[name="doorstep-canvas"]').count()).toBe(0);
    expect(asked.filter((address) => address.includes(signed.slice(0, 20)))).toEqual([]);
    expect(complaints).toEqual([]);
    await post(signed);
    await appears('You are not signed in to Doorstep');
    await appears('Open this tab again. If it stays like this, tell your administrator.');
  });

  it('asks Salesforce to sign again once its session has ended, and says what to do where that is refused', async () => {
    await page.exposeFunction('sign', () => canvasRequest(canvasContext(crm.url, '4410'), secret));
    await page.evaluate(() => {
      const given = window as unknown as { sign(): Promise<string>; asked: unknown[]; refuses: boolean };
      given.asked = [];
      addEventListener('message', ({ data, source, origin }) => {
        const { body, ...asked } = JSON.parse(String(data)) as { seq: number; body: object };
        given.asked.push({ ...asked, ...body });
        void given.sign().then((response) => {
          const answer = given.refuses ? { status: 401, payload: [] } : { status: 200, payload: { response } };
          source!.postMessage(JSON.stringify({ type: 'callback', seq: asked.seq, ...answer }), {
            targetOrigin: origin,
          });
        });
      });
    });
    await post(canvasRequest(canvasContext(crm.url, '4410'), secret));
    await appears('We do not know this record yet');
    await canvas().getByRole('button', { name: 'Log something' }).click();
    await canvas().getByLabel('What did they say?', { exact: true }).fill('The garden is lovely.');
    await doorstep.endSessions();
    await canvas().getByRole('button', { name: 'Save', exact: true }).click();
    await appears('Saved. Ref');
    const client = { oauthToken: 'null', instanceId: '', targetOrigin: '*' };
    expect(await page.evaluate(() => (window as unknown as { asked: unknown[] }).asked)).toEqual([
      {
        ...{ seq: 1, src: 'client', clientVersion: '41.0', targetModule: 'Canvas' },
        ...{ type: 'refresh', accessToken: 'null', config: { client } },
      },
    ]);
    await canvas().getByRole('button', { name: 'Done' }).click();
    await canvas().getByRole('button', { name: 'Log something' }).click();
    await canvas().getByLabel('What did they say?', { exact: true }).fill('The bench is new.');
    await page.evaluate(() => ((window as unknown as { refuses: boolean }).refuses = true));
    await doorstep.endSessions();
    await canvas().getByRole('button', { name: 'Save', exact: true }).click();
    await appears('Copy it first. Open this tab again.');
    expect(await canvas().getByLabel('What did they say?', { exact: true }).inputValue()).toBe('The bench is new.');
  });

  it('opens nothing for another secret, nothing at all, and a tab of its own', async () => {
    const over = 'You are not signed in to Doorstep';
    await post(canvasRequest(canvasContext(crm.url, '4410'), 'another secret'));
    await appears(over);
    await post('"><script>parent.postMessage("mine", "*")</script>');
    await appears(over);
    const alone = canvasRequest(canvasContext(crm.url, '4410'), secret);
    await page.evaluate(() => document.querySelector('form')!.removeAttribute('target'));
    await post(alone);
    await page.getByText(over).waitFor();
    await page.goto(`${crm.url}/record`);
    await post(alone);
    await appears('We do not know this record yet');
  });
});

it('stands in a frame of a page of the landlord, as its guide writes it and under the policy of its guide', async () => {
  const host = await doorstep.addHost(`frame-${crm.url.slice(-5)}`, crm.url);
  const guide = await read('../../docs/hosts/civica-cx-and-others.md');
  const [html, script] = ['html', 'js'].map(
    (kind) => new RegExp(`\`\`\`${kind}\\n(.+?)\`\`\``, 's').exec(guide)?.[1] ?? '',
  );
  crm.serve(
    {
      '/record': `<!doctype html><html lang="en-GB"><title>Record</title><script src="/follow.js"></script><body>${html}</body></html>`,
      '/follow.js': `${follow}
        const personId = '${ben}';
        const getToken = async ({ record }) =>
          (await (await fetch('${signingPath}', { method: 'POST', body: JSON.stringify({ id: record.id }) })).json()).Token;`,
      '/page.js': String(script).replace('https://embed.example', doorstep.url).replace('ins_…', host.installation),
      '/doorstep-frame.js': await frameScript(),
    },
    policyOfGuide('civica-cx-and-others', 'frame', doorstep.url),
    host,
  );
  crm.references.set(ben, ben);
  await page.goto(`${crm.url}/record`);
  await answered(1);
  await shows(`person:${ben}`);
  expect([await toldOf('doorstep-error'), complaints]).toEqual([[], []]);
});

it.each([
  'dynamics/pcf/ControlManifest.Input.xml',
  'salesforce/lwc/doorstepPanel/doorstepPanel.js-meta.xml',
  'salesforce/classes/DoorstepToken.cls-meta.xml',
  'salesforce/classes/DoorstepCanvas.cls-meta.xml',
  'salesforce/cspTrustedSites/Doorstep.cspTrustedSite-meta.xml',
  'salesforce/staticresources/doorstepFrame.resource-meta.xml',
])('%s is well-formed', async (path) => {
  const fault = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')?.textContent,
    await read(path),
  );
  expect(fault).toBeUndefined();
});
