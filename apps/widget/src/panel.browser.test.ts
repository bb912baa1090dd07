import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { launchChromium } from '@doorstep/testing';
import type { PanelPrompt } from '@doorstep/contracts/embed';
import { buildPanel, everyRuntime, type PanelFiles } from '../test/build-panel.js';
import { aHeard, aPrompt, startFakeService, type FakeRecord, type FakeService } from '../test/fake-service.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

interface Host {
  readonly errors: number;
  readonly violations: string[];
  readonly shortcuts: number;
  readonly asks: string[];
  readonly events: [string, Record<string, unknown>][];
  readonly panel: HTMLElement & {
    setContext(context: unknown): Promise<unknown>;
    destroy(): Promise<unknown>;
    refresh(): Promise<unknown>;
  };
  text(): string;
  open(id: string, label?: string): Promise<unknown>;
}
declare const host: Host;

const long = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
const full: FakeRecord = {
  prompts: [
    aPrompt({
      title: 'Ask about the stairwell colour',
      alreadyDecided: 'work starts in March.',
      stillOpen: `the colour, and who chooses it at ${long}.`,
    }),
    aPrompt({ kind: 'tell-them', title: 'Their lift report, August' }),
  ],
  heardBefore: [
    aHeard({
      outcomeId: '5a1f0c4e-7a52-4c0e-9f55-0b5b9c6c7d11',
      asked: 'How is the lift for you?',
      words: `It stops at the third floor. ${long}`,
      whose: 'relayed',
      isReplyOwed: true,
    }),
  ],
};

