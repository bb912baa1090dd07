import { describe, expect, it } from '@jest/globals';
import { everyRuntime } from '../test/build-panel.js';
import { aHeard, aPrompt, type FakeRecord } from '../test/fake-service.js';
import { panelOnPage, type Host } from '../test/panel-on-page.js';
import { panelStates } from '../test/panel-states.js';

declare const host: Host;

describe.each(everyRuntime)('the states of the panel on %s', (runtime) => {
  const panel = panelOnPage(runtime);
  const { open, press, seen, announced, status, focused, text, shown } = panel;
  const keep = (record: FakeRecord, id = 'A') => panel.service.records.set(`person:${id}`, record);
  const looks = () => panel.page.waitForResponse(/\/embed\/v1\/prompts$/);

  it.each(panelStates.map((state) => [state.name, state] as const))('%s', async (name, { bring, says }) => {
    await bring(panel);
    const words = await shown();
    for (const said of says) expect(words).toContain(said);
    expect(await panel.page.locator('doorstep-panel [aria-live]').count()).toBe(name.startsWith('stopped') ? 0 : 1);
    expect(await panel.page.evaluate(() => host.errors)).toBe(0);
    const levels = await panel.page.evaluate(() =>
      [...(host.panel.shadowRoot?.querySelectorAll('h1, h2, h3, h4, h5, h6') ?? [])].map(({ tagName }) => tagName),
    );
    expect(levels).toEqual(levels.map((_, index) => (index === 0 ? 'H2' : 'H3')));
    if (!name.startsWith('stopped')) expect(words.filter((one) => one !== '').at(-1)).toBe('Get help');
  });

  it('keeps what it was about with the words, and leads to who deals with what is not ours to keep', async () => {
    keep({});
    await open();
    await press('Log something');
    await press('Shared areas');
    await press('Money or bills');
    await panel.page.getByLabel('What did they say?').fill('The bins cost too much');
    await press('Save');
    await seen('Saved. Ref 7QK2AB.');
    expect(panel.service.sent.at(-1)?.body).toMatchObject({ topic: 'money-or-bills', words: 'The bins cost too much' });
    await press('Done');
    await press('Log something');
    await press('Damp or mould');
    await seen('Something in the home may be unsafe');
    await press('Save');
    await seen('Saved. Reference 7QK2.');
    expect(panel.service.sent.at(-1)).toMatchObject({ path: '/embed/v1/hand-offs', body: { route: 'hazard' } });
  });

  it('opens the second prompt in place, and says which of how many it is', async () => {
    keep({ prompts: [aPrompt({ title: 'The first' }), aPrompt({ title: 'The second', kind: 'invite' })] });
    await open();
    await seen('1 of 2');
    await panel.page.getByRole('button', { name: /The second/ }).click();
    await seen('2 of 2');
    expect(await focused()).toBe('The second');
    expect(await panel.page.getByRole('button', { name: /The first/ }).count()).toBe(1);
  });

  it('says what to say first and why a prompt is there, one fact a line with its source, and takes that it is wrong', async () => {
    keep({
      prompts: [aPrompt({ rule: 'Elm Court stairwell', why: [{ text: 'She lives in Elm Court.', source: 'Cx' }] })],
    });
    await open();
    await panel.page.getByText('Why you see this').click();
    await seen(
      'We ask after repairs so that the next one goes better. I write it down in your words. You need not answer, and you can stop whenever you like.',
    );
    await seen('Promises of money.');
    expect(await panel.page.locator('.reasons li').allInnerTexts()).toEqual([
      'She lives in Elm Court. From Cx.',
      'You can do: Write it down.',
      'You pass on: What another team decides.',
      'You leave alone: Promises of money.',
    ]);
    await seen('Rule: Elm Court stairwell.');
    await press('The prompt is wrong');
    await seen('Saved: not this time.');
    expect(panel.service.sent.map(({ body }) => body)).toMatchObject([{ outcome: 'not-this-time', reason: 'wrong' }]);
    await press('The facts are wrong');
    expect(panel.service.sent.at(-1)).toMatchObject({ path: expect.stringMatching(/follow-up$/) });
  });

  it('has no skeleton before 300 milliseconds, and lets something be logged however long it takes', async () => {
    await panel.page.clock.install();
    keep({ delay: 60_000 });
    await panel.page.goto(panel.service.url);
    await panel.page.clock.pauseAt(Date.now() + 60_000);
    await panel.moveTo('A');
    await panel.page.clock.runFor(250);
    expect(await panel.page.locator('.loading').count()).toBe(0);
    await panel.page.clock.runFor(100);
    expect(await panel.page.locator('.loading').count()).toBe(1);
    await panel.page.clock.runFor(8_000);
    await seen('This is taking longer than usual. You can still log something.');
    await announced('This is taking longer than usual. You can still log something.');
    expect(await status()).toBe('This is taking longer than usual. You can still log something.');
    await press('Log something');
    await panel.page.getByLabel('What did they say?').fill('The bins are full');
    await press('Save');
    await seen('Saved. Ref 7QK2AB.');
    await seen('They will hear back by 6 December.');
  });

  it('says who may not be asked, and starts prompts again once more than one tap says so', async () => {
    keep({ home: { state: 'do-not-ask' } });
    await open();
    await press('Start prompts again');
    await seen('Start prompts for this home again?');
    expect(await focused()).toBe('Leave it as it is');
    await press('Leave it as it is');
    expect(await focused()).toBe('Start prompts again');
    expect(panel.service.sent).toEqual([]);
    await press('Start prompts again');
    await press('Start prompts again');
    await seen('Saved. We may ask this home again.');
    await announced('Saved. We may ask this home again.');
    expect(await status()).toBe('Saved. We may ask this home again.');
    expect(panel.service.sent.map(({ path }) => path)).toEqual([expect.stringMatching(/\/preferences\/[\w-]+\/end$/)]);
    await press('Undo');
    await seen('Do not ask for views');
    expect(panel.service.sent.at(-1)).toMatchObject({
      path: '/embed/v1/preferences',
      body: { record: { type: 'person', id: 'A' }, kind: 'do-not-ask', theme: null },
    });
    await press('Start prompts again');
    await press('Start prompts again');
    await press('Done');
    await seen('Nothing to ask today');
  });

  it('says once that there is no connection, wherever the officer is, and reads the record when it is back', async () => {
    keep({ prompts: [aPrompt()] });
    keep({ prompts: [aPrompt({ title: 'Of another home' })] }, 'B');
    await open();
    await seen('Ask about the repair');
    await panel.page.context().setOffline(true);
    await seen('No connection.');
    await announced(/^No connection. You can still log something./);
    expect(await status()).toMatch(/^No connection. You can still log something./);
    await seen('Ask about the repair');
    await panel.moveTo('B');
    await seen('No connection.');
    expect(await text()).not.toContain('We cannot get prompts right now');
    await panel.page.context().setOffline(false);
    await seen('Of another home');
    await panel.page.getByText('No connection.').first().waitFor({ state: 'hidden' });
  });

  it('offers to start prompts again only to whoever may', async () => {
    keep({ home: { state: 'do-not-ask' }, caps: { startPromptsAgain: false } });
    await open();
    await seen('Do not ask for views');
    expect(await text()).not.toContain('Changed their mind?');
  });

  it('takes what is said about a record that nobody knows, and says that it waits for the record', async () => {
    keep({ home: { state: 'unknown', nextDataAt: null } });
    await open();
    await press('Log something');
    await panel.page.getByLabel('What did they say?').fill('Which bin is ours?');
    await press('Save');
    await seen('Saved. Ref 7QK2AB.');
    await seen('We do not know this record yet. It goes to the record once we do.');
  });

  it('opens a record with one request, and looks again by the tag that came with it', async () => {
    await panel.page.clock.install();
    keep({ prompts: [aPrompt()] });
    keep({ prompts: [aPrompt({ title: 'Of another home' })] }, 'B');
    const asked: string[] = [];
    panel.page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/embed\/v1\/(?!assets|doorstep)/.test(pathname)) asked.push(`${request.method()} ${pathname}`);
    });
    await open();
    await seen('Ask about the repair');
    expect(asked).toEqual(['POST /embed/v1/session']);
    await panel.moveTo('B');
    await seen('Of another home');
    expect(asked).toEqual(['POST /embed/v1/session', 'POST /embed/v1/session']);
    const again = looks();
    await panel.page.clock.runFor(15_500);
    expect((await again).status()).toBe(304);
    expect((await again).request().headers()['if-none-match']).toMatch(/^"[\w-]{43}"$/);
    expect(asked.slice(2)).toEqual(['GET /embed/v1/prompts']);
  });

  it('shows words that came from elsewhere within seconds, says so once, and moves no focus', async () => {
    await panel.page.clock.install();
    keep({ prompts: [aPrompt()] });
    await open();
    await seen('Ask about the repair');
    const same = looks();
    await panel.page.clock.runFor(15_500);
    expect((await same).status()).toBe(304);
    keep({ prompts: [aPrompt()], heardBefore: [aHeard({ words: 'Said at the door' })] });
    await panel.page.locator('body').evaluate((body) => {
      body.tabIndex = -1;
      body.focus();
    });
    await panel.page.clock.runFor(15_500);
    await panel.page.getByText('Heard before (1)').waitFor();
    await announced('Heard before has changed.');
    expect(await status()).toBe('Heard before has changed.');
    expect(await focused()).toBeNull();
    const quiet = looks();
    await panel.page.clock.runFor(15_500);
    expect((await quiet).status()).toBe(304);
  });

  it('changes nothing under the hands of somebody who is writing, and shows it when they have finished', async () => {
    await panel.page.clock.install();
    keep({ prompts: [aPrompt()] });
    await open();
    await press('They told me something');
    await press('A worry');
    await panel.page.getByLabel('In their words').fill('Half a word');
    keep({ prompts: [aPrompt({ title: 'Another question' })] });
    await panel.page.clock.runFor(60_000);
    expect(await panel.page.getByLabel('In their words').inputValue()).toBe('Half a word');
    expect(await text()).not.toContain('Another question');
    await panel.page.getByLabel('In their words').fill('');
    await press('Done');
    await seen('Another question');
  });

  it('looks again when it is seen after five minutes', async () => {
    await panel.page.clock.install();
    keep({ prompts: [aPrompt()] });
    await open();
    await seen('Ask about the repair');
    const turn = (state: 'hidden' | 'visible') =>
      panel.page.evaluate((seenAs) => {
        Object.defineProperty(document, 'visibilityState', { value: seenAs, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await turn('hidden');
    keep({ prompts: [aPrompt({ title: 'Another question' })] });
    await panel.page.clock.runFor(301_000);
    expect(await text()).not.toContain('Another question');
    await turn('visible');
    await seen('Another question');
  });

  it('retires without a word on the page when the service no longer speaks with it', async () => {
    const said: string[] = [];
    panel.page.on('console', (message) => said.push(message.text()));
    keep({ problem: { status: 410, code: 'version_retired' } });
    await open();
    await panel.page.locator('doorstep-panel .panel').waitFor({ state: 'detached' });
    expect(await text()).toBe('');
    expect((await panel.events()).filter(([name]) => name === 'error')).toEqual([
      ['error', { code: 'version_retired', fatal: true }],
    ]);
    expect(said.join('\n')).toMatch(/is no longer supported and has left the page/);
  });

  it('says of a note only that it is still here where nobody is signed in', async () => {
    keep({ prompts: [aPrompt()] });
    await open();
    await press('Log something');
    await panel.page.getByLabel('What did they say?').fill('The stairs are dark.');
    panel.service.signedOut = true;
    panel.service.sessions.clear();
    await panel.moveTo('B');
    await seen('You have been signed out of Doorstep');
    await seen(/Your note is still here./);
    expect(await text()).not.toContain('another record');
    expect(await text()).not.toContain('stairs');
  });

  it('asks the host twice before it says that somebody was signed out, and carries on where they were', async () => {
    keep({ prompts: [aPrompt()] });
    panel.service.signedOut = true;
    await open();
    await seen('You have been signed out of Doorstep');
    expect(await text()).not.toContain('Your note is still here.');
    expect(await panel.page.evaluate(() => (host as unknown as { asks: string[] }).asks)).toEqual([
      'start',
      'rejected',
    ]);
    panel.service.signedOut = false;
    await press('Try again');
    await seen('Ask about the repair');
  });
});
