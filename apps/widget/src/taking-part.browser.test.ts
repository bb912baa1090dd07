import type { TakingPartView } from '@doorstep/contracts/embed';
import { axeOn } from '@doorstep/testing/axe';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { givenRuntime } from '../test/build-panel.js';
import { aPrompt, aTelling, type FakeRecord } from '../test/fake-service.js';
import { panelOnPage, type Host } from '../test/panel-on-page.js';

declare const host: Host;

const vouchers: TakingPartView = {
  gets: [
    { how: 'come-along', kind: 'workshop', leastPence: 2000, fromMinutes: 30 },
    { how: 'come-along', kind: 'walkabout', leastPence: 0, fromMinutes: 0 },
    { how: 'phone', kind: 'call-back', leastPence: 750, fromMinutes: 0 },
  ],
  notice: {
    words: 'Money and some vouchers can count as income.',
    advice: [{ who: 'Free advice line', how: '0800 496 0000' }],
  },
};

describe.each(givenRuntime)('taking part, not this time and sending instead, on %s', (runtime) => {
  const panel = panelOnPage(runtime);
  const { open, press, seen, focused, text, sentTo } = panel;
  const keep = (record: FakeRecord, id = 'A') => panel.service.records.set(`person:${id}`, record);
  const bodies = (path: string) => sentTo(path).map(({ body }) => body);
  const announced = (said: string) => panel.page.getByRole('status').filter({ hasText: said }).waitFor();
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await panel.page.keyboard.press('Tab');
      if ((await focused()) === name) return;
    }
    throw new Error(`Tab never came to ${name}`);
  };

  beforeEach(() => {
    keep({ prompts: [aPrompt()] });
  });

  describe('taking part', () => {
    it('is kept with how they would like to and what would help, and someone comes back to them', async () => {
      const prompt = aPrompt();
      keep({ prompts: [prompt], takingPart: vouchers });
      await open();
      await press('They want to take part');
      expect(await focused()).toBe('How would they like to take part?');
      await panel.page.getByLabel('At home, with a visit').check();
      await panel.page.getByLabel('Interpreter').check();
      await panel.page.getByLabel('Travel paid').check();
      await panel.page.getByLabel('Someone with them').check();
      await panel.page.getByLabel('Travel paid').uncheck();
      await press('Save');
      await seen('Saved. Someone will be in touch about taking part.');
      expect(await focused()).toBe('Saved. Someone will be in touch about taking part.');
      await announced('Saved. Someone will be in touch about taking part.');
      expect(bodies('outcomes')).toEqual([
        {
          promptId: prompt.id,
          record: { type: 'person', id: 'A' },
          outcome: 'take-part',
          how: 'visit',
          needs: ['interpreter', 'companion'],
          saidAt: expect.any(String),
        },
      ]);
      expect(await panel.events()).toContainEqual([
        'outcome',
        { promptId: prompt.id, kind: 'ask', outcome: 'take-part' },
      ]);
      await press('Done');
      await seen('Nothing to ask today');
      expect(await focused()).toBe('Doorstep');
      await seen('Wants to take part: At home, with a visit');
    });

    it('goes on to what they could bring: kept when they agree, until a day, and taken back in one step', async () => {
      await open();
      await press('They want to take part');
      await panel.page.getByLabel('Come to something').check();
      await press('Save');
      await press('What could they bring?');
      expect(await focused()).toBe('What could they bring?');
      await seen('It goes by itself after 12 months, and at any time they say so.');
      await press('Save');
      await announced('Choose what it is.');
      await panel.page.getByLabel('Something they can do').check();
      await panel.page.getByLabel('In a few words').fill(' Mends bicycles ');
      await press('Save');
      await announced('Ask them first: it is kept only when they agree.');
      await panel.page.getByLabel('They agree that whoever organises something here may find it').check();
      const { violations } = await (await axeOn(panel.page)).include('doorstep-panel').analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await press('Save');
      await announced('Saved. They can take it back at any time.');
      expect(await focused()).toBe('Saved. They can take it back at any time.');
      await seen('Something they can do: Mends bicycles Until 26 November 2027.');
      expect(bodies('skill-offers')).toEqual([
        { record: { type: 'person', id: 'A' }, kind: 'skill', words: 'Mends bicycles', mayBeFound: true },
      ]);
      await press('Take it back');
      await announced('Taken back. It is gone.');
      expect(await focused()).toBe('Taken back. It is gone.');
      expect(await text()).not.toContain('Mends bicycles');
      await press('Back');
      await seen('Nothing to ask today');
      await press('Log something');
      await press('What could they bring?');
      await press('Back');
      await seen('What did they say?');
    });

    it('is two taps from the card and one to save, and is taken back whole', async () => {
      await open();
      await press('They want to take part');
      await panel.page.getByLabel('Come to something').check();
      await press('Save');
      await press('Undo');
      await seen('Nothing to ask today');
      expect(await text()).not.toContain('Wants to take part');
      expect(panel.service.sent.at(-1)?.path).toMatch(/\/outcomes\/[0-9a-f-]{36}\/withdraw$/);
    });

    it('says what they get only once they said how, as a choice, with what it can do to benefits', async () => {
      keep({ prompts: [aPrompt({ kind: 'invite' })], takingPart: vouchers });
      await open();
      await press('They want to take part');
      await seen('What would help them join in? (optional)');
      expect(await text()).not.toContain('What they get');
      await panel.page.getByLabel('Come to something').check();
      await seen(
        'A workshop: £20 or more in money or a voucher, or something else they choose. When it takes 30 minutes',
      );
      await seen('A walkabout: a thank-you that they choose.');
      await panel.page.getByText('Money and vouchers can affect benefits: see advice').click();
      await seen('Money and some vouchers can count as income.');
      await seen('Free advice line: 0800 496 0000');
      await panel.page.getByLabel('By phone').check();
      await seen('A call: £7.50 or more');
      await panel.page.getByLabel('By text or online').check();
      await panel.page.getByText('What they get').waitFor({ state: 'detached' });
    });

    it('promises nothing where no rule says, or the rules cannot be read', async () => {
      await open();
      await press('They want to take part');
      await panel.page.getByLabel('Come to something').check();
      expect(await text()).not.toMatch(/What they get|benefits|£/);
      await press('Back');
      panel.service.refuseReading = 500;
      await press('They want to take part');
      await panel.page.getByLabel('Come to something').check();
      expect(await text()).not.toMatch(/What they get|benefits|£|cannot/);
      panel.service.refuseReading = undefined;
      await press('Save');
      await seen('Saved. Someone will be in touch about taking part.');
    });

    it('needs to know how, and nothing else', async () => {
      await open();
      await press('They want to take part');
      await press('Save');
      await seen('Choose how they would like to take part.');
      await announced('Choose how they would like to take part.');
      expect(bodies('outcomes')).toEqual([]);
      await panel.page.getByLabel('By phone').check();
      expect(await panel.page.locator('.mistake').count()).toBe(0);
      await press('Save');
      await seen('Saved. Someone will be in touch about taking part.');
      expect(bodies('outcomes')).toMatchObject([{ how: 'phone', needs: [] }]);
    });

    it('is no second entry where the answer was lost on the way', async () => {
      await open();
      await press('They want to take part');
      await panel.page.getByLabel('By phone').check();
      panel.service.loseAnswers = 1;
      await press('Save');
      await seen('Not saved. Your CRM is not affected.');
      expect(await panel.page.getByLabel('By phone').isChecked()).toBe(true);
      await press('Try again');
      await seen('Saved. Someone will be in touch about taking part.');
      expect(new Set(sentTo('outcomes').map(({ key }) => key)).size).toBe(1);
    });

    it('is offered where something is asked or they are invited, to whoever may keep it', async () => {
      for (const [kind, count] of [
        ['ask', 1],
        ['invite', 1],
        ['check-preference', 0],
        ['reply-due', 0],
      ] as const) {
        keep({ prompts: [aPrompt({ kind })] });
        await open();
        await seen('Not this time');
        expect([kind, await panel.page.getByRole('button', { name: 'They want to take part' }).count()]).toEqual([
          kind,
          count,
        ]);
      }
      keep({ prompts: [aPrompt()], caps: { setPreferences: false } });
      await open();
      await seen('Not this time');
      expect(await panel.page.getByRole('button', { name: 'They want to take part' }).count()).toBe(0);
    });

    it('leaves nothing of one record on the next', async () => {
      keep({ prompts: [aPrompt({ title: 'For B only' })] }, 'B');
      await open('A', 'Alpha');
      await press('They want to take part');
      await panel.page.getByLabel('By phone').check();
      await panel.moveTo('B', 'Bravo');
      await seen('For B only');
      await press('They want to take part');
      expect(await panel.page.getByLabel('By phone').isChecked()).toBe(false);
      expect(bodies('outcomes')).toEqual([]);
    });

    it('can be worked with the keyboard alone, and the focus is never lost', async () => {
      keep({ prompts: [aPrompt()], takingPart: vouchers });
      await open();
      await seen('Ask about the repair');
      await tabTo('They want to take part');
      await panel.page.keyboard.press('Enter');
      expect(await focused()).toBe('How would they like to take part?');
      await panel.page.keyboard.press('Escape');
      expect(await focused()).toBe('Ask about the repair');
      await tabTo('They want to take part');
      await panel.page.keyboard.press('Enter');
      await panel.page.keyboard.press('Tab');
      await panel.page.keyboard.press('Space');
      // What asks least of them comes first.
      expect(await panel.page.getByLabel('By phone').isChecked()).toBe(true);
      await panel.page.keyboard.press('ArrowDown');
      expect(await panel.page.getByLabel('By text or online').isChecked()).toBe(true);
      await tabTo('Save');
      await panel.page.keyboard.press('Enter');
      await seen('Saved. Someone will be in touch about taking part.');
      expect(await focused()).toBe('Saved. Someone will be in touch about taking part.');
      await tabTo('Done');
      await panel.page.keyboard.press('Enter');
      await seen('Nothing to ask today');
      expect(await focused()).toBe('Doorstep');
    });

    it('is read out in Welsh, with the same money', async () => {
      keep({ prompts: [aPrompt()], takingPart: vouchers });
      await panel.page.goto(panel.service.url);
      await panel.page.evaluate(() => host.panel.setAttribute('lang', 'cy'));
      await panel.moveTo('A');
      await press('Maen nhw eisiau cymryd rhan');
      await panel.page.getByLabel('Dros y ffôn').check();
      await seen('Galwad: £7.50 neu fwy mewn arian neu daleb');
      expect(await panel.page.getByText('Money and some vouchers').getAttribute('lang')).toBe('en-GB');
      await press('Cadw');
      await seen('Wedi’i gadw. Bydd rhywun yn cysylltu ynglŷn â chymryd rhan.');
      expect(bodies('outcomes')).toMatchObject([{ how: 'phone' }]);
    });
  });

  describe('not this time', () => {
    it.each([
      ['Not the right moment', 'moment'],
      ['Not interested in this topic', 'topic'],
      ['Would rather be asked another way', 'another-way'],
      ['The prompt is wrong', 'wrong'],
    ])('says before the tap what follows from it, and is saved at the second: %s', async (name, reason) => {
      keep({ prompts: [aPrompt({ restsUntil: '2027-01-24' })] });
      await open();
      await press('Not this time');
      await seen('Whichever you choose, we will not ask this home again before 24 January 2027.');
      await press(name);
      await seen('Saved: not this time.');
      expect(await focused()).toBe('Saved: not this time.');
      expect(bodies('outcomes')).toMatchObject([{ outcome: 'not-this-time', reason }]);
      await seen('We will not show a prompt for this home before 25 December');
      expect(await panel.page.getByText('This topic is off for this home.').count()).toBe(reason === 'topic' ? 1 : 0);
      await press('Done');
      await seen('Nothing to ask today');
    });

    it('says nothing of a date where the rules know none', async () => {
      keep({ prompts: [aPrompt({ restsUntil: null })] });
      await open();
      await press('Not this time');
      await seen('Not this time: why?');
      expect(await text()).not.toContain('Whichever you choose');
    });

    it.each([
      ['By phone', 'phone', 'Saved. This is how we will reach them.'],
      ['By text', 'text', 'Saved. We need their mobile number first. Asking for it is on the list.'],
      ['By letter', 'letter', 'Saved. This is how we will reach them.'],
      ['In person', 'in-person', 'Saved. This is how we will reach them.'],
      ['Someone else speaks for them', 'representative', 'Saved. This is how we will reach them.'],
    ])('keeps by which way they would rather be asked: %s', async (name, askBy, shown) => {
      await open();
      await press('Not this time');
      await press('Would rather be asked another way');
      await seen('Which way would they like?');
      await press(name);
      await seen(shown);
      expect(await focused()).toBe(shown);
      await announced(shown);
      expect(panel.service.sent.at(-1)).toMatchObject({ body: { record: { type: 'person', id: 'A' }, askBy } });
      await press('Undo');
      expect(panel.service.sent.at(-1)?.path).toMatch(/\/withdraw$/);
    });

    it.each([
      ['They do not live here now', 'not-living-here'],
      ['Already dealt with', 'dealt-with'],
      ['The facts are wrong', 'facts-wrong'],
      ['Something else', 'other'],
    ])('keeps what is wrong: %s', async (name, wrongBecause) => {
      await open();
      await press('Not this time');
      await press('The prompt is wrong');
      await seen('What is wrong with it?');
      await press(name);
      await seen('Saved. An administrator will look into it.');
      expect(await focused()).toBe('Saved. An administrator will look into it.');
      expect(panel.service.sent.at(-1)).toMatchObject({ body: { wrongBecause } });
      expect(panel.service.sent.at(-1)?.path).toMatch(/\/outcomes\/[0-9a-f-]{36}\/follow-up$/);
    });

    it('asks once more before all prompts stop, and goes back as easily', async () => {
      await open();
      await press('Not this time');
      await press('Asked us not to ask again');
      await seen('Stop all prompts for this home?');
      expect(await focused()).toBe('Stop all prompts for this home?');
      await press('Go back');
      await seen('Not this time: why?');
      expect(await focused()).toBe('Not this time: why?');
      await press('Asked us not to ask again');
      await press('Stop all prompts');
      await seen('Saved. We will not ask this home again.');
      expect(bodies('outcomes')).toMatchObject([{ reason: 'never' }]);
      expect(await panel.page.getByText('Which way would they like?').count()).toBe(0);
    });

    it('can be worked with the keyboard alone, to the last tap', async () => {
      await open();
      await seen('Ask about the repair');
      for (const name of ['Not this time', 'The prompt is wrong', 'The facts are wrong']) {
        await tabTo(name);
        await panel.page.keyboard.press('Enter');
      }
      await seen('Saved. An administrator will look into it.');
      expect(await focused()).toBe('Saved. An administrator will look into it.');
      await tabTo('Done');
      await panel.page.keyboard.press('Enter');
      await seen('Nothing to ask today');
      expect(await focused()).toBe('Doorstep');
    });
  });

  describe('an answer', () => {
    it('shows what to say as a text would, in the language they want', async () => {
      keep({ tellThem: [aTelling({ short: { language: 'cy', words: 'Fe ddywedoch wrthym: “Y lifft.”' } })] });
      await open();
      await panel.page.getByText('See what to say').click();
      await seen('Fe ddywedoch wrthym: “Y lifft.”');
      expect(await panel.page.getByText('Fe ddywedoch wrthym').getAttribute('lang')).toBe('cy');
    });

    it.each([
      ['Text', 'text', 'Saved: it goes out by text.'],
      ['Letter', 'letter', 'Saved: a letter is on the list to post.'],
      ['Easy Read', 'easy-read', 'Saved: an Easy Read letter is on the list to post.'],
    ] as const)('goes out instead: %s', async (name, way, shown) => {
      const telling = aTelling({ sendInstead: ['text', 'letter', 'easy-read'] });
      keep({ prompts: [aPrompt()], tellThem: [telling] });
      await open();
      await seen('Send it instead:');
      await press(name);
      await seen(shown);
      expect(await focused()).toBe(shown);
      await announced(shown);
      expect(bodies(`tellings/${telling.tellingId}/send`)).toEqual([{ way }]);
      await seen('How did the repair go for you?');
    });

    it('offers only the ways that there are', async () => {
      keep({ tellThem: [aTelling({ sendInstead: ['letter'] })] });
      await open();
      await seen('Send it instead:');
      expect(
        await panel.page.getByRole('group', { name: 'Send it instead:' }).getByRole('button').allTextContents(),
      ).toEqual(['Letter']);
      keep({ tellThem: [aTelling()] });
      await open();
      await seen('I told them');
      expect(await text()).not.toContain('Send it instead:');
    });
  });

  it('is plain to a screen reader, narrow and wide, in light and dark', async () => {
    keep({
      prompts: [aPrompt()],
      takingPart: vouchers,
      tellThem: [aTelling({ sendInstead: ['text', 'letter', 'easy-read'] })],
    });
    const check = async () => {
      for (const [width, colorScheme] of [
        [280, 'light'],
        [480, 'dark'],
      ] as const) {
        await panel.page.setViewportSize({ width, height: 900 });
        await panel.page.emulateMedia({ colorScheme });
        const { violations } = await (await axeOn(panel.page)).include('doorstep-panel').analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        const overflow = await panel.page.evaluate(() => host.panel.scrollWidth - host.panel.clientWidth);
        expect([width, overflow]).toEqual([width, 0]);
      }
    };
    await open();
    await panel.page.getByText('See what to say').click();
    await check();
    await press('Letter');
    await press('They want to take part');
    await panel.page.getByLabel('Come to something').check();
    await panel.page.getByText('Money and vouchers can affect benefits').click();
    await check();
    await press('Back');
    await press('Not this time');
    await check();
    await press('The prompt is wrong');
    await check();
  });
});