describe.each(everyRuntime)('the panel on %s', (runtime) => {
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
    const context = await browser.newContext({ viewport: { width: 380, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterEach(async () => {
    await page.context().close();
    await service.close();
  });

  const open = async (id = 'A', label?: string) => {
    await page.goto(service.url);
    await page.evaluate(([id, label]) => host.open(id as string, label), [id, label]);
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();
  const prompt = (id = 'A', given: Partial<PanelPrompt> = {}) => {
    service.records.set(`person:${id}`, { prompts: [aPrompt(given)] });
  };
  const seen = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const status = () => page.getByRole('status').textContent();
  /** Tab by Tab, in the order of the document, without ever leaving the panel. */
  const tabOnTo = async (name: string) => {
    let before = -1;
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const [at, text] = await page.evaluate(() => {
        const root = host.panel.shadowRoot as ShadowRoot;
        const here = root.activeElement;
        return [here ? [...root.querySelectorAll('*')].indexOf(here) : -1, here?.textContent ?? null] as const;
      });
      expect(at).toBeGreaterThan(before);
      if (text === name) return;
      before = at;
    }
    throw new Error(`Tab never came to ${name}`);
  };
  const focused = () => page.evaluate(() => host.panel.shadowRoot?.activeElement?.textContent ?? null);

  it('keeps an outcome in two taps, and shows it after a reload', async () => {
    prompt();
    await open('A', 'Amira, 12 Elm Court');
    await seen('Amira, 12 Elm Court');
    await page.evaluate(() => {
      Object.assign(host, { taps: 0 });
      addEventListener('pointerdown', () => ((host as unknown as { taps: number }).taps += 1), true);
    });
    await press('They told me something');
    await press('A worry');
    await seen('Saved: a worry.');
    expect(await page.evaluate(() => (host as unknown as { taps: number }).taps)).toBe(2);
    await page.getByRole('status').filter({ hasText: 'Saved: a worry.' }).waitFor({ state: 'attached' });
    expect(await status()).toBe('Saved: a worry.');
    expect(service.sent.map(({ path }) => path)).toEqual(['/embed/v1/outcomes']);
    expect(service.sent[0]?.body).toMatchObject({
      record: { type: 'person', id: 'A' },
      outcome: 'heard',
      heard: 'worry',
    });

    await open();
    await seen('Heard before (1)');
    await seen('A worry');
    await seen('How did the repair go for you?');
    const events = await page.evaluate(() => JSON.stringify(host.events));
    expect(events).not.toMatch(/Amira|Elm|repair/);
  });

  it('keeps their words as typed, and whose they are', async () => {
    prompt();
    await open();
    await press('They told me something');
    await press('An idea');
    await page.getByLabel('In their words').fill('  Paint it <b>blue</b>, “like the sea”. ');
    await page.getByLabel('Passed on by someone').check();
    await page.getByLabel('No', { exact: true }).check();
    await press('Save words');
    await seen('Words saved.');
    expect(service.sent[1]?.body).toMatchObject({
      words: '  Paint it <b>blue</b>, “like the sea”. ',
      whose: 'relayed',
      keepName: false,
    });
    await press('Done');
    await seen('Nothing to ask today');
    await seen(/Paint it <b>blue<\/b>/);
  });

  it('lets the officer go on writing while a tap is saved', async () => {
    prompt();
    await open();
    await press('They told me something');
    let release = () => {};
    const typed = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/embed/v1/outcomes', async (route) => {
      await typed;
      await route.continue();
    });
    await press('An idea');
    await page.getByLabel('In their words').focus();
    await page.keyboard.type('Paint it ');
    release();
    await seen('Saved: an idea.');
    await page.keyboard.type('blue.');
    expect(await page.getByLabel('In their words').inputValue()).toBe('Paint it blue.');
  });

  it('blanks the record before in the same tick, and never shows a late answer', async () => {
    service.records.set('person:A', { delay: 400, prompts: [aPrompt({ title: 'For A only', say: 'Secret of A?' })] });
    service.records.set('person:B', { prompts: [aPrompt({ title: 'For B only' })] });
    const askedForA = page.waitForRequest(/session/);
    await open('A', 'Alpha of Elm Court');
    await askedForA;
    await page.evaluate(() => host.open('B', 'Bravo of Oak Row'));
    const texts = await page.evaluate(async () => {
      const seen = [host.text()];
      const until = performance.now() + 2_000;
      while (performance.now() < until) {
        await new Promise(requestAnimationFrame);
        seen.push(host.text());
      }
      return seen;
    });
    for (const text of texts) expect(text).not.toMatch(/For A only|Secret of A|Alpha|Elm Court/);
    expect(texts.at(-1)).toMatch(/Bravo of Oak Row.*For B only/s);

    await page.evaluate(() => host.open('A', 'Alpha of Elm Court'));
    await seen('For A only');
    const atOnce = await page.evaluate(() => {
      void host.open('B', 'Bravo of Oak Row');
      return host.text();
    });
    expect(atOnce).toMatch(/Bravo of Oak Row/);
    expect(atOnce).not.toMatch(/For A only|Secret of A|Alpha|Elm Court/);
    await seen('For B only');
    expect(await page.evaluate(() => host.asks)).toEqual(['start', 'context', 'context', 'context']);
  });

  it('follows attributes set one after the other as one record', async () => {
    prompt();
    await page.goto(service.url);
    await page.evaluate(() => {
      host.panel.setAttribute('record-type', 'tenancy');
      host.panel.setAttribute('record-id', 'A');
      host.panel.setAttribute('record-type', 'person');
    });
    await seen('Ask about the repair');
    expect([...service.sessions.values()]).toEqual(['person:A']);
  });

  it('keeps an unsaved note with its record, and names it nowhere else', async () => {
    prompt('A');
    prompt('B');
    await open('A', 'Alpha');
    await press('They told me something');
    await press('A worry');
    await seen('Saved: a worry.');
    await page.getByLabel('In their words').fill('The stairs are dark');
    await page.evaluate(() => host.open('B', 'Bravo'));
    await seen('You have an unsaved note for another record.');
    expect(await page.evaluate(() => host.text())).not.toMatch(/Alpha|stairs/);
    await press('They told me something');
    await press('Happy as it is');
    await seen('Saved: happy as it is.');
    expect(await page.getByLabel('In their words').inputValue()).toBe('');
    expect(JSON.stringify(service.sent)).not.toMatch(/stairs/);
    await press('Go back to it');
    expect(await page.evaluate(() => host.events.filter(([name]) => name === 'navigate'))).toEqual([
      ['navigate', { target: { type: 'person', id: 'A' } }],
    ]);
    await page.evaluate(() => host.open('A', 'Alpha'));
    await page.getByLabel('In their words').waitFor();
    expect(await page.getByLabel('In their words').inputValue()).toBe('The stairs are dark');
    await press('Done');
    await seen('You have not saved these words.');
    await press('Save words');
    await seen('Words saved.');
    expect(service.sent.at(-1)?.body).toMatchObject({ record: { id: 'A' }, words: 'The stairs are dark' });
  });

  it('sends a tap that another record cut off once more, as the same one, and calls nobody to it', async () => {
    prompt('A');
    prompt('B');
    await open('A', 'Alpha');
    await press('They told me something');
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/embed/v1/outcomes', async (route) => {
      await held;
      await route.continue();
    });
    await press('A worry');
    await page.getByLabel('In their words').fill('The stairs are dark');
    await page.evaluate(() => host.open('B', 'Bravo'));
    await seen('You have an unsaved note for another record.');
    letGo();
    await page.evaluate(() => host.open('A', 'Alpha'));
    await seen('Saved: a worry.');
    expect(await focused()).toBe('Doorstep');
    expect(await page.getByLabel('In their words').inputValue()).toBe('The stairs are dark');
    await press('Save words');
    await seen('Words saved.');
    const taps = service.sent.filter(({ path }) => path === '/embed/v1/outcomes');
    expect(taps).toHaveLength(2);
    expect(new Set(taps.map(({ key }) => key)).size).toBe(1);
    expect(taps[0]?.body).toEqual(taps[1]?.body);
    expect(service.sent.at(-1)?.body).toMatchObject({ record: { id: 'A' }, words: 'The stairs are dark' });
  });

  it('makes one outcome of a write whose answer was lost', async () => {
    prompt();
    service.loseAnswers = 1;
    await open();
    await press('They told me something');
    await press('Something good');
    await seen('Not saved. Your CRM is not affected.');
    await press('Try again');
    await seen('Saved: something good.');
    expect(service.sent).toHaveLength(2);
    expect(service.sent[0]).toEqual(service.sent[1]);
    expect(service.records.get('person:A')?.heardBefore).toHaveLength(1);
  });

  it('sends what could not be sent once the connection is back', async () => {
    prompt();
    await open();
    await press('They told me something');
    await page.context().setOffline(true);
    await press('An idea');
    await seen('No connection.');
    await page.context().setOffline(false);
    await seen('Saved: an idea.');
    expect(service.records.get('person:A')?.heardBefore).toHaveLength(1);
  });

  it('takes an outcome back, at once or later', async () => {
    prompt();
    await open();
    await press('They told me something');
    await press('A worry');
    await press('Undo');
    await seen('Nothing to ask today');
    expect(service.records.get('person:A')?.heardBefore).toEqual([]);

    service.records.set('person:A', full);
    await open();
    await page.getByText('Heard before (1)').click();
    await press('Take back');
    await press('Keep it');
    await press('Take back');
    await press('Take it back');
    await page.getByText('Heard before').waitFor({ state: 'detached' });
    expect(service.sent.at(-1)?.path).toMatch(/\/5a1f0c4e-7a52-4c0e-9f55-0b5b9c6c7d11\/withdraw$/);
  });

  it.each([
    ['Not the right moment', 'moment'],
    ['Not interested in this topic', 'topic'],
    ['Would rather be asked another way', 'another-way'],
    ['The prompt is wrong', 'wrong'],
  ])('not this time: %s', async (name, reason) => {
    prompt();
    await open();
    await press('Not this time');
    await press(name);
    await seen('We will not show a prompt for this home before 25 December.');
    expect(service.sent.map(({ body }) => body)).toMatchObject([{ outcome: 'not-this-time', reason }]);
  });

  it('asks once more before it stops all prompts', async () => {
    prompt();
    await open();
    await press('Not this time');
    await press('Asked us not to ask again');
    await seen('Stop all prompts for this home?');
    expect(service.sent).toEqual([]);
    await press('Stop all prompts');
    await seen('Saved. We will not ask this home again.');
    expect(service.sent.map(({ body }) => body)).toMatchObject([{ reason: 'never' }]);
  });

  it('renews a session that the service has forgotten, and says so when the host gives no token', async () => {
    prompt();
    await open();
    await seen('Ask about the repair');
    service.sessions.clear();
    await press('They told me something');
    await press('A worry');
    await seen('Saved: a worry.');
    expect(await page.evaluate(() => host.asks)).toEqual(['start', 'rejected']);
    service.signedOut = true;
    service.sessions.clear();
    await page.getByLabel('In their words').fill('Kept');
    await press('Save words');
    await seen('Your note is still here.');
    expect(await page.getByLabel('In their words').inputValue()).toBe('Kept');
  });

  it('works with the keyboard alone, and never loses focus', async () => {
    prompt();
    await open();
    await seen('Ask about the repair');
    const tabTo = async (name: string) => {
      await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await tabTo('Log something');
    await tabTo('Something’s not right');
    await tabTo('They told me something');
    await page.keyboard.press('Enter');
    await seen('What did they say?');
    expect(await focused()).toBe('What did they say?');
    await page.keyboard.press('Escape');
    await seen('Ask about the repair');
    expect(await focused()).toBe('Ask about the repair');
    await tabTo('They told me something');
    await page.keyboard.press('Enter');
    await tabTo('');
    await tabTo('An idea');
    await tabTo('A worry');
    await page.keyboard.press('Space');
    await seen('Saved: a worry.');
    expect(await focused()).toBe('Saved: a worry.');
    await tabTo('Undo');
    await page.keyboard.press('Tab');
    await page.keyboard.type('jkg/?');
    expect(await page.evaluate(() => host.shortcuts)).toBe(0);
    await tabOnTo('Save words');
    await page.keyboard.press('Enter');
    await seen('Words saved.');
    expect(await focused()).toBe('Done');
    await page.keyboard.press('Enter');
    await seen('Nothing to ask today');
    expect(await focused()).toBe('Doorstep');
  });

  it('takes not this time from the keyboard alone, and never loses focus', async () => {
    prompt();
    await open();
    await seen('Ask about the repair');
    await tabOnTo('Not this time');
    await page.keyboard.press('Enter');
    await seen('Not this time: why?');
    expect(await focused()).toBe('Not this time: why?');
    await tabOnTo('Would rather be asked another way');
    await page.keyboard.press('Enter');
    await seen('By letter');
    expect(await focused()).not.toBeNull();
    await tabOnTo('By letter');
    await page.keyboard.press('Enter');
    await seen(/^Saved\. /);
    expect(await focused()).not.toBeNull();
    await tabOnTo('Done');
    await page.keyboard.press('Enter');
    await seen('Nothing to ask today');
    expect(await focused()).toBe('Doorstep');
  });

  it('says each thing once, in one place: saved, another record, no connection, and what went wrong', async () => {
    prompt('A');
    service.records.set('person:B', { problem: { status: 500, code: 'server' } });
    await open('A', 'Alpha');
    await seen('Ask about the repair');
    await page.evaluate(() => {
      const region = host.panel.shadowRoot?.querySelector('[aria-live]') as HTMLElement;
      const said: string[] = [];
      Object.assign(host, { said, region });
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    await press('They told me something');
    await press('A worry');
    await seen('Saved: a worry.');
    await page.context().setOffline(true);
    await seen('No connection.');
    await page.context().setOffline(false);
    await page
      .locator('doorstep-panel :not(.unseen)', { hasText: /^No connection\./ })
      .first()
      .waitFor({ state: 'detached' });
    await page.evaluate(() => host.open('B', 'Bravo'));
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    const { said, isSame } = await page.evaluate(() => {
      const { said, region } = host as unknown as { said: string[]; region: Element };
      const regions = [
        ...(host.panel.shadowRoot?.querySelectorAll('[aria-live], [role="status"], [role="alert"]') ?? []),
      ];
      return { said, isSame: regions.length === 1 && regions[0] === region };
    });
    expect(isSame).toBe(true);
    for (const once of [/^Saved: a worry\.$/, /^No connection\./, /^Now showing Bravo\.$/, /^We cannot get prompts/])
      expect([once, said.filter((one) => once.test(one)).length]).toEqual([once, 1]);
  });

  describe('stops by itself, and its host goes on,', () => {
    const stopped = async () => {
      await seen('Doorstep has stopped');
      expect((await page.evaluate(() => host.events)).filter(([name]) => name === 'error')).toEqual([
        ['error', { code: 'crashed', fatal: false }],
      ]);
      await goesOn();
      await press('Start again');
      await seen('Ask about the repair');
    };
    const goesOn = async () => {
      expect(
        await page.evaluate(() => {
          const button = document.body.appendChild(document.createElement('button'));
          let pressed = 0;
          button.addEventListener('click', () => (pressed += 1));
          button.click();
          return [pressed, host.errors];
        }),
      ).toEqual([1, 0]);
    };

    beforeEach(() => {
      prompt('A');
      prompt('B');
    });

    it('when an effect throws', async () => {
      await open();
      await seen('Ask about the repair');
      await page.evaluate(() => {
        const { addEventListener } = window;
        window.addEventListener = (...given: Parameters<typeof addEventListener>) => {
          if (given[0] !== 'online') return addEventListener.apply(window, given);
          window.addEventListener = addEventListener;
          throw new RangeError('of an effect');
        };
        return host.open('B');
      });
      await stopped();
    });

    it('when a handler throws', async () => {
      await open();
      await press('They told me something');
      await page.evaluate(() => {
        const { randomUUID } = crypto;
        crypto.randomUUID = () => {
          crypto.randomUUID = randomUUID;
          throw new RangeError('of a handler');
        };
      });
      await press('A worry');
      await stopped();
    });

    it('when a timer throws', async () => {
      await page.clock.install();
      await open();
      await seen('Ask about the repair');
      await page.evaluate(() =>
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => {
            Reflect.deleteProperty(document, 'visibilityState');
            throw new RangeError('of a timer');
          },
        }),
      );
      await page.clock.runFor(15_500);
      await stopped();
    });

    it('or only says that it could not read, when what follows an answer throws', async () => {
      await open();
      await seen('Ask about the repair');
      await page.evaluate(() => {
        const { text, json } = Response.prototype;
        const spoilt = () => {
          Object.assign(Response.prototype, { text, json });
          throw new RangeError('of an answer');
        };
        const getToken = (ask: { recordKey: string }) => Promise.resolve(`signed-by-the-host:${ask.recordKey}`);
        Object.assign(host.panel, { getToken });
        Object.assign(Response.prototype, { text: spoilt, json: spoilt });
        return host.open('B');
      });
      await press('Try again');
      await seen('Ask about the repair');
      await goesOn();
    });
  });

  it('leaves its host alone: a strict policy, its own type size, two copies, and a crash', async () => {
    prompt();
    await open();
    await seen('Ask about the repair');
    expect(await page.evaluate(() => customElements.get('doorstep-panel') !== undefined)).toBe(true);
    expect(
      await page
        .locator('doorstep-panel')
        .getByText('How did the repair go')
        .evaluate((node) => getComputedStyle(node).fontSize),
    ).toBe('17px');
    const primary = page.getByRole('button', { name: 'They told me something' });
    const paint = () => primary.evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(await paint()).toBe('rgb(29, 92, 159)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paint()).toBe('rgb(141, 189, 240)');
    await page.evaluate(() => host.panel.setAttribute('theme', 'light'));
    expect(await paint()).toBe('rgb(29, 92, 159)');
    expect(await page.evaluate(() => host.violations)).toEqual([]);

    service.records.set('person:C', { home: { state: 'capped', notBefore: 'no date at all' } });
    await page.evaluate(() => host.open('C'));
    await seen('Doorstep has stopped');
    service.records.set('person:C', { home: { state: 'capped', lastAskedOn: '2026-11-03', notBefore: '2026-12-03' } });
    await press('Start again');
    await seen(/This home was last asked on 3 November. We will not prompt again before 3 December./);
    expect(await page.evaluate(() => host.errors)).toBe(0);
  });

  it('answers its host, whatever the host does, and throws nothing', async () => {
    prompt();
    await open();
    await seen('Ask about the repair');
    const answers = await page.evaluate(async () => {
      const { panel } = host;
      const home = panel.parentElement as HTMLElement;
      for (let turn = 0; turn < 20; turn += 1) {
        panel.remove();
        home.append(panel);
      }
      const unreadable = await panel.setContext('A');
      const moved = [await panel.refresh(), await panel.destroy(), await panel.setContext(null)];
      return { unreadable, moved, left: host.text(), errors: host.errors };
    });
    expect(answers).toMatchObject({
      unreadable: { ok: false, error: { code: 'context_unreadable' } },
      moved: [{ ok: true }, { ok: true }, { ok: false, error: { code: 'destroyed' } }],
      left: '',
      errors: 0,
    });
  });

  it('keeps what the officer does when a host takes the panel out and puts it back', async () => {
    prompt();
    await open();
    await press('They told me something');
    await press('A worry');
    await page.getByLabel('In their words').fill('Half a word');
    // As Dynamics does with its tabs: out of one and into another, hidden and shown again, in one go.
    const roots = await page.evaluate(async () => {
      const [one, other] = [host.panel.parentElement as HTMLElement, document.createElement('section')];
      document.body.append(other);
      for (let turn = 0; turn < 20; turn += 1) {
        const [from, to] = turn % 2 === 0 ? [one, other] : [other, one];
        host.panel.remove();
        from.hidden = true;
        to.hidden = false;
        to.append(host.panel);
        await new Promise((resolve) => setTimeout(resolve));
      }
      return host.panel.shadowRoot?.querySelectorAll('.root, .panel').length;
    });
    expect(roots).toBe(2);
    expect(await page.getByLabel('In their words').inputValue()).toBe('Half a word');
    expect([...service.sessions.values()]).toEqual(['person:A']);
  });

  it('speaks Welsh', async () => {
    prompt();
    await page.goto(service.url);
    await page.evaluate(() => host.panel.setAttribute('lang', 'cy'));
    await page.evaluate(() => host.open('A'));
    await press('Nid y tro hwn');
    await seen('Nid y tro hwn: pam?');
  });
});
