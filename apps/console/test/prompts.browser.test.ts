import { describe, expect, it } from '@jest/globals';
import { post } from '../../service/test/landlord.js';
import { consoleOnPage, isSignedInAs, looksRight, type Page } from './console-on-page.js';

const desk = consoleOnPage();

const proud = {
  code: 'L01',
  title: 'Ask what they are proud of',
  say: 'What are you proud of round here?',
  probe: 'Who else should we ask about it?',
  whyAsking: 'We want to know what is strong here before we change a thing.',
  theme: 'neighbourhood',
  contactTypes: ['EST-WLK'],
  role: 'housing officer',
  strength: true,
  owner: 'Neighbourhood team',
  roomToChange: 'How next year’s small grants are spent.',
};

/** Somebody else, by their system, writes meanwhile. */
async function writtenElsewhere(path: string, item: object): Promise<void> {
  const { status } = await post(
    desk.service,
    `/api/v1/library/prompts${path}`,
    { items: [item] },
    {
      authorization: `Bearer ${desk.landlord.apiKey}`,
    },
  );
  expect(status).toBe(200);
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, words] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(words);
}

/** What has the focus, by its words. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe('the writing desk', () => {
  it('lists prompts by theme, state and Welsh, and says which fall flat and what to do', async () => {
    await desk.page.route('**/api/v1/library/prompts/flat', (route) =>
      route.fulfill({
        json: {
          items: [
            {
              code: 'P01',
              say: 'What’s it like living here, day to day?',
              ...{ shown: 24, answered: 1, turnedDown: 3, expired: 20 },
              why: ['Answered 1 of 24 times.'],
            },
          ],
          total: 1,
        },
      }),
    );
    const page = await desk.open('/prompts');
    await page.getByText('Shown 24 times: answered 1, turned down 3, left to run out 20.').waitFor();
    await page.getByText(/^\d\d prompts\.$/).waitFor();
    await looksRight(page);
    await page.getByLabel('State').selectOption('Falls flat');
    await page.getByText('1 prompt.').waitFor();
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([expect.stringContaining('Ask about living here')]);
    await page.getByLabel('Welsh').selectOption('Reviewed');
    await page.getByText('No prompt is like that.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText(/^\d\d prompts\.$/).waitFor();
  });

  it('checks a new prompt as it is written, keeps it as a draft and uses it', async () => {
    const page = await desk.open('/prompts/new');
    await page.getByText('They begin as you write.').waitFor();
    await page.getByLabel('What is said').fill('Are you proud of it round here?');
    await page.getByText('2 things to put right.').waitFor();
    await page.getByText('This can be answered with yes or no').waitFor();
    await page.getByRole('figure').getByText('“Are you proud of it round here?”').waitFor();
    await page.getByLabel('What is said').fill(proud.say);
    await page.getByText('Every check passed.').waitFor();

    await page.getByRole('button', { name: 'Keep as a draft' }).click();
    await page.getByRole('alert').getByText('Write a title').waitFor();
    await fill(page, { 'Title for the officer': proud.title });
    await page.getByRole('button', { name: 'Keep as a draft' }).click();
    await page.getByText('The draft is kept. Nobody is asked it yet.').first().waitFor();
    expect(await focused(page)).toBe(proud.title);

    await page.getByRole('button', { name: 'Go on with the draft' }).click();
    expect(await focused(page)).toBe('Write it');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('link', { name: 'Choose a theme.' }).click();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await looksRight(page);
    await page.getByLabel('Theme').selectOption('The place around');
    await page.getByLabel('Estate walkabout').check();
    await page.getByLabel('Who asks it').selectOption('housing officer');
    await page.getByLabel('It asks for a strength').check();
    await fill(page, {
      'What is asked next, if they want to say more': proud.probe,
      'Why we ask': proud.whyAsking,
      'Who reads the answers': proud.owner,
      'What is still open': proud.roomToChange,
      'Who wrote it with you (optional)': 'with residents of Elm Court',
    });
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('It is in use. It can be asked from the next contact.').first().waitFor();
    await page.getByText('with residents of Elm Court').waitFor();
    await page.getByRole('link', { name: 'Writing desk' }).click();
    const row = page.getByRole('row', { name: proud.say });
    expect(await row.innerText()).toMatch(/The place around\s+In use\s+No Welsh yet/);
  });

  it('shows what somebody else wrote meanwhile, and loses nobody’s words', async () => {
    await writtenElsewhere('', { ...proud, code: 'L02' });
    const page = await desk.open('/prompts/L02');
    await page.getByRole('button', { name: 'Rewrite it' }).click();
    await page.getByLabel('What is said', { exact: true }).fill('What would you show a visitor?');
    await writtenElsewhere('', { ...proud, code: 'L02', say: 'What makes you smile round here?' });
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('button', { name: 'See their version' }).click();
    const say = page.getByLabel('What is said', { exact: true });
    await page.getByText('You see what First key saved. Yours is kept until you leave this screen.').first().waitFor();
    expect(await say.inputValue()).toBe('What makes you smile round here?');
    await page.getByRole('button', { name: 'Bring mine back' }).click();
    expect(await say.inputValue()).toBe('What would you show a visitor?');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('It is in use.').first().waitFor();
    await page.getByText('2 other versions').click();
    await page.getByText('What makes you smile round here?').waitFor();
  });

  it('keeps Welsh beside the English as not reviewed until a speaker signs it off', async () => {
    await writtenElsewhere('', { ...proud, code: 'L03' });
    const page = await desk.open('/prompts/L03');
    await page.getByRole('button', { name: 'Keep the Welsh' }).click();
    await page.getByRole('link', { name: 'Write in Welsh what is said' }).waitFor();
    await fill(page, {
      'What is said, in Welsh': 'Beth ydych chi’n falch ohono yma?',
      'What is asked next, in Welsh': 'Pwy arall ddylen ni ofyn?',
      'Why we ask, in Welsh': 'Rydyn ni eisiau gwybod beth sy’n gryf yma.',
      'Title, in Welsh': 'Gofyn beth sy’n destun balchder',
    });
    await page.getByRole('button', { name: 'Keep the Welsh' }).click();
    await page.getByText('The Welsh is kept.').first().waitFor();
    await page.getByText('Not reviewed', { exact: true }).waitFor();
    expect(await focused(page)).toBe('In Welsh');
    await looksRight(page);
    await page.getByRole('button', { name: 'Sign it off and use it' }).click();
    await page.getByText('Say who signs it off').waitFor();
    await fill(page, { 'Who signs it off': 'Welsh language officer' });
    await page.getByRole('button', { name: 'Sign it off and use it' }).click();
    await page.getByText('The Welsh is signed off and in use.').first().waitFor();
    await page.getByText(/^Signed off by Welsh language officer on /).waitFor();
  });

  it('retires a prompt with what was learnt, and says why not where the library would lack it', async () => {
    await writtenElsewhere('', { ...proud, code: 'L04' });
    const page = await desk.open('/prompts/P10');
    await page.getByRole('button', { name: 'Retire it' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Retire it' }).click();
    await dialog.getByText('Say what was learnt, in a sentence').waitFor();
    await dialog.getByLabel('What was learnt').fill('Staff had no time for it at the door.');
    await dialog.getByRole('button', { name: 'Retire it' }).click();
    await dialog.getByText('There would be no prompt left for: electrician.').waitFor();
    await desk.open('/prompts/L04');
    await page.getByRole('button', { name: 'Retire it' }).click();
    await dialog.getByLabel('What was learnt').fill('Nobody could picture it on the day.');
    await dialog.getByRole('button', { name: 'Retire it' }).click();
    await page.getByText('It is retired. Nobody is asked it any more.').first().waitFor();
    await page.getByText('Nobody could picture it on the day.').first().waitFor();
    await page.getByRole('button', { name: 'Write it anew' }).waitFor();
  });

  it('shows what it can to who may only look, offline, in Welsh, and when it cannot be reached', async () => {
    const page = desk.page;
    await isSignedInAs(page, 'viewer');
    await desk.open('/prompts/P01');
    await page.getByText('Only people with the Administrator or Lead role can change this. Yours is Viewer.').waitFor();
    expect(await page.getByRole('button', { name: /Rewrite|Retire|Welsh/ }).count()).toBe(0);
    await page.context().setOffline(true);
    await page
      .getByText(/^You are offline\./)
      .first()
      .waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.getByText('Fel y mae swyddog yn ei weld').waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: 'English' }).click();
    await desk.open('/prompts/P99');
    await page.getByText('There is no prompt P99 here.').waitFor();
    await page.route('**/api/v1/library/prompts', (route) => route.fulfill({ status: 403, json: {} }));
    await desk.open('/prompts');
    await page.getByText('We cannot show prompts right now').waitFor();
  });
});

