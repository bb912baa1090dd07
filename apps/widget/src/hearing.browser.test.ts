import { beforeEach, describe, expect, it } from '@jest/globals';
import { givenRuntime } from '../test/build-panel.js';
import { aHeard, anOffer, aPrompt, aTelling, type FakeRecord } from '../test/fake-service.js';
import { panelOnPage, type Host } from '../test/panel-on-page.js';

declare const host: Host;
const hostile = '  <b onclick="x()">Bins</b> {{7*7}} =cmd|A1 ’; DROP TABLE — مرحبا \u202e👩🏽‍🦽  ';

/** Four pixels by three. */
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEElEQVR4nGPomLkKjhhwcgCiLBWFY1wQzAAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(givenRuntime)('hearing, telling and reading back, on %s', (runtime) => {
  const panel = panelOnPage(runtime);
  const { open, press, seen, announced, status, focused, text, sentTo } = panel;
  const keep = (record: FakeRecord, id = 'A') => panel.service.records.set(`person:${id}`, record);
  const words = () => panel.page.getByLabel('What did they say?');

  beforeEach(() => {
    keep({ prompts: [aPrompt()] });
  });

  it('logs what nobody asked for, from the words alone', async () => {
    await open();
    await press('Log something');
    expect(await focused()).toBe('Log something');
    await press('Save');
    await seen('Write what they said, or go back.');
    await announced('Write what they said, or go back.');
    expect(await status()).toBe('Write what they said, or go back.');
    await words().fill(hostile);
    await press('Save');
    await seen('Saved.');
    expect(sentTo('voices').map(({ body }) => body)).toEqual([
      {
        record: { type: 'person', id: 'A' },
        words: hostile,
        saidAt: expect.any(String),
        whose: 'own',
        kind: null,
        speaker: 'resident',
        takenThrough: 'in-person',
        supportedBy: null,
        keepName: true,
        mayShare: false,
        wantsReply: true,
        isAnonymous: false,
        isAboutAnother: false,
      },
    ]);
    await press('Done');
    await panel.page.getByText('Heard before (1)').click();
    await seen('Not sorted yet');
    await seen('A reply is owed');
    expect(await text()).toContain(`“${hostile}”`);
    expect(await panel.page.locator('doorstep-panel b').count()).toBe(0);
    const events = await panel.events();
    expect(events.filter(([name]) => name === 'logged')).toEqual([
      ['logged', { entryId: expect.any(String), state: 'sent' }],
    ]);
    expect(JSON.stringify(events)).not.toContain('Bins');
    expect(await panel.page.evaluate(() => host.errors)).toBe(0);
  });

  it('saves with one tap whether it felt listened to, and their words beside it', async () => {
    keep({ prompts: [aPrompt({ asksListened: true })] });
    await open();
    await press('They told me something');
    await seen('Did it feel listened to? Tap what they say. It is saved at once.');
    await press('Partly');
    await announced('Saved. Their own words can go beside it.');
    await panel.page.getByRole('textbox').fill('You did ring back.');
    await press('Save words');
    await seen('Words saved.');
    expect(sentTo('outcomes').map(({ body }) => body)).toMatchObject([{ heard: null, feltListened: 'partly' }]);
    expect(sentTo('voices').map(({ body }) => body)).toMatchObject([
      { outcomeId: expect.any(String), words: 'You did ring back.' },
    ]);
  });

  it('keeps with the words whatever staff say about them', async () => {
    await open();
    await press('Log something');
    await words().fill('The bins are full');
    await panel.page.getByText('More about this').click();
    await panel.page.getByLabel('A warning').check();
    await panel.page.getByLabel('Passed on by someone').check();
    await panel.page.getByLabel('Who is speaking?').selectOption('A neighbour');
    await panel.page.getByLabel('How did they say it?').selectOption('By phone');
    await panel.page.getByLabel('Who helped them say it?').selectOption('An interpreter');
    await panel.page.getByLabel('A place it is about').fill(' Bin store ');
    await panel.page.getByLabel('They agree to it being shared').check();
    await panel.page.getByLabel('It is about someone else').check();
    await panel.page.getByLabel('How to reach them').fill('Knock at 14');
    await panel.page.getByLabel('How did they say it?').focus();
    await panel.page.keyboard.type('jkg/?');
    expect(await panel.page.evaluate(() => host.shortcuts)).toBe(0);
    await press('Save');
    await seen('Saved.');
    expect(sentTo('voices')[0]?.body).toMatchObject({
      kind: 'warning',
      whose: 'relayed',
      speaker: 'neighbour',
      reach: 'Knock at 14',
      takenThrough: 'phone',
      supportedBy: 'interpreter',
      place: 'Bin store',
      mayShare: true,
      isAboutAnother: true,
    });
  });

  it('says what is not kept without a name, asks nothing that would tell, and tells the host nothing', async () => {
    keep({ prompts: [aPrompt()], offers: () => [anOffer('complaint_choice', { mustChoose: false })] });
    await open();
    await press('Log something');
    await words().fill('You never listen');
    await panel.page.getByText('More about this').click();
    await panel.page.getByLabel('Without their name').check();
    await seen('We do not keep who said it, which home it was, or who wrote it.');
    expect(await panel.page.getByText('Keep their name with this?').count()).toBe(0);
    expect(await panel.page.getByLabel('They want a reply').count()).toBe(0);
    await press('Save');
    await seen('Saved.');
    expect(sentTo('voices')[0]?.body).toMatchObject({ isAnonymous: true });
    expect((await panel.events()).map(([name]) => name)).not.toContain('logged');
    expect(sentTo('complaint-choices')).toEqual([]);
  });

  it('has the same to say about words after a prompt, folded away', async () => {
    await open();
    await press('They told me something');
    await press('An idea');
    await panel.page.getByLabel('In their words').fill('Paint it blue');
    await panel.page.getByText('More about this').click();
    await panel.page.getByLabel('They want a reply').uncheck();
    await press('Save words');
    await seen('Words saved.');
    expect(sentTo('voices')[0]?.body).toMatchObject({ words: 'Paint it blue', wantsReply: false });
    expect(sentTo('voices')[0]?.body).not.toHaveProperty('kind');
  });

  it('takes words first after a prompt, and is content with them', async () => {
    await open();
    await press('They told me something');
    expect(await focused()).toBe('What did they say?');
    await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.type('Paint it blue');
    panel.service.loseAnswers = 1;
    await press('Save words');
    await press('Try again');
    await seen('Words saved.');
    const [outcome, again] = sentTo('outcomes');
    expect(outcome?.body).toMatchObject({ outcome: 'heard', heard: null });
    expect(again?.key).toBe(outcome?.key);
    expect(sentTo('voices').map(({ body }) => body)).toMatchObject([
      { words: 'Paint it blue', outcomeId: expect.any(String) },
    ]);
    await press('Done');
    await seen('Not sorted yet');
  });

  it('carries the words along when the kind is tapped after all', async () => {
    await open();
    await press('They told me something');
    await press('Save words');
    await seen('Write what they said, or tap the closest.');
    await panel.page.getByLabel('In their words').fill('Paint it blue');
    await press('An idea');
    await seen('Saved: an idea.');
    await press('Save words');
    await seen('Words saved.');
    expect(sentTo('outcomes').map(({ body }) => body)).toMatchObject([{ heard: 'idea' }]);
    expect(sentTo('voices')[0]?.body).toMatchObject({ words: 'Paint it blue' });
  });

  it('brings words back after their tab was closed, and leaves none of them on the machine', async () => {
    const kept = () =>
      panel.page.waitForResponse((one) => one.url().endsWith('/drafts') && one.request().method() === 'POST');
    panel.service.keepsDrafts = true;
    await open();
    await press('They told me something');
    const inTime = kept();
    await panel.page.getByLabel('In their words').fill('Paint it blue');
    await inTime;
    expect(JSON.parse(await panel.traces())[2].slice(0, 3)).toEqual([[], [], '']);
    await open('B');
    await seen('We do not know this record yet');
    expect(await text()).not.toContain('back');
    await open();
    await seen('You had not saved these words. They are back.');
    expect(await panel.page.getByLabel('In their words').inputValue()).toBe('Paint it blue');
    expect(await panel.page.evaluate(() => host.panel.hasUnsaved())).toBe(true);
    const gone = kept();
    await press('Save words');
    await seen('Words saved.');
    await gone;
    expect([...panel.service.drafts]).toEqual([]);
    expect(sentTo('voices')).toHaveLength(1);

    await open();
    await press('Log something');
    const again = kept();
    await words().fill('The bins are full');
    await again;
    const dropped = kept();
    await panel.page.getByText('More about this').click();
    await panel.page.getByLabel('Without their name').check();
    await dropped;
    expect([...panel.service.drafts]).toEqual([]);
  });

  it('names them as they like, says who agreed and what the landlord calls them, and shows what was photographed', async () => {
    const agreed = { residentsOf: 'Elm Court', decidedOn: '2026-03-14', heard: 131, scope: 148 };
    const seenAtTheDoor = { photos: [{ entryId: 'e', photoId: 'p' }], photosOnTheirWay: 1 };
    keep({
      called: [{ name: 'Kit', saidAs: 'kitt' }],
      spokenWith: [
        { name: 'Nia Pugh', lastOn: '2026-11-12' },
        { name: 'Sam Lee', lastOn: '2025-10-03' },
      ],
      residentWord: 'tenant',
      photo,
      tellThem: [aTelling({ agreed })],
      heardBefore: [aHeard({ speaker: 'household-member', supportedBy: 'peer', ...seenAtTheDoor })],
    });
    await open();
    await seen('Kit');
    await seen('(say “kitt”)');
    await seen('Spoken with before: Nia Pugh (12 November), Sam Lee (3 October 2025)');
    await seen('Agreed by tenants of Elm Court, 14 March, 131 of 148 heard');
    await panel.page.getByText('Heard before (1)').click();
    await seen('Helped by: Another tenant');
    await seen('1 photo is on its way.');
    await press('Show photo 1');
    const picture = panel.page.getByRole('img', { name: 'Photo 1, taken at the door, 25 November' });
    await picture.waitFor();
    expect(await picture.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(4);
    await press('Larger');
    await panel.page.getByRole('button', { name: 'Larger', pressed: true }).waitFor();
    keep({ heardBefore: [aHeard(seenAtTheDoor)] });
    await open();
    await press('Show photo 1');
    await seen('We cannot show this photo right now.');
    expect(await panel.page.evaluate(() => host.errors)).toBe(0);
  });

  it.each([
    ['an outage', () => (panel.service.refuseWrites = 500), () => (panel.service.refuseWrites = undefined)],
    ['no connection', () => panel.page.context().setOffline(true), () => panel.page.context().setOffline(false)],
  ])('keeps the words through %s, and sends them once it is over', async (_name, breakIt, mendIt) => {
    await panel.page.clock.install();
    keep({ prompts: [aPrompt()] }, 'B');
    await open();
    await seen('Ask about the repair');
    await press('Log something');
    await words().fill('The bins are full');
    await breakIt();
    await press('Save');
    await seen('Kept on this page. We will send it as soon as we can. Keep this page open.');
    await seen('One note waits to be sent. Keep this page open.');
    expect(await panel.page.evaluate(() => host.panel.hasUnsaved())).toBe(true);
    await mendIt();
    await panel.moveTo('B', 'Bravo');
    await panel.page.clock.runFor(16_000);
    await panel.page.getByText('waits to be sent').waitFor({ state: 'detached' });
    expect(await text()).not.toContain('bins');
    expect(panel.service.records.get('person:A')?.heardBefore).toMatchObject([{ words: 'The bins are full' }]);
    expect(panel.service.records.get('person:B')?.heardBefore).toBeUndefined();
    expect(await panel.page.evaluate(() => host.panel.hasUnsaved())).toBe(false);
  });

  it('gives a note that waited back, where somebody has to say where it goes', async () => {
    keep({ prompts: [aPrompt()], offers: () => [anOffer('hazard')] });
    await open();
    await seen('Ask about the repair');
    await press('Log something');
    await words().fill('The wall is wet');
    await panel.page.context().setOffline(true);
    await press('Save');
    await seen('Kept on this page.');
    await press('Done');
    await panel.page.context().setOffline(false);
    await words().waitFor();
    expect(await words().inputValue()).toBe('The wall is wet');
    await press('Save');
    await seen('This may need passing on');
    expect(sentTo('voices')).toEqual([]);
  });

  it('keeps what is logged with its record', async () => {
    keep({ prompts: [aPrompt({ title: 'For B only' })] }, 'B');
    await open('A', 'Alpha');
    await press('Log something');
    await words().fill('The bins are full');
    await press('Back');
    await seen('You have not saved these words.');
    await panel.moveTo('B', 'Bravo');
    await seen('You have an unsaved note for another record.');
    await press('Log something');
    expect(await words().inputValue()).toBe('');
    await words().fill('Words of B');
    await press('Save');
    await seen('Saved.');
    expect(sentTo('voices').at(-1)?.body).toMatchObject({ record: { id: 'B' }, words: 'Words of B' });
    await panel.moveTo('A', 'Alpha');
    expect(await words().inputValue()).toBe('The bins are full');
  });

  it.each([
    ['I told them', 'told', 'Saved: they were told.'],
    ['Did not come up', 'did-not-come-up', 'Saved: it did not come up. It will wait.'],
    ['They want to talk about it', 'want-to-talk', 'Saved: they want to talk. Calling them back is on your list.'],
  ])('tells them before it asks: %s', async (name, result, shown) => {
    const telling = aTelling({ result: 'passed-to', passedTo: 'the council', because: 'the road is theirs' });
    keep({ prompts: [aPrompt()], tellThem: [telling] });
    await open();
    await seen('“The lift is noisy at night.”');
    await seen('They told us (12 August):');
    await seen('Passed to the council.');
    await seen('From Sian, repairs.');
    expect(await panel.page.getByRole('button', { name: 'They told me something' }).count()).toBe(0);
    await press(name);
    await seen(shown);
    expect(await focused()).toBe(shown);
    await announced(shown);
    expect(await status()).toBe(shown);
    await seen('How did the repair go for you?');
    expect(sentTo(`tellings/${telling.tellingId}`).map(({ body }) => body)).toEqual([{ result }]);
    expect(await panel.events()).toContainEqual(['prompts', { count: 2 }]);
  });

  it('shows their words before anything that is said about them', async () => {
    keep({ heardBefore: [aHeard({ isReplyOwed: true, hasLightbulb: true, asked: 'How did the repair go for you?' })] });
    await open();
    const entry = panel.page.locator('.heard-entry');
    expect(await entry.evaluate((one) => one.firstElementChild?.tagName)).toBe('BLOCKQUOTE');
    expect(await entry.locator('blockquote').innerText()).toBe('“It stops at the third floor.”');
  });

  it('reads a note back, and keeps what it should say as a new one', async () => {
    const note = aHeard({ words: 'It stops at the third floor.', isReplyOwed: true });
    keep({
      heardBefore: [note],
      offers: (said) => (said.includes('wall') ? [anOffer('hazard')] : []),
    });
    await open();
    await press('Read it back');
    await seen('“It stops at the third floor.”');
    expect(await focused()).toBe('Read it back');
    await press('Yes, that’s right');
    await announced('They agree with the note.');
    expect(await status()).toBe('They agree with the note.');
    expect(await focused()).toBe('Doorstep');
    await press('Read it back');
    await press('Change it');
    expect(await panel.page.getByLabel('The note').inputValue()).toBe('It stops at the third floor.');
    await panel.page.getByLabel('The note').fill('It stops at the second floor, and the wall is black.');
    await panel.moveTo('B');
    await seen('You have an unsaved note for another record.');
    await panel.moveTo('A');
    await press('Save the new note');
    await press('None of these');
    await press('It has been passed on already');
    await seen('Saved. The new note takes the place of the first.');
    expect(sentTo(`voices/${note.voiceId}/corrections`)[0]?.body).toMatchObject({
      record: { id: 'A' },
      words: 'It stops at the second floor, and the wall is black.',
      routing: { chosen: [], whyNot: 'already-known' },
    });
    await press('Done');
    await seen('“It stops at the second floor, and the wall is black.”');
  });

  it('marks words that nobody would have thought of, by who says so, and takes the mark back', async () => {
    const note = aHeard();
    keep({ heardBefore: [note] });
    await open();
    await press('Read it back');
    await seen('Would we ever have thought of this?');
    await press('They say we would not');
    await announced('We would not have thought of this');
    await seen('Marked by Nia Pugh because they asked, 25 November');
    expect(await focused()).toBe('We would not have thought of this');
    await press('Back');
    await seen('We would not have thought of this');
    await press('Read it back');
    await press('Take the mark back');
    await announced('Mark taken back');
    await seen('Would we ever have thought of this?');
    expect(await focused()).toBe('Would we ever have thought of this?');
    await press('Back');
    await seen('“It stops at the third floor.”');
    expect(await text()).not.toContain('We would not have thought of this');
    expect(sentTo(`voices/${note.voiceId}/lightbulb`).map(({ body }) => body)).toEqual([
      { isLit: true, askedBy: 'resident' },
      { isLit: false, askedBy: 'staff' },
    ]);
  });

  it('lets them go from the question that their note answers, in one step', async () => {
    const note = aHeard({ asked: 'Which colour for the stairs?' });
    keep({ heardBefore: [note] });
    await open();
    await press('Read it back');
    await seen('It answers: Which colour for the stairs?');
    await press('They take no more part in this');
    await announced('They take no more part. Nobody asks or tells them about it.');
    expect(await focused()).toBe('They take no more part. Nobody asks or tells them about it.');
    expect(sentTo(`voices/${note.voiceId}/leave-ask`)).toHaveLength(1);
    await press('Back');
    await seen('“It stops at the third floor.”');
  });

  it('brings what was tapped today without words to mind once, and keeps how it felt with the words', async () => {
    const wantsWords = { promptId: aPrompt().id, promptKind: 'ask' as const, probe: 'What else?' };
    const tapped = () =>
      aHeard({ outcomeId: crypto.randomUUID(), voiceId: null, words: null, whose: null, wantsWords });
    const [first, second] = [tapped(), tapped()];
    keep({ prompts: [aPrompt()], heardBefore: [first, second] });
    await open();
    const reminders = panel.page.getByText('You kept this earlier today without their words.', { exact: false });
    await reminders.nth(1).waitFor();
    await panel.page.getByRole('button', { name: 'Leave it as it is' }).first().click();
    await announced('It stays as it is.');
    expect(await focused()).toBe('It stays as it is.');
    await reminders.nth(1).waitFor({ state: 'detached' });
    expect(sentTo(`outcomes/${first.outcomeId}/end-reminder`)).toHaveLength(1);
    await press('Add their words');
    await panel.page.getByLabel('In their words').fill('The lift stuck again.');
    await panel.page.getByLabel('How did it feel? (optional)').fill('I was frightened.');
    await press('Save words');
    await announced('Words saved.');
    expect(sentTo('voices').map(({ body }) => body)).toMatchObject([
      { outcomeId: second.outcomeId, words: 'The lift stuck again.\nI was frightened.' },
    ]);
    await press('Done');
    await reminders.waitFor({ state: 'detached' });
  });

  it('takes back a note that answered nothing, and settles that no reply is wanted', async () => {
    const note = aHeard({ isReplyOwed: true });
    keep({ heardBefore: [note, aHeard({ words: 'Not mine to take back', canWithdraw: false })] });
    await open();
    await press('They want no reply');
    await panel.page.getByText('A reply is owed').waitFor({ state: 'detached' });
    expect(sentTo(`voices/${note.voiceId}/no-reply-wanted`)).toHaveLength(1);
    await press('Take back');
    await press('Take it back');
    await panel.page.getByText('It stops at the third floor.').waitFor({ state: 'detached' });
    await seen('“Not mine to take back”');
    expect(sentTo(`voices/${note.voiceId}/withdraw`)).toHaveLength(1);
    expect(await panel.page.getByRole('button', { name: 'Take back' }).count()).toBe(0);
  });

  it('shows everything heard before, and nothing of it to whom it is hidden from', async () => {
    keep({ heardBefore: Array.from({ length: 7 }, (_, index) => aHeard({ words: `Note ${index + 1}.` })) });
    await open();
    await press('Show everything heard before');
    await seen('Heard before (7)');
    await seen('“Note 7.”');

    await open();
    await seen('Heard before (5)');
    panel.service.refuseReading = 403;
    await press('Show everything heard before');
    await panel.page.getByText('Show everything').waitFor({ state: 'detached' });
    await panel.page.getByRole('button', { name: 'Read it back' }).first().click();
    await seen('Heard before (5)');
    expect(await focused()).toBe('Doorstep');
    expect(await text()).not.toMatch(/cannot|not saved|permission/i);
    expect((await panel.events()).map(([name]) => name)).not.toContain('error');

    keep({});
    await open();
    await seen('Nothing to ask today');
    expect(await text()).not.toContain('Heard before');
  });

  it.each([
    ['before anything was tapped', []],
    ['after the first tap', ['They told me something']],
    ['at the second tap of not this time', ['Not this time']],
  ])('stops in one tap %s, and saves nothing', async (_name, taps) => {
    const prompt = aPrompt();
    keep({ prompts: [prompt] });
    await open();
    for (const tap of taps) await press(tap);
    await press('Stop here');
    await seen('Stopped. Nothing was saved.');
    expect(await focused()).toBe('Stopped. Nothing was saved.');
    expect(sentTo('moments').map(({ body }) => body)).toEqual([
      { record: { type: 'person', id: 'A' }, tap: 'not-the-moment', promptId: prompt.id },
    ]);
    expect(sentTo('outcomes')).toEqual([]);
    await press('Get them help');
    await seen('There is help with money, food and heating, and you don’t have to tell me why.');
    await press('Save');
    await seen('Saved. Reference 7QK2.');
    expect(sentTo('hand-offs')[0]?.body).toMatchObject({ route: 'support' });
    await press('Done');
    await seen('Nothing to ask today');
  });

  it('takes back what was tapped, and the words with it, when it stops later', async () => {
    await open();
    await press('They told me something');
    await press('A worry');
    await panel.page.getByLabel('In their words').fill('My husband died');
    await press('Stop here');
    await seen('Stopped. Nothing was saved.');
    await press('Done');
    await seen('Nothing to ask today');
    expect(panel.service.records.get('person:A')?.heardBefore).toEqual([]);
    expect(await panel.traces()).not.toContain('husband');
    expect(await panel.events()).toContainEqual(['unsaved', { unsaved: false }]);
  });

  it('stops at once where the service is down, and keeps nothing of what was logged', async () => {
    await open();
    await press('Log something');
    await words().fill('My husband died');
    panel.service.refuseWrites = 500;
    await press('Stop here');
    await seen('Stopped. Nothing was saved.');
    await seen('Not saved. Your CRM is not affected.');
    expect(await panel.traces()).not.toContain('husband');
    expect(sentTo('voices')).toEqual([]);
  });

  it('speaks Welsh to the month, whatever the browser knows', async () => {
    keep({ tellThem: [aTelling()] });
    await panel.page.goto(panel.service.url);
    await panel.page.evaluate(() => host.panel.setAttribute('lang', 'cy'));
    await panel.moveTo('A');
    await seen('Fe ddywedon nhw wrthym (12 Awst):');
    await press('Mae rhywbeth o’i le');
    await seen('Os oes unrhyw un mewn perygl nawr, ffoniwch yn gyntaf:');
  });

  it('can be worked with the keyboard alone', async () => {
    await open();
    await seen('Ask about the repair');
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await panel.page.keyboard.press('Tab');
        if ((await focused()) === name) return;
      }
      throw new Error(`Tab never came to ${name}`);
    };
    await tabTo('Something’s not right');
    await panel.page.keyboard.press('Enter');
    await tabTo('Something in the home may be unsafe');
    await panel.page.keyboard.press('Enter');
    expect(await focused()).toBe('Something in the home may be unsafe');
    await tabTo('Save');
    await panel.page.keyboard.press('Enter');
    await seen('Saved. Reference 7QK2.');
    await tabTo('Done');
    await panel.page.keyboard.press('Enter');
    await seen('Ask about the repair');
    expect(await focused()).toBe('Doorstep');
    await tabTo('Log something');
    await panel.page.keyboard.press('Enter');
    await tabTo('Shared areas');
    await panel.page.keyboard.press('Space');
    for (let presses = 0; presses < 4; presses += 1) await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.type('The bins are full');
    await tabTo('Save');
    await panel.page.keyboard.press('Enter');
    await seen('“The bins are full”');
    expect(await focused()).toBe('Done');
    await panel.page.keyboard.press('Enter');
    await tabTo('Something’s not right');
    await panel.page.keyboard.press('Enter');
    await panel.page.keyboard.press('Escape');
    expect(await focused()).toBe('Something’s not right');
  });
});
