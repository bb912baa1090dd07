import { axeOn } from '@doorstep/testing/axe';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { anOffer, aPrompt, type FakeRecord } from '../test/fake-service.js';
import { panelOnPage, type Host } from '../test/panel-on-page.js';
import { givenRuntime } from '../test/build-panel.js';

declare const host: Host;

const ownNumber = { name: 'Our own number', number: '01632 960002', use: null };
const said = 'He took my bank card <img src=x onerror="throw 1"> & "locked" the door';
const suggesting = (...routes: Parameters<typeof anOffer>[0][]): FakeRecord => ({
  prompts: [aPrompt()],
  offers: (words) =>
    words.includes('wall') || words.includes('card') || words.includes('fed up')
      ? routes.map((route) => anOffer(route, { mustChoose: route !== 'complaint_choice', phones: [ownNumber] }))
      : [],
});

describe.each(givenRuntime)('passing on what is not engagement, on %s', (runtime) => {
  const panel = panelOnPage(runtime);
  const { open, press, seen, announced, status, focused, text, sentTo } = panel;
  const keep = (record: FakeRecord, id = 'A') => panel.service.records.set(`person:${id}`, record);
  const choose = async (name: string) => {
    await press('Something’s not right');
    await press(name);
  };
  const write = (label: string, words: string) => panel.page.getByLabel(label).locator('visible=true').fill(words);

  beforeEach(() => {
    keep({ prompts: [aPrompt()] });
  });

  it('is one step away from every screen, with the numbers in view', async () => {
    await open();
    const screens: (() => Promise<unknown>)[] = [
      () => seen('Ask about the repair'),
      () => press('They told me something'),
      () => press('A worry'),
      () => press('Log something'),
    ];
    for (const reach of screens) {
      await reach();
      await press('Something’s not right');
      expect(await focused()).toBe('Something’s not right');
      expect(await panel.page.locator('a[href="tel:999"]').isVisible()).toBe(true);
      expect(await panel.page.locator('a[href="tel:0800111999"]').isVisible()).toBe(true);
      await press('Back');
      expect(await focused()).toBe('Something’s not right');
    }
    await panel.page.evaluate(() => host.panel.setContext(null));
    await seen('Open a record to see prompts');
    await press('Something’s not right');
    expect(await panel.page.locator('a[href="tel:116123"]').isVisible()).toBe(true);
    await press('Back');
    expect(await focused()).toBe('Something’s not right');
  });

  it('lists everything with its numbers while the service does not answer', async () => {
    keep({ problem: { status: 500, code: 'server' } });
    await open();
    await seen('We cannot get prompts right now');
    await press('Something’s not right');
    expect(await panel.page.locator('.routes > li').count()).toBe(14);
    expect(await panel.page.locator('a[href="tel:999"]').isVisible()).toBe(true);
    await panel.page.context().setOffline(true);
    await press('Something in the home may be unsafe');
    await write('What did they say?', 'The wall went black');
    await press('Save');
    await seen('No connection.');
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('The wall went black');
    await panel.page.context().setOffline(false);
    await seen('Saved. Reference 7QK2.');
    expect(sentTo('hand-offs')).toHaveLength(1);
  });

  it('says that a policy does not fit, in one sentence that is sent without the record and is no draft', async () => {
    await open();
    await choose('The policy doesn’t fit');
    expect(await focused()).toBe('The policy doesn’t fit');
    await seen('It is kept for the area, not for this home, and without your name. It cannot be taken back.');
    await press('Save');
    await seen('Choose what the policy is about.');
    await seen('Write one short sentence.');
    await announced('Choose what the policy is about.');
    const { violations } = await (await axeOn(panel.page)).include('doorstep-panel').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await panel.page.getByLabel('Living in the home').check();
    const sentence = 'What does the policy say, and how is it really?';
    await write(sentence, 'x'.repeat(201));
    await seen('Use 200 characters or fewer.');
    await write(sentence, 'The [name] family has two dogs.');
    await press('Save');
    await announced('Leave out names, addresses, numbers and postcodes. Write about the policy alone.');
    await seen('Leave out names, addresses, numbers and postcodes. Write about the policy alone.');
    expect(await text()).not.toContain('That was not saved');
    await write(sentence, ' No pets, and every home here has one. ');
    await press('Save');
    const saved = 'Saved for the area. When it is said on enough days, someone looks at the policy.';
    await seen(saved);
    expect(await focused()).toBe(saved);
    expect(sentTo('policy-clashes').at(-1)?.body).toEqual({
      theme: 'home',
      words: 'No pets, and every home here has one.',
    });
    const keys = sentTo('policy-clashes').map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(panel.service.drafts.size).toBe(0);
    await press('Done');
    await seen('Ask about the repair');
    keep({ prompts: [aPrompt()], caps: { writeVoices: false } }, 'B');
    await panel.moveTo('B');
    await seen('Ask about the repair');
    await press('Something’s not right');
    await seen('How one of us behaved');
    expect(await text()).not.toContain('The policy doesn’t fit');
  });

  it('is not offered to whom nobody is signed in as', async () => {
    panel.service.signedOut = true;
    await open();
    await seen('You have been signed out of Doorstep');
    expect(await panel.page.getByRole('button').allTextContents()).toEqual(['Try again']);
  });

  it('starts the clock when they said it, and shows the reference and whom to ring', async () => {
    await open();
    await choose('Something in the home may be unsafe');
    const begun = Date.now();
    await write('What did they say?', said);
    await panel.page.getByLabel('Someone could be hurt today').check();
    await press('Save');
    await seen('Saved. Reference 7QK2.');
    await seen(/They should say they have it by 25 November, 20:20/);
    expect(await focused()).toBe('Saved. Reference 7QK2.');
    await announced('Saved. Reference 7QK2.');
    expect(await status()).toBe('Saved. Reference 7QK2.');
    expect(await panel.page.locator('a[href="tel:01632960001"]').isVisible()).toBe(true);
    const [sent] = sentTo('hand-offs').map(({ body }) => body as { toldAt: string });
    expect(sent).toMatchObject({ record: { id: 'A' }, route: 'hazard', words: said, isEmergency: true });
    expect(Math.abs(Date.parse(sent!.toldAt) - begun)).toBeLessThan(10_000);
    await press('Done');
    await seen('Ask about the repair');
    expect(await text()).not.toContain('7QK2');

    await choose('A new repair or job');
    await panel.page.getByLabel('Earlier').check();
    await panel.page.getByLabel('Day and time').fill('2026-07-01T11:20');
    await press('Save');
    await seen('Saved. Reference 7QK2.');
    expect(sentTo('hand-offs')[1]?.body).toEqual({
      record: { type: 'person', id: 'A' },
      route: 'service_request',
      toldAt: '2026-07-01T10:20:00.000Z',
    });
  });

  it('takes no time that has not come, and no more words than may be passed on', async () => {
    await open();
    await choose('Someone harmed, used or not cared for');
    await panel.page.getByLabel('Earlier').check();
    await panel.page.getByLabel('Day and time').fill('2999-01-01T10:00');
    await press('Save');
    await seen('Write a time that is not later than now.');
    await panel.page.getByLabel('Just now').check();
    await write('What did they say?', 'x'.repeat(281));
    await press('Save');
    await seen('Use 280 characters or fewer.');
    await announced('Use 280 characters or fewer.');
    expect(await status()).toBe('Use 280 characters or fewer.');
    expect(sentTo('hand-offs')).toEqual([]);
  });

  it('leaves nothing of what is restricted: not on the screen, in storage, or in what was heard before', async () => {
    await open();
    await press('They told me something');
    await press('A worry');
    await write('In their words', 'He took my bank card');
    await choose('Harm or control by a partner or family');
    expect(await panel.page.locator('a[href="tel:08082000247"]').isVisible()).toBe(true);
    await write('What did they say?', said);
    await press('Save');
    await seen('Saved.');
    expect(await focused()).toBe('Saved.');
    await seen('Heard before');
    expect(sentTo('hand-offs')).toHaveLength(1);
    const trace = /bank card|locked|Harm or control|safeguarding|7QK2|280/;
    expect(await panel.traces()).not.toMatch(trace);
    expect((await panel.events()).map(([name]) => name)).not.toContain('logged');

    await panel.moveTo('B');
    await panel.moveTo('A');
    await seen('Heard before');
    expect(await panel.traces()).not.toMatch(trace);
    await press('Log something');
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('');
    await open();
    await seen('Heard before');
    expect(await panel.traces()).not.toMatch(trace);
  });

  it('says that nothing was stored where there is no way to send it, and whom to ring', async () => {
    keep({ prompts: [aPrompt()], noRoute: [ownNumber] });
    await open();
    await choose('May harm themselves');
    await write('What did they say?', 'I am done');
    await press('Save');
    await seen('Nothing was stored');
    await seen('This cannot be sent from here, and nothing was stored.');
    await announced('Nothing was stored');
    expect(await status()).toBe('Nothing was stored');
    expect(await panel.page.locator('a[href="tel:01632960002"]').isVisible()).toBe(true);
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('I am done');
    expect((await panel.events()).map(([name]) => name)).not.toContain('error');
  });

  it('says so where the record cannot be passed on from, and keeps the numbers in view', async () => {
    await open();
    await choose('Emergency: phone now');
    panel.service.refuseWrites = 404;
    await press('Save');
    await seen('This cannot be sent from this record, and nothing was stored.');
    expect(await panel.page.locator('a[href="tel:0800111999"]').isVisible()).toBe(true);
  });

  it('keeps a hand-off with its record when the officer moves on in the middle of it', async () => {
    keep({ prompts: [aPrompt({ title: 'For B only' })] }, 'B');
    await open('A', 'Alpha');
    await choose('Threats, hate or trouble near home');
    await write('What did they say?', 'They threw eggs');
    panel.service.loseAnswers = 1;
    await press('Save');
    await seen('Not saved. Your CRM is not affected.');
    await panel.moveTo('B', 'Bravo');
    await seen('For B only');
    await seen('You have an unsaved note for another record.');
    expect(await text()).not.toMatch(/Alpha|eggs|Threats/);
    await choose('A new repair or job');
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('');
    await press('Save');
    await seen('Saved. Reference 7QK2.');
    expect(sentTo('hand-offs').at(-1)?.body).toMatchObject({ record: { id: 'B' }, route: 'service_request' });

    await panel.page.evaluate(() => (document.querySelector('h1') as HTMLElement).setAttribute('tabindex', '-1'));
    await panel.page.locator('h1').focus();
    await panel.moveTo('A', 'Alpha');
    await panel.page.getByLabel('What did they say?').waitFor();
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('They threw eggs');
    expect(await panel.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await press('Save');
    await seen('Saved. Reference 7QK2.');
    const [lost, , again] = sentTo('hand-offs');
    expect(again).toEqual(lost);
    expect(again?.body).toMatchObject({ record: { id: 'A' }, route: 'asb' });
    expect(await panel.events()).toContainEqual(['unsaved', { unsaved: false }]);
  });

  it('keeps other words of the same record in sight when something is passed on in the middle of them', async () => {
    await open();
    await press('Log something');
    await write('What did they say?', 'The bins are full');
    await choose('A new repair or job');
    await press('Save');
    await press('Done');
    await panel.page.getByLabel('What did they say?').waitFor();
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('The bins are full');
  });

  it('asks before words that were typed are left out', async () => {
    await open();
    await choose('Solicitor, court, press or MP');
    await write('What did they say?', 'My solicitor wrote');
    await press('Back');
    await seen('You have not saved these words.');
    await press('Leave them out');
    await press('Solicitor, court, press or MP');
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('');
  });

  it('keeps the words on screen until somebody chooses where they go, and passes on what was chosen', async () => {
    keep(suggesting('hazard', 'building_safety'));
    await open();
    await press('They told me something');
    await press('A worry');
    await write('In their words', 'The wall went black');
    await press('Save words');
    await seen('This may need passing on');
    expect(await focused()).toBe('This may need passing on');
    await announced('This may need passing on');
    expect(await status()).toBe('This may need passing on');
    await seen('“The wall went black”');
    await seen('I’m passing this to the repairs team now, with the time you told me.');
    expect(await panel.page.locator('a[href="tel:01632960002"]').first().isVisible()).toBe(true);
    expect(await panel.page.getByRole('button', { name: 'Done' }).count()).toBe(0);
    expect(sentTo('voices')).toEqual([]);
    await press('Change the words');
    expect(await panel.page.getByLabel('In their words').inputValue()).toBe('The wall went black');
    await press('Save words');
    await press('Pass all of these on');
    await seen('Passed on. Reference 7QK0, 7QK1.');
    await seen('The words went with it. They are not kept here.');
    expect(sentTo('voices')[0]?.body).toMatchObject({ routing: { chosen: ['hazard', 'building_safety'] } });
    expect(await text()).not.toContain('went black');
  });

  it('keeps the words where it is none of these, once somebody said why', async () => {
    keep(suggesting('hazard'));
    // Looking at words may be down on its own: the save then says that somebody has to choose.
    panel.service.refuseReading = 500;
    await open();
    await press('Log something');
    await write('What did they say?', 'I hit the wall laughing');
    await press('Save');
    await seen('This may need passing on');
    expect(sentTo('voices')).toHaveLength(1);
    await press('None of these');
    expect(await focused()).toBe('None of these: why?');
    await press('It was a way of speaking');
    await seen('“I hit the wall laughing”');
    expect(sentTo('voices')[1]?.body).toMatchObject({
      words: 'I hit the wall laughing',
      routing: { chosen: [], whyNot: 'a-saying' },
    });
    expect((await panel.events()).map(([name]) => name)).not.toContain('error');
  });

  it('leaves nothing where what was chosen for the words is restricted', async () => {
    keep(suggesting('safeguarding', 'complaint_choice'));
    await open();
    await press('Log something');
    await write('What did they say?', `${said} ${'x'.repeat(280)}`);
    await press('Save');
    await press('Pass this on');
    await seen('Use 280 characters or fewer to pass this on. Change the words first.');
    expect(sentTo('voices')).toEqual([]);
    await press('Change the words');
    await write('What did they say?', said);
    await press('Save');
    await press('Pass this on');
    await seen('Saved.');
    await seen('Ask about the repair');
    expect(await panel.traces()).not.toMatch(/bank card|locked|7QK|complaint/);
    expect(panel.service.records.get('person:A')?.heardBefore ?? []).toEqual([]);
  });

  it('keeps the words through an outage in the middle of choosing, and makes one entry of them', async () => {
    keep(suggesting('hazard'));
    await open();
    await press('Log something');
    await write('What did they say?', 'The wall went black');
    panel.service.refuseWrites = 500;
    await press('Save');
    await press('Pass this on');
    await seen('Not saved. Your CRM is not affected.');
    await seen('“The wall went black”');
    panel.service.refuseWrites = undefined;
    panel.service.loseAnswers = 1;
    await press('Pass this on');
    await seen('Not saved. Your CRM is not affected.');
    await panel.moveTo('B');
    await seen('You have an unsaved note for another record.');
    await panel.moveTo('A');
    expect(await panel.page.getByLabel('What did they say?').inputValue()).toBe('The wall went black');
    await press('Save');
    await press('Pass this on');
    await seen('Passed on. Reference 7QK0.');
    expect(new Set(sentTo('voices').map(({ key }) => key)).size).toBe(1);
  });

  it.each([
    ['Yes', 'yes', 'Saved. Reference 7QK2.'],
    ['No thanks', 'no-thanks', 'Saved.'],
    ['Not now', 'not-now', 'Saved.'],
    ['Offered, no answer yet', 'offered', 'Saved.'],
  ])('offers a complaint after words that are unhappy with us: %s', async (name, choice, shown) => {
    keep(suggesting('complaint_choice'));
    await open();
    await press('Log something');
    await write('What did they say?', 'I am fed up with you');
    await press('Save');
    await seen('Would they like this treated as a complaint?');
    expect(sentTo('voices')[0]?.body).toMatchObject({ words: 'I am fed up with you' });
    // Moving on does not lose the question.
    await panel.moveTo('B');
    await seen('You have an unsaved note for another record.');
    await panel.moveTo('A');
    await press(name);
    await seen(shown);
    const [{ body } = { body: undefined }] = sentTo('complaint-choices');
    expect(body).toMatchObject({ record: { id: 'A' }, choice, voiceId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(body).not.toHaveProperty('words');
    await press('Done');
    await seen('Ask about the repair');
    expect(await panel.events()).toContainEqual(['unsaved', { unsaved: false }]);
  });

  it('can be told of a complaint without any words first', async () => {
    await open();
    await choose('Unhappy with us: offer a complaint');
    await press('No thanks');
    await seen('Ask about the repair');
    expect(sentTo('complaint-choices')[0]?.body).toMatchObject({ choice: 'no-thanks', record: { id: 'A' } });
  });
});