describe('what staff can do', () => {
  it('is shown by role as it ships, and written by an administrator in English and Welsh', async () => {
    const page = await desk.open('/prompts');
    await page.getByRole('link', { name: 'What staff can do' }).click();
    await page.getByRole('heading', { level: 1, name: 'What staff can do' }).waitFor();
    const officer = page.getByRole('region', { name: 'Officer' });
    await officer.getByText('These lines came with Doorstep.').waitFor();
    await officer.getByText('Change these lines: Officer').click();
    await looksRight(page);
    const english = officer.getByRole('group', { name: 'In English' });
    await english.getByLabel('You can do').fill(' ');
    await officer.getByRole('button', { name: 'Keep these lines' }).click();
    await english.getByText('Write this line, in 120 characters or fewer').waitFor();
    await english.getByLabel('You can do').fill('Lend a ladder.');
    const welsh = officer.getByRole('group', { name: 'In Welsh' });
    for (const label of ['You can do', 'You pass on', 'You leave alone']) await welsh.getByLabel(label).fill('');
    await officer.getByRole('button', { name: 'Keep these lines' }).click();
    await officer.locator('.done:focus').getByText('Kept. Staff see them from now on.').waitFor();
    await officer.getByText('You can do: Lend a ladder.').waitFor();
    await officer.getByText(/^Written by .+, /).waitFor();
    await isSignedInAs(page, 'viewer');
    await desk.open('/prompts/can-do');
    await officer.getByText('You can do: Lend a ladder.').waitFor();
    expect(await page.getByText('Change these lines: Officer').count()).toBe(0);
  });
});
