import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { launchChromium } from '@doorstep/testing';
import { buildPanel, everyRuntime, type PanelFiles } from '../../test/build-panel.js';
import { aPrompt } from '../../test/fake-service.js';
import { startFrameHosts, type FrameHosts } from '../../test/frame-host.js';
import type { FramePanel } from './host.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

interface Host {
  readonly errors: number;
  readonly violations: string[];
  readonly escapes: number;
  readonly asks: string[];
  readonly aborted: number;
  readonly messages: number;
  readonly isReady: boolean;
  readonly onmessage: unknown;
  readonly events: [string, Record<string, unknown>][];
  readonly panel: FramePanel;
  readonly options: object;
  slow: boolean;
  answer(): void;
  open(id: string, label?: string): Promise<unknown>;
  frame(): HTMLIFrameElement;
}
declare const host: Host;

/** What the hostile page counts: its rounds of messages, and the answers that it got. */
interface Hostile {
  readonly rounds: number;
  readonly heard: number;
}

describe.each(everyRuntime)('the panel in a frame, on %s', (runtime) => {
  let files: PanelFiles;
  let browser: Browser;
  let hosts: FrameHosts;
  let page: Page;
  /** Every address that was asked for, with the page that it says it was asked from. */
  let addresses: string[];

  beforeAll(async () => {
    [files, browser] = await Promise.all([buildPanel(runtime), launchChromium()]);
  }, 120_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    hosts = await startFrameHosts(files);
    for (const id of ['A', 'B'])
      hosts.service.records.set(`person:${id}`, { prompts: [aPrompt({ title: `Ask ${id} about the repair` })] });
    const context = await browser.newContext({ viewport: { width: 400, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    addresses = [];
    page.on('request', (request) => addresses.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  });
  afterEach(async () => {
    await page.context().close();
    await hosts.close();
  });

  const inside = () => page.frameLocator('#panel iframe');
  const seen = (text: string) => inside().getByText(text).locator('visible=true').first().waitFor();
  const press = (name: string) => inside().getByRole('button', { name, exact: true }).click();
  const words = () => inside().getByLabel('What did they say?', { exact: true });
  const moveTo = (id: string, label?: string) =>
    page.evaluate(([id, label]) => host.open(id as string, label), [id, label]);
  const mounted = () => page.waitForFunction(() => typeof host === 'object' && host.panel !== undefined);
  const open = async (id = 'A', label?: string, query = '') => {
    await page.goto(`${hosts.host}/${query}`);
    await mounted();
    const moved = moveTo(id, label);
    await seen(`Ask ${id} about the repair`);
    return moved;
  };
  const told = (name: string) => page.evaluate((name) => host.events.filter(([one]) => one === name), name);
  /** The frame itself, to look behind what it shows. */
  const frame = () => page.frames().find((one) => one.url().startsWith(`${hosts.ours}/embed/v1/panel`))!;
  const height = () => page.evaluate(() => host.frame().getBoundingClientRect().height);
  const activeId = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
  const unharmed = async () => {
    const { errors, violations, isOwn } = await page.evaluate(() => ({
      errors: host.errors,
      violations: host.violations,
      isOwn: window.onmessage === host.onmessage,
    }));
    expect({ errors, violations, isOwn }).toEqual({ errors: 0, violations: [], isOwn: true });
  };

  const exchangeOf = (record: string) => ({
    token: `signed-by-the-host:${record}`,
    origin: hosts.host,
    show: true,
    panel: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });

  it('shakes hands with the page that its landlord named, and shows the record in its colours', async () => {
    expect(await open('A', 'Ben Osei')).toEqual({ ok: true });
    expect(await told('ready')).toEqual([['ready', { version: expect.stringMatching(/^\d/), mode: 'frame' }]]);
    expect((await told('context')).at(-1)).toEqual(['context', { epoch: expect.any(Number), recordKey: 'person:A' }]);
    expect(await page.evaluate(() => host.isReady)).toBe(true);
    expect(hosts.exchanges).toEqual([exchangeOf('person:A')]);
    expect(hosts.sites).toEqual(new Set(['same-origin']));
    const looks = await frame().evaluate(() => {
      const panel = document.querySelector('doorstep-panel') as HTMLElement & { readonly stickyInset: object };
      return {
        accent: getComputedStyle(panel).getPropertyValue('--doorstep-color-accent').trim(),
        scheme: getComputedStyle(document.documentElement).colorScheme,
        theme: panel.getAttribute('theme'),
        lang: document.documentElement.lang,
        inset: panel.stickyInset,
        styled: document.querySelectorAll('[style]').length,
      };
    });
    expect(looks).toEqual({
      accent: '#123456',
      scheme: 'dark',
      theme: 'dark',
      lang: 'en-GB',
      inset: { top: 40, bottom: 0 },
      styled: 0,
    });
    const attributes = await page.evaluate(() =>
      ['title', 'sandbox', 'allow', 'referrerpolicy', 'src'].map((name) => host.frame().getAttribute(name)),
    );
    expect(attributes).toEqual([
      'Doorstep',
      'allow-scripts allow-same-origin allow-forms allow-popups',
      '',
      'strict-origin',
      `${hosts.ours}/embed/v1/panel?installation=ins_test`,
    ]);
    await unharmed();
  });

  it('costs its host two kilobytes', () => {
    expect(gzipSync(files.get('doorstep-frame.js')!, { level: 9 }).length).toBeLessThanOrEqual(2048);
  });

  it('takes the height that it needs, and scrolls in no frame of its own', async () => {
    await open();
    await expectSoon(async () => {
      const needs = await frame().evaluate(() => document.documentElement.scrollHeight);
      return needs === (await height());
    });
    const before = await height();
    await press('Log something');
    await words().waitFor();
    await expectSoon(async () => (await height()) > before);
    expect((await told('resize')).length).toBeGreaterThan(1);
  });

  it('says so, and shows nothing else, on a page that the landlord did not name', async () => {
    hosts.allowed = ['https://other.example'];
    await page.goto(hosts.host);
    await mounted();
    await page.evaluate(() => void host.open('A', 'Ben Osei'));
    await seen('This page is not set up to show Doorstep');
    await seen('Ask your administrator to add this address.');
    expect(await inside().locator('doorstep-panel').count()).toBe(0);
    expect(hosts.exchanges).toEqual([]);
    expect(await told('ready')).toEqual([]);
    await unharmed();
  });

  it('waits for the page around it, whoever else of its landlord’s pages speaks to it', async () => {
    hosts.allowed = [hosts.host, hosts.hostile];
    await page.goto(`${hosts.host}/?hostile&bare`);
    await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = Object.assign(document.createElement('iframe'), { src, onload: resolve });
          document.querySelector('#panel')?.append(frame);
        }),
      `${hosts.ours}/embed/v1/panel?installation=ins_test`,
    );
    const hostile = page.frames().find((one) => one.url().startsWith(hosts.hostile))!;
    const before = await hostile.evaluate(() => (window as unknown as Hostile).rounds);
    await hostile.waitForFunction((before) => (window as unknown as Hostile).rounds > before + 5, before);
    expect(await inside().locator('body > *').count()).toBe(0);
    await page.evaluate((to) => {
      const { port2 } = new MessageChannel();
      const init = { doorstep: 1, t: 'init', nonce: 'of-the-host-itself', versions: [1] };
      host.frame().contentWindow?.postMessage(init, to, [port2]);
    }, hosts.ours);
    await inside().locator('doorstep-panel').waitFor();
    expect(await hostile.evaluate(() => (window as unknown as Hostile).heard)).toBe(0);
  });

  it('tells a page that speaks another version only that it cannot follow', async () => {
    await page.goto(`${hosts.host}/?bare`);
    const said = await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = Object.assign(document.createElement('iframe'), { src });
          frame.onload = () => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => resolve(data);
            const init = { doorstep: 1, t: 'init', nonce: 'of-the-host-itself', versions: [2] };
            frame.contentWindow?.postMessage(init, new URL(src).origin, [port2]);
          };
          document.querySelector('#panel')?.append(frame);
        }),
      `${hosts.ours}/embed/v1/panel?installation=ins_test`,
    );
    expect(said).toEqual({ t: 'error', code: 'version_retired', fatal: true });
    expect(await inside().locator('doorstep-panel').count()).toBe(0);
  });

  it('is deaf to every window but the page around it, and so is that page', async () => {
    await open('A', undefined, '?hostile');
    await moveTo('B');
    await seen('Ask B about the repair');
    const hostile = page.frames().find((one) => one.url().startsWith(hosts.hostile))!;
    expect(await hostile.evaluate(() => (window as unknown as Hostile).heard)).toBe(0);
    // They did arrive, at the host's own listener.
    expect(await page.evaluate(() => host.messages)).toBeGreaterThan(0);
    expect(await told('outcome')).toEqual([]);
    expect(await height()).toBeLessThan(2000);
    await unharmed();
  });

  it('takes the language and the colours of its host, which a frame cannot see', async () => {
    await open();
    const looks = () =>
      frame().evaluate(() => {
        const panel = document.querySelector('doorstep-panel');
        return [panel?.getAttribute('lang'), panel?.getAttribute('theme')];
      });
    const dress = (lang: string, scheme: string) =>
      page.evaluate(
        ([lang, scheme]) => {
          document.documentElement.lang = lang as string;
          document.documentElement.style.colorScheme = scheme as string;
          host.panel.setLook({ theme: 'auto' });
          return host.panel.refresh();
        },
        [lang, scheme],
      );
    await dress('cy', 'dark');
    expect(await looks()).toEqual(['cy', 'dark']);
    await seen('Cofnodi rhywbeth');
    await frame().evaluate(() => location.reload());
    await page.waitForFunction(() => host.events.filter(([name]) => name === 'ready').length === 2);
    expect(await looks()).toEqual(['cy', 'dark']);
    await dress('en-GB', 'normal');
    expect(await looks()).toEqual(['en-GB', 'light']);
    await dress('en-GB', 'light dark');
    expect(await looks()).toEqual(['en-GB', 'auto']);
  });

  it('is told everything again when its page is loaded again', async () => {
    await open();
    const looks = () =>
      frame().evaluate(() => {
        const panel = document.querySelector('doorstep-panel') as HTMLElement & { readonly stickyInset: object };
        const style = getComputedStyle(panel);
        return {
          theme: panel.getAttribute('theme'),
          radius: style.getPropertyValue('--doorstep-radius').trim(),
          accent: style.getPropertyValue('--doorstep-color-accent').trim(),
          inset: panel.stickyInset,
        };
      });
    await page.evaluate(() => {
      host.panel.setLook({ theme: 'light', tokens: { '--doorstep-radius': '9px' } });
      return host.panel.refresh();
    });
    const now = { theme: 'light', radius: '9px', accent: '', inset: { top: 40, bottom: 0 } };
    expect(await looks()).toEqual(now);
    await frame().evaluate(() => location.reload());
    await page.waitForFunction(() => host.events.filter(([name]) => name === 'ready').length === 2);
    await seen('Ask A about the repair');
    expect(await looks()).toEqual(now);
    expect((await page.evaluate(() => host.asks)).at(-1)).toBe('start person A');
    await unharmed();
  });

  it('shows nothing of the record before, from the very call on', async () => {
    await open('A', 'Ben Osei');
    hosts.service.records.set('person:B', { delay: 400, prompts: [aPrompt({ title: 'Ask B about the repair' })] });
    const hidden = await page.evaluate(() => {
      const moving = host.open('B');
      const { opacity } = getComputedStyle(host.frame());
      return moving.then((result) => ({ opacity, result }));
    });
    expect(hidden).toEqual({ opacity: '0', result: { ok: true } });
    // It has moved: what is drawn from here on is of B, though nothing of B has come yet.
    const text = await frame().evaluate(() => document.querySelector('doorstep-panel')?.shadowRoot?.textContent);
    expect(text).not.toMatch(/Ask A|Ben Osei/);
    await expectSoon(() => page.evaluate(() => getComputedStyle(host.frame()).opacity === '1'));
    await seen('Ask B about the repair');
    await unharmed();
  });

  it('shows no record for a context that cannot be read', async () => {
    await open();
    const result = await page.evaluate(() => host.panel.setContext({ kind: 'one', type: 'person' } as never));
    expect(result).toMatchObject({ ok: false, error: { code: 'context_unreadable' } });
    await seen('Open a record to see prompts');
    await moveTo('A');
    await seen('Ask A about the repair');
    const round = await page.evaluate(() => {
      const circle: Record<string, unknown> = { kind: 'none' };
      circle['self'] = circle;
      return host.panel.setContext(circle as never);
    });
    expect(round).toMatchObject({ ok: false, error: { code: 'context_unreadable' } });
    await seen('Open a record to see prompts');
    await moveTo('A');
    await seen('Ask A about the repair');
    await page.evaluate(() => void host.open('A', 'x'.repeat(5000)));
    await seen('Open a record to see prompts');
    await unharmed();
  });

  it('asks the host for tokens by reason, and says when there are none', async () => {
    await open('A');
    await moveTo('B');
    await seen('Ask B about the repair');
    hosts.service.sessions.clear();
    await press('Log something');
    await words().fill('The gate sticks.');
    await press('Save');
    await seen('Saved');
    expect(await page.evaluate(() => host.asks)).toEqual(['start person A', 'context person B', 'rejected person B']);
    hosts.service.signedOut = true;
    await moveTo('A');
    await seen('You have been signed out of Doorstep');
    expect((await told('error')).at(-1)).toEqual(['error', expect.objectContaining({ code: 'token_missing' })]);
    await unharmed();
  });

  it('lets go of a token that nobody waits for any more', async () => {
    await page.goto(hosts.host);
    await mounted();
    await page.evaluate(() => {
      host.slow = true;
      void host.open('A');
    });
    await page.waitForFunction(() => host.asks.length === 1);
    await page.evaluate(() => {
      host.slow = false;
      void host.open('B');
    });
    await page.waitForFunction(() => host.aborted === 1);
    await page.evaluate(() => host.answer());
    await seen('Ask B about the repair');
    expect(hosts.exchanges).toEqual([exchangeOf('person:B')]);
    await unharmed();
  });

  it('takes no space while it is dead, and comes back when it answers late', async () => {
    hosts.holding = true;
    await page.clock.install();
    await page.goto(hosts.host, { waitUntil: 'commit' });
    await mounted();
    const results = page.evaluate(() => Promise.all([host.open('A'), host.panel.whenReady()]));
    expect(await height()).toBeGreaterThan(0);
    await page.clock.fastForward(10_000);
    const dead = { ok: false, error: { code: 'timeout', message: 'timeout' } };
    expect(await results).toEqual([dead, dead]);
    expect(await height()).toBe(0);
    expect(await told('error')).toEqual([['error', { code: 'timeout', fatal: true }]]);
    expect(await page.evaluate(() => getComputedStyle(host.frame()).visibility)).toBe('hidden');
    hosts.release();
    await seen('Ask A about the repair');
    await expectSoon(async () => (await height()) > 0);
    expect(await page.evaluate(() => host.panel.whenReady())).toEqual({ ok: true });
    await unharmed();
  });

  it('lets Tab in and out at both ends, and Escape through where nothing in it wants it', async () => {
    await open();
    await page.focus('#before');
    await page.keyboard.press('Tab');
    expect(await activeId()).toBe('IFRAME');
    await tabUntil('after', 'Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await activeId()).toBe('IFRAME');
    await tabUntil('before', 'Shift+Tab');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => host.escapes === 1);
    await press('Not this time');
    await seen('Not this time: why?');
    await page.keyboard.press('Escape');
    await inside().getByRole('button', { name: 'Not this time', exact: true }).waitFor();
    expect(await page.evaluate(() => host.escapes)).toBe(1);
    await page.focus('#after');
    const focused = await page.evaluate(() => {
      const focusing = host.panel.focusPanel();
      const focused = document.activeElement?.tagName;
      return focusing.then((result) => [focused, result]);
    });
    expect(focused).toEqual(['IFRAME', { ok: true }]);
    expect(await focusedInside()).toBe('Doorstep');
    await unharmed();
  });

  it('keeps a draft with its record, and tells the host that there is one and nothing of it', async () => {
    await open();
    expect(await page.evaluate(() => host.panel.openLog())).toEqual({ ok: true });
    await words().fill('The lift is noisy.');
    await page.waitForFunction(() => host.panel.hasUnsaved());
    await words().press('Escape');
    await page.waitForFunction(() => host.escapes === 1);
    await moveTo('B');
    await seen('Ask B about the repair');
    expect(await inside().getByText('The lift is noisy.').count()).toBe(0);
    await moveTo('A');
    await expectSoon(async () => (await words().inputValue()) === 'The lift is noisy.');
    expect(await told('unsaved')).toEqual([['unsaved', { unsaved: true }]]);
    expect(JSON.stringify(await page.evaluate(() => host.events))).not.toContain('noisy');
    await frame().evaluate(() => location.reload());
    await page.waitForFunction(() => !host.panel.hasUnsaved());
    await unharmed();
  });

  it('names nobody in any address, and sends none on', async () => {
    const prompts = [aPrompt({ title: 'Ask SECRET-1 about the repair' })];
    hosts.service.records.set('person:SECRET-1', { prompts });
    await open('SECRET-1', 'Ben Osei');
    await press('They told me something');
    await press('A worry');
    await seen('Saved: a worry.');
    await frame().evaluate(() => location.reload());
    await seen('Log something');
    await page.evaluate(async () => {
      await host.panel.destroy();
      const context = { kind: 'one', type: 'person', id: { host: 'SECRET-1' }, label: 'Ben Osei' };
      window.Doorstep?.('frame', { ...host.options, context });
    });
    await seen('Log something');
    expect((await told('outcome')).map(([, detail]) => detail['outcome'])).toEqual(['heard']);
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((address) => /SECRET|Ben|Osei|signed|person/i.test(address))).toEqual([]);
    const referrers = new Set(addresses.map((address) => address.split(' ')[1]));
    expect(referrers).toEqual(new Set(['', `${hosts.host}/`, `${hosts.ours}/`]));
  });

  it('ends when the host says so, and answers its methods all the same', async () => {
    await open();
    const results = await page.evaluate(async () => {
      const { panel } = host;
      return [
        await panel.refresh(),
        await panel.destroy(),
        await panel.setContext({ kind: 'none' }),
        await panel.openLog(),
        await panel.whenReady(),
        panel.hasUnsaved(),
        document.querySelectorAll('#panel iframe').length,
      ];
    });
    const over = { ok: false, error: { code: 'destroyed', message: 'destroyed' } };
    expect(results).toEqual([{ ok: true }, { ok: true }, over, over, over, false, 0]);
    await page.evaluate(() => {
      window.Doorstep?.('frame', { ...host.options, in: '#nowhere' });
      window.Doorstep?.('frame');
    });
    await unharmed();
  });

  async function tabUntil(id: string, key: string): Promise<void> {
    for (let presses = 0; presses < 40 && (await activeId()) !== id; presses += 1) await page.keyboard.press(key);
    expect(await activeId()).toBe(id);
  }

  function focusedInside(): Promise<string | null | undefined> {
    return frame().evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
  }

  /** What the browser does in its own time, looked at until it is so. */
  async function expectSoon(isSo: () => Promise<boolean>): Promise<void> {
    const until = Date.now() + 5_000;
    while (!(await isSo())) {
      if (Date.now() > until) throw new Error(`It never came to be so: ${isSo.toString()}`);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  }
});
