import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchChromium } from '@doorstep/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { framePage } from '../../service/src/embed/pages-of-ours.js';
import { buildPanel, buildPanelIn, buildReactHost, everyRuntime, type PanelFiles } from '../test/build-panel.js';
import { aPrompt, startFakeService, type FakeService } from '../test/fake-service.js';
import type { DoorstepEvents, DoorstepPanelElement } from './embed-types.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

interface Host {
  readonly errors: number;
  readonly violations: string[];
  readonly asks: string[];
  readonly events: [string, Record<string, unknown>][];
  readonly panel: DoorstepPanelElement;
  text(): string;
  open(id: string, label?: string): Promise<unknown>;
}
interface Version {
  readonly script: string;
  readonly integrity: string;
  readonly files: readonly string[];
}
declare const host: Host;
declare const show: (props: object | null) => void;
declare const panel: DoorstepPanelElement;
declare const listeners: { net: number };

const loaderTag = '<script async src="/embed/v1/doorstep.js"></script>';
const panelTag = '<doorstep-panel installation="ins_test" record-type="person" record-id="A"></doorstep-panel>';

describe.each(everyRuntime)('the panel as it comes to a page, on %s', (runtime) => {
  let files: PanelFiles;
  let browser: Browser;
  let service: FakeService;
  let page: Page;

  beforeAll(async () => {
    [files, browser] = await Promise.all([buildPanel(runtime), launchChromium()]);
  }, 120_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    service = await startFakeService(files);
    service.records.set('person:A', { prompts: [aPrompt({ title: 'For A only' })] });
    service.records.set('person:B', { prompts: [aPrompt({ title: 'For B only' })] });
    page = await (await browser.newContext({ viewport: { width: 380, height: 900 } })).newPage();
    page.setDefaultTimeout(10_000);
  });
  afterEach(async () => {
    await page.context().close();
    await service.close();
  });

  const versions = () => Object.entries(JSON.parse(String(files.get('versions.json'))) as Record<string, Version>);
  const file = (name: RegExp) => [...files].find(([path]) => name.test(path)) as [string, Buffer];
  const seen = (text: string | RegExp) => page.getByText(text).locator('visible=true').first().waitFor();
  /** Loads a host page with these tags in it. */
  const load = async (tags: string, policy = "default-src 'none'; script-src 'self'; connect-src 'self'") => {
    const body = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Record</title>
      <script src="/host.js"></script><body><main>${tags}</main></body></html>`;
    const headers = { 'content-type': 'text/html', 'content-security-policy': policy };
    await page.route(`${service.url}/`, (route) => route.fulfill({ body, headers }));
    await page.goto(service.url);
  };
  const events = (name: string) =>
    page.evaluate((wanted) => host.events.filter(([one]) => one === wanted).map(([, detail]) => detail), name);
  const troubles = () => page.evaluate(() => ({ errors: host.errors, violations: host.violations }));
  const quiet = { errors: 0, violations: [] };
  const height = () => page.evaluate(() => host.panel.getBoundingClientRect().height);

  it('runs the copy that came first, and one panel, when a page loads two versions', async () => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    const [version] = versions()[0] as [string, unknown];
    const other = String(files.get('doorstep.js')).replaceAll(version, '9.9.9');
    await page.route('**/other/doorstep.js', async (route) => {
      await page.waitForFunction(() => window.Doorstep?.version !== undefined);
      await route.fulfill({ body: other, contentType: 'text/javascript' });
    });
    await load(`${loaderTag}<script async src="/other/doorstep.js"></script>${panelTag}`);
    await seen('For A only');
    await page.waitForLoadState();
    expect(await page.evaluate(() => [window.Doorstep?.version, host.panel.version])).toEqual([version, version]);
    expect(await events('ready')).toEqual([{ version, mode: 'element' }]);
    expect(said.filter((line) => line.includes('9.9.9'))).toHaveLength(1);
    expect(await page.evaluate(() => host.panel.shadowRoot?.querySelectorAll('.panel').length)).toBe(1);
    expect(await page.evaluate(() => Object.keys(window).filter((name) => /doorstep/i.test(name)))).toEqual([
      'Doorstep',
    ]);
    expect(await troubles()).toEqual(quiet);
  });

  it('leaves as many listeners as it found, however often a host takes it out and puts it back', async () => {
    await page.addInitScript(() => {
      const counted = { net: 0 };
      Object.assign(window, { listeners: counted });
      for (const target of [document, window]) {
        const { addEventListener, removeEventListener } = target;
        target.addEventListener = function (...given: Parameters<typeof addEventListener>) {
          counted.net += 1;
          return addEventListener.apply(target, given);
        };
        target.removeEventListener = function (...given: Parameters<typeof removeEventListener>) {
          counted.net -= 1;
          return removeEventListener.apply(target, given);
        };
      }
    });
    await load(loaderTag + panelTag);
    await seen('For A only');
    const counts = await page.evaluate(async () => {
      const home = host.panel.parentElement as HTMLElement;
      const task = () => new Promise((resolve) => setTimeout(resolve));
      const shown = async () => {
        while (!host.text().includes('For A only')) await task();
        await task();
        return listeners.net;
      };
      const first = await shown();
      for (let turn = 0; turn < 20; turn += 1) {
        host.panel.remove();
        // Every other time for good, as far as the panel can tell.
        if (turn % 2 === 0) await task();
        home.append(host.panel);
        await shown();
      }
      return { first, last: await shown(), roots: host.panel.shadowRoot?.querySelectorAll('.root').length };
    });
    expect(counts).toEqual({ first: counts.first, last: counts.first, roots: 1 });
    expect(counts.first).toBeGreaterThan(0);
    expect(await troubles()).toEqual(quiet);
  });

  it('answers whatever it is given, and throws nothing', async () => {
    await load(loaderTag + panelTag);
    await seen('For A only');
    const answers = await page.evaluate(async () => {
      const trap = new Proxy(
        {},
        {
          get: () => {
            throw new RangeError('a trap');
          },
        },
      );
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const one = (part: object) => ({ kind: 'one', type: 'person', id: { host: 'A' }, ...part });
      const odd: unknown[] = [
        undefined,
        null,
        true,
        false,
        0,
        -1,
        NaN,
        Infinity,
        10n,
        '',
        'A',
        '{}',
        Symbol('A'),
        [],
        [1],
        {},
        circle,
        trap,
        () => 'A',
        function named() {},
        class {},
        new Date(NaN),
        /a/,
        new Map(),
        new Set([1]),
        new Error('an error'),
        Promise.resolve('A'),
        document,
        window,
        document.body,
        new Uint8Array(4),
        Object.create(null),
        new Proxy([], {}),
        { kind: 'none' },
        { kind: 'none', more: 1 },
        { kind: 'many' },
        { kind: 'many', count: 'three' },
        { kind: 'many', count: 3 },
        { kind: 'one' },
        { kind: '__proto__' },
        one({ type: 'job' }),
        one({ type: 'lorry' }),
        one({ type: 'property' }),
        one({ id: 'A' }),
        one({ id: {} }),
        one({ id: { host: '' } }),
        one({ id: { host: 7 } }),
        one({ id: { host: 'x'.repeat(201) } }),
        one({ label: 7 }),
        one({ label: 'x'.repeat(301) }),
        one({ channel: 'pigeon' }),
        Object.defineProperty({ kind: 'one', type: 'person' }, 'id', {
          get: () => (circle['absent'] as { absent: 1 }).absent,
        }),
        one({ label: '<b>' }),
      ];
      const loose = host.panel as unknown as Record<string, (given?: unknown) => unknown> & Record<string, unknown>;
      const wrong: string[] = [];
      const codes = new Set<string>();
      for (const given of odd) {
        for (const method of ['setContext', 'refresh', 'openLog', 'focusPanel', 'whenReady']) {
          try {
            const answer = (await loose[method]?.(given)) as { ok: unknown; error?: { code: string; message: string } };
            const isAnswer = answer.ok === true || (answer.ok === false && typeof answer.error?.message === 'string');
            if (!isAnswer) wrong.push(`${method} answered ${JSON.stringify(answer)}`);
            if (answer.error) codes.add(answer.error.code);
          } catch (thrown) {
            wrong.push(`${method} threw ${String(thrown)}`);
          }
        }
        for (const property of ['context', 'getToken', 'stickyInset']) {
          try {
            (loose as Record<string, unknown>)[property] = given;
          } catch (thrown) {
            wrong.push(`${property} threw ${String(thrown)}`);
          }
        }
        if (typeof loose['hasUnsaved']?.() !== 'boolean') wrong.push('hasUnsaved');
      }
      return { tried: odd.length, wrong, codes: [...codes].sort() };
    });
    expect(answers.tried).toBeGreaterThanOrEqual(50);
    expect(answers.wrong).toEqual([]);
    expect(answers.codes).toEqual(['context_unreadable', 'record_unknown']);
    expect(await troubles()).toEqual(quiet);
  });

  it('shows nothing of a record once the host has moved to one that it cannot read', async () => {
    await load(loaderTag + panelTag);
    await seen('For A only');
    const after = await page.evaluate(async () => {
      const answering = host.panel.setContext({ kind: 'one', type: 'job' as never, id: { host: 'J-1' } });
      return { text: host.text(), answer: await answering, context: host.panel.context };
    });
    expect(after.text).not.toMatch(/For A/);
    expect(after.answer).toMatchObject({
      ok: false,
      error: { code: 'record_unknown', message: expect.stringMatching(/Jobs/) },
    });
    expect(after.context).toEqual({ kind: 'none' });
  });

  it('comes from an address of one version, held to its hash', async () => {
    const [version, { script, integrity }] = versions()[0] as [string, Version];
    expect(script).toBe(`doorstep-${version}.js`);
    await load(`<script async src="/embed/v1/${script}" integrity="${integrity}" crossorigin></script>${panelTag}`);
    await seen('For A only');
    expect(await page.evaluate(() => host.panel.version)).toBe(version);
    expect(await troubles()).toEqual(quiet);
  });

  it('comes to a page whose policy knows nothing but nonces', async () => {
    const policy = "default-src 'none'; script-src 'nonce-bMv8'; connect-src 'self'";
    const body = `<!doctype html><title>Record</title><script nonce="bMv8" src="/host.js"></script>
      ${loaderTag.replace('<script', '<script nonce="bMv8"')}${panelTag}`;
    const headers = { 'content-type': 'text/html', 'content-security-policy': policy };
    await page.route(`${service.url}/`, (route) => route.fulfill({ body, headers }));
    await page.goto(service.url);
    await seen('For A only');
    await page.getByRole('button', { name: 'Not this time' }).click();
    await seen('Not this time: why?');
    expect(await troubles()).toEqual(quiet);
  });

  it('does not run, and takes no space, when a byte of it is another than was built', async () => {
    const [path, content] = file(/^assets\/panel-[\w-]+\.js$/);
    await page.route(`**/${path}`, (route) =>
      route.fulfill({ body: `${String(content)}\nwindow.tampered = true;`, contentType: 'text/javascript' }),
    );
    await load(loaderTag + panelTag);
    await page.waitForFunction(() => host.events.length > 0);
    expect(await page.evaluate(() => 'tampered' in window)).toBe(false);
    expect(await events('error')).toEqual([{ code: 'network', fatal: true }]);
    expect(await height()).toBe(0);
    expect((await troubles()).errors).toBe(0);
  });

  it('tells the host and takes no space when it has not come in ten seconds, and is there when it comes late', async () => {
    await page.clock.install();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/assets\/panel-[\w-]+\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await load(`${loaderTag}<style></style>${panelTag}`);
    await page.waitForFunction(() => window.Doorstep?.version !== undefined);
    await page.clock.runFor(5_000);
    expect(await events('error')).toEqual([]);
    await page.clock.runFor(5_100);
    expect(await events('error')).toEqual([{ code: 'network', fatal: true }]);
    expect(await page.evaluate(() => [host.panel.hidden, host.panel.getBoundingClientRect().height])).toEqual([
      true,
      0,
    ]);
    release();
    await page.waitForFunction(() => customElements.get('doorstep-panel') !== undefined);
    await page.clock.runFor(1_000);
    await seen('For A only');
    expect(await page.evaluate(() => host.panel.hidden)).toBe(false);
  });

  it('reserves its place while it loads, and gives it back when the service knows no such installation', async () => {
    service.records.set('person:A', { problem: { status: 404, code: 'installation_unknown' } });
    service.records.set('person:B', { delay: 60_000 });
    await load(loaderTag + panelTag.replace('"A"', '"B"'));
    await page.waitForFunction(() => customElements.get('doorstep-panel') !== undefined);
    expect(await height()).toBeGreaterThan(100);
    await page.evaluate(() => host.open('A'));
    await page.waitForFunction(() => host.events.some(([name]) => name === 'error'));
    expect(await events('error')).toEqual([{ code: 'installation_unknown', fatal: true }]);
    expect(await height()).toBe(0);
    expect(await page.evaluate(() => host.panel.whenReady())).toMatchObject({
      ok: false,
      error: { code: 'installation_unknown' },
    });
    service.records.set('person:A', { prompts: [aPrompt({ title: 'For A only' })] });
    await page.evaluate(() => host.panel.setAttribute('installation', 'ins_other'));
    await seen('For A only');
  });

  it('fetches Welsh when it is wanted, and stays English where Welsh does not come', async () => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await load(loaderTag + panelTag);
    await seen('For A only');
    const welsh = () => fetched.filter((url) => /assets\/cy-/.test(url)).length;
    expect(welsh()).toBe(0);
    await page.evaluate(() => host.panel.setAttribute('lang', 'cy'));
    await page.getByRole('button', { name: 'Nid y tro hwn' }).waitFor();
    expect(welsh()).toBe(1);
    expect(await page.locator('doorstep-panel section').first().getAttribute('lang')).toBe('cy');
    await page.evaluate(() => host.panel.removeAttribute('lang'));
    await page.getByRole('button', { name: 'Not this time' }).waitFor();

    await page.route(/assets\/cy-/, (route) => route.abort());
    await load(loaderTag + panelTag.replace('<doorstep-panel', '<doorstep-panel lang="cy"'));
    await page.getByRole('button', { name: 'Not this time' }).waitFor();
    expect(await page.locator('doorstep-panel section').first().getAttribute('lang')).toBe('en-GB');
    expect(await troubles()).toEqual(quiet);
  });

  it('says so when a later screen could not be fetched, and shows it on the second try', async () => {
    let isCut = true;
    await page.route(/assets\/later-screens-/, (route) => (isCut ? route.abort() : route.continue()));
    await load(loaderTag + panelTag);
    await page.getByRole('button', { name: 'Not this time' }).click();
    await seen('No connection.');
    isCut = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await seen('Not this time: why?');
    expect((await troubles()).errors).toBe(0);
  });

  it('is blank after fifteen minutes out of sight, on a machine that slept as well', async () => {
    await page.clock.install();
    await load(loaderTag + panelTag);
    await seen('For A only');
    const turn = (state: 'hidden' | 'visible') =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        return host.text();
      }, state);
    await turn('hidden');
    await page.clock.runFor('14:30');
    expect(await page.evaluate(() => host.text())).toMatch(/For A only/);
    await page.clock.runFor('00:40');
    expect(await page.evaluate(() => host.text())).not.toMatch(/For A/);
    expect(await turn('visible')).not.toMatch(/For A/);
    await page.clock.runFor(1_000);
    await seen('For A only');
    await turn('hidden');
    await page.clock.setSystemTime(await page.evaluate(() => Date.now() + 16 * 60_000));
    expect(await turn('visible')).not.toMatch(/For A/);
  });

  it('forgets an unsaved note fifteen minutes after its record was left, and says so', async () => {
    await page.clock.install();
    await load(loaderTag + panelTag);
    await page.clock.runFor(1_000);
    await page.getByRole('button', { name: 'They told me something' }).click();
    await page.getByRole('button', { name: 'A worry' }).click();
    await page.getByLabel('In their words').fill('The stairs are dark');
    await page.clock.runFor('20:00');
    expect(await page.evaluate(() => host.panel.hasUnsaved())).toBe(true);
    await page.evaluate(() => host.open('B'));
    await page.clock.runFor('14:30');
    expect(await events('unsaved')).toEqual([{ unsaved: true }]);
    await page.clock.runFor('00:40');
    expect(await events('unsaved')).toEqual([{ unsaved: true }, { unsaved: false }]);
    expect(await page.evaluate(() => host.panel.hasUnsaved())).toBe(false);
  });

  it('opens the form to log something when the host asks, and keeps focus clear of the host’s bars', async () => {
    await load(`${loaderTag}<div id="room"></div>${panelTag}`);
    await seen('For A only');
    expect(await page.evaluate(() => host.panel.openLog())).toEqual({ ok: true });
    await page.getByLabel('What did they say?').waitFor();
    await page.setViewportSize({ width: 360, height: 480 });
    const covered = await page.evaluate(async () => {
      (document.querySelector('#room') as HTMLElement).style.height = '900px';
      host.panel.style.marginBottom = '900px';
      host.panel.stickyInset = { top: 56, bottom: 72 };
      for (const fold of host.panel.shadowRoot?.querySelectorAll('details') ?? []) fold.open = true;
      const fields = host.panel.shadowRoot?.querySelectorAll<HTMLElement>('button, select, summary, a, input') ?? [];
      const found: string[] = [];
      for (const field of [...fields].filter((one) => one.checkVisibility() && one.offsetHeight < 300)) {
        const { top: at, height: tall } = field.getBoundingClientRect();
        const under = scrollY + at;
        // In the window, so that a browser need not scroll, and under one of the bars.
        for (const y of [under - 10, under - innerHeight + tall + 10]) {
          field.blur();
          scrollTo(0, y);
          field.focus();
          const { top, bottom } = field.getBoundingClientRect();
          if (top < 56 || bottom > innerHeight - 72)
            found.push(`${field.tagName} ${field.textContent} ${top} ${bottom}`);
        }
      }
      return { found, tried: fields.length };
    });
    expect(covered.tried).toBeGreaterThan(3);
    expect(covered.found).toEqual([]);
    await page.evaluate(() => host.panel.setContext(null));
    expect(await page.evaluate(() => host.panel.openLog())).toMatchObject({ error: { code: 'record_unknown' } });
  });

  it('takes a token that names the record by another of its ids, and writes under that name', async () => {
    service.records.set('tenancy:TN-1', { prompts: [aPrompt({ title: 'For the tenancy' })] });
    await load(loaderTag + '<doorstep-panel installation="ins_test"></doorstep-panel>');
    await page.evaluate(async () => {
      await customElements.whenDefined('doorstep-panel');
      host.panel.getToken = () => Promise.resolve('signed-by-the-host:tenancy:TN-1');
      await host.panel.setContext({ kind: 'one', type: 'person', id: { host: 'guid', tenancyRef: 'TN-1' } });
    });
    await page.getByRole('button', { name: 'They told me something' }).click();
    await page.getByRole('button', { name: 'A worry' }).click();
    await seen('Saved: a worry.');
    expect(service.sent[0]?.body).toMatchObject({ record: { type: 'tenancy', id: 'TN-1' } });
  });

  it('stands in a frame where the host says so, with the same methods and events', async () => {
    const ours = framePage({ code: 'ins_test', origins: [service.url] });
    await page.route('**/embed/v1/panel?*', (route) =>
      route.fulfill({
        body: ours.html,
        headers: { 'content-type': 'text/html', 'content-security-policy': ours.policy },
      }),
    );
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'";
    await load(loaderTag + panelTag.replace('<doorstep-panel', '<doorstep-panel mode="frame"'), policy);
    await page.frameLocator('iframe[title="Doorstep"]').getByText('For A only').waitFor();
    expect(
      await page.evaluate(() => host.panel.setContext({ kind: 'one', type: 'person', id: { host: 'B' } })),
    ).toEqual({
      ok: true,
    });
    await page.frameLocator('iframe[title="Doorstep"]').getByText('For B only').waitFor();
    expect(await events('ready')).toMatchObject([{ mode: 'frame' }]);
    expect(await page.evaluate(() => host.panel.destroy())).toEqual({ ok: true });
    expect(await height()).toBe(0);
    expect(await page.evaluate(() => host.panel.setContext(null))).toMatchObject({ error: { code: 'destroyed' } });
    expect(await troubles()).toEqual(quiet);
  });

  it('falls back to a frame in a page that knows no custom elements', async () => {
    const ours = framePage({ code: 'ins_test', origins: [service.url] });
    await page.route('**/embed/v1/panel?*', (route) =>
      route.fulfill({
        body: ours.html,
        headers: { 'content-type': 'text/html', 'content-security-policy': ours.policy },
      }),
    );
    await page.addInitScript(() => {
      if (window === window.top) Reflect.deleteProperty(window, 'customElements');
    });
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'";
    await load(loaderTag + panelTag, policy);
    await page.frameLocator('iframe[title="Doorstep"]').getByText('For A only').waitFor();
    await page.evaluate(() => host.panel.setAttribute('record-id', 'B'));
    await page.frameLocator('iframe[title="Doorstep"]').getByText('For B only').waitFor();
    expect(await page.evaluate(() => host.panel.hasUnsaved())).toBe(false);
    expect(await troubles()).toEqual(quiet);
  });
});

describe('the panel in a host written in React', () => {
  let files: PanelFiles;
  let script: string;
  let browser: Browser;
  let service: FakeService;
  let page: Page;
  beforeAll(async () => {
    [files, script, browser] = await Promise.all([buildPanel('preact'), buildReactHost(), launchChromium()]);
    service = await startFakeService(files);
    service.records.set('person:A', { prompts: [aPrompt({ title: 'For A only' })] });
    service.records.set('person:B', { prompts: [aPrompt({ title: 'For B only' })] });
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.route('**/react-host.js', (route) => route.fulfill({ body: script, contentType: 'text/javascript' }));
    await page.route(`${service.url}/`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><title>Host</title><script src="/host.js"></script><div id="app"></div><script src="/react-host.js"></script>',
      }),
    );
    await page.goto(service.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it('stands once under StrictMode, follows its props, and answers with its events', async () => {
    const render = (id: string, more: object = {}) =>
      page.evaluate(
        ([record, given]) => {
          const heard = ((window as unknown as { heard?: unknown[] }).heard ??= []);
          show({
            src: '/embed/v1/doorstep.js',
            installation: 'ins_test',
            headingLevel: 3,
            context: { kind: 'one', type: 'person', id: { host: record } },
            getToken: (ask: { recordKey: string }) => `signed-by-the-host:${ask.recordKey}`,
            onReady: (detail: DoorstepEvents['doorstep-ready']) => heard.push(['ready', detail.mode]),
            onPrompts: (detail: DoorstepEvents['doorstep-prompts']) => heard.push(['prompts', detail.count]),
            onContext: (detail: DoorstepEvents['doorstep-context']) => heard.push(['context', detail.recordKey]),
            ...(given as object),
          });
        },
        [id, more] as const,
      );
    await render('A');
    await page.getByText('For A only').waitFor();
    await render('A', { theme: 'dark' });
    await render('B');
    await page.getByText('For B only').waitFor();
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([
      ['context', 'person:A'],
      ['ready', 'element'],
      ['prompts', 1],
      ['context', 'person:B'],
      ['prompts', 1],
    ]);
    expect(
      await page.evaluate(() => ({
        panels: document.querySelectorAll('doorstep-panel').length,
        roots: panel.shadowRoot?.querySelectorAll('.root').length,
        loaders: [...document.scripts].filter(({ src }) => src.endsWith('doorstep.js')).length,
        heading: panel.shadowRoot?.querySelector('.panel-heading')?.tagName,
        unsaved: panel.hasUnsaved(),
        errors: host.errors,
      })),
    ).toEqual({ panels: 1, roots: 1, loaders: 1, heading: 'H3', unsaved: false, errors: 0 });
    await page.evaluate(() => show(null));
    await page.locator('doorstep-panel').waitFor({ state: 'detached' });
  });

  it('brings none of the panel with it', () => {
    expect(script).toContain('doorstep-panel');
    expect(script).not.toMatch(/panel-heading|embed\/v1\/session/);
  });
});

describe('the files of the panel', () => {
  let files: PanelFiles;
  beforeAll(async () => {
    files = await buildPanel('preact');
  }, 120_000);

  it('fit their budgets', () => {
    const loader = String(files.get('doorstep.js'));
    const firstView = [...loader.matchAll(/assets\/panel-[\w-]+\.js|assets\/(?!frame-)[\w-]+\.js/g)].map(
      ([path]) => path,
    );
    const size = (path: string) => gzipSync(files.get(path) as Buffer, { level: 9 }).length;
    const total = [...new Set(firstView)].reduce((sum, path) => sum + size(path), size('doorstep.js'));
    process.stdout.write(`The loader has ${size('doorstep.js')} bytes and the first view ${total}, compressed.\n`);
    expect(firstView.length).toBeGreaterThan(0);
    expect(size('doorstep.js')).toBeLessThanOrEqual(2_000);
    expect(total).toBeLessThanOrEqual(50_000);
  });

  it('keep a version that the folder held before, for hosts that pinned it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doorstep-earlier-'));
    try {
      const earlier = { script: 'doorstep-0.0.9.js', integrity: 'sha384-x', files: ['doorstep-0.0.9.js'] };
      await writeFile(join(folder, 'versions.json'), JSON.stringify({ '0.0.9': earlier }));
      await writeFile(join(folder, 'doorstep-0.0.9.js'), 'the loader of then');
      await writeFile(join(folder, 'left-over.js'), 'of no version');
      const built = await buildPanelIn(folder);
      const versions = JSON.parse(String(built.get('versions.json'))) as Record<string, Version>;
      expect(versions['0.0.9']).toEqual(earlier);
      expect(String(built.get('doorstep-0.0.9.js'))).toBe('the loader of then');
      expect(built.has('left-over.js')).toBe(false);
      for (const { files: needed } of Object.values(versions))
        for (const name of needed) expect([...built.keys()]).toContain(name);
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
