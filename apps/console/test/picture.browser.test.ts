import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type {
  AdoptionShown,
  AreasShown,
  ConcentrationShown,
  FromPromptsShown,
  HeardFrom,
  LoopsShown,
  SetUp,
  SilentShown,
  WaitingShown,
} from '@doorstep/contracts/http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fillPicture } from '../../service/test/picture-landlord.js';
import { consoleOnPage, isSignedInAs, looksRight, type Page } from './console-on-page.js';

const desk = consoleOnPage();

beforeAll(async () => {
  await fillPicture(desk.service.databaseUrl, desk.landlord.id, { homes: 700, voices: 3_000, years: 2 });
});

async function open(): Promise<Page> {
  const page = await desk.open('/picture');
  await page.locator('.picture-panel').nth(12).waitFor();
  await page.locator('.chart svg').nth(12).waitFor();
  return page;
}

const figures = async <Shown>(path: string): Promise<Shown> => {
  const headers = { authorization: `Bearer ${desk.landlord.apiKey}` };
  return (await (await fetch(`${desk.service.url}/api/v1/picture/${path}`, { headers })).json()) as Shown;
};

/** The table of the panel with this title: its cells by row. */
const tableOf = (page: Page, title: string) =>
  page
    .locator('.picture-panel', { has: page.locator('.picture-title', { hasText: title }) })
    .locator('tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));

/** Pairs of words in one chart that are over one another, and words that go over its edge. */
const overlaps = (page: Page) =>
  page.locator('.chart').evaluateAll((charts) =>
    charts.flatMap((chart) => {
      const edge = chart.getBoundingClientRect();
      const boxes = [...chart.querySelectorAll('text')].map((label) => ({
        words: label.textContent,
        box: label.getBoundingClientRect(),
      }));
      const over = boxes.filter(({ box }) => box.left < edge.left - 1 || box.right > edge.right + 1);
      const pairs = boxes.flatMap((a, at) =>
        boxes
          .slice(at + 1)
          .filter(
            (b) =>
              a.box.left < b.box.right &&
              b.box.left < a.box.right &&
              a.box.top + 2 < b.box.bottom &&
              b.box.top + 2 < a.box.bottom,
          )
          .map((b) => `${a.words} over ${b.words}`),
      );
      return [...pairs, ...over.map(({ words }) => `${words} over the edge`)];
    }),
  );

const reasons = ['moment', 'topic', 'another-way', 'never', 'wrong'] as const;

describe('the picture', () => {
  it('says in a heading what its table says, and looks right', async () => {
    const page = await open();
    await looksRight(page);
    expect(await page.locator('.picture-title').allInnerTexts()).toEqual([
      'Who we hear from, by area',
      'Roll calls',
      'Waiting for an answer',
      'How decisions are made',
      'What people raise',
      'Areas',
      'Not heard for a year',
      'How often people speak',
      'Few who speak for many',
      'First-time voices',
      'Closing loops',
      'From a prompt to a change',
      'Prompts used, by team',
    ]);
    const headings = await page.locator('.picture-panel h2').allInnerTexts();
    const waiting = await figures<WaitingShown>('waiting');
    expect(headings[2]).toBe(
      `${waiting.finding.long} people have waited 8 weeks or more to hear back. The oldest: ${waiting.finding.oldest} days.`,
    );
    const bands = await tableOf(page, 'Waiting for an answer');
    expect(bands.at(-1)).toEqual(['56 days or more', String(waiting.finding.long)]);
    expect(await page.getByText(`Questions to us without an answer: ${waiting.questions}.`).count()).toBe(1);
    const prompts = await figures<FromPromptsShown>('from-prompts');
    expect(headings.at(-2)).toBe(
      `Of ${prompts.finding.prompt} contacts with a prompt, ${prompts.finding.words} brought words and ${prompts.finding.changed} a change`,
    );
    expect((await tableOf(page, 'From a prompt to a change')).map((row) => row[1]).slice(1)).toEqual(
      prompts.steps.map(({ contacts }) => String(contacts)),
    );
    const areas = await figures<AreasShown>('areas');
    const rows = await tableOf(page, 'Areas');
    expect(rows).toHaveLength(areas.areas.length + 2);
    const shown = (count: number | null | undefined) => (typeof count === 'number' ? String(count) : 'not shown');
    const heard = await figures<HeardFrom>('who-we-hear-from');
    const map = await tableOf(page, 'Who we hear from, by area');
    expect(map[0]).toEqual(['Area', 'Live here', 'Heard from', 'First time']);
    expect(map.slice(1).map((row) => row.slice(1))).toEqual(
      [...heard.rows, heard.total].map(({ here, heard: said, first }) => [here, said, first].map(shown)),
    );
    const { teams, total, finding } = await figures<AdoptionShown>('adoption');
    expect(teams.length).toBeGreaterThan(3);
    expect((await tableOf(page, 'Prompts used, by team')).slice(1)).toEqual(
      [...teams, { name: 'Total', ...total }].map(({ name, prompts, used, notThisTime }) => [
        name ?? 'Smaller teams, and homes of none or several',
        ...[prompts, used, ...reasons.map((reason) => notThisTime[reason])].map(shown),
      ]),
    );
    if (finding.code !== 'used') throw new Error(finding.code);
    expect(headings.at(-1)).toBe(
      `Of ${finding.prompts} prompts, ${finding.used} were used. The reason noted most for others: Not the right moment (${finding.times})`,
    );
    for (const [at, area] of areas.areas.entries())
      expect(rows[at + 1]).toEqual([
        area.name ?? 'Smaller areas together',
        ...[area.households, area.heard, area.waiting, area.silent].map(shown),
      ]);
  });

  it.each([320, 768, 1280])('has no words over others at %i pixels', async (width) => {
    await desk.page.setViewportSize({ width, height: 900 });
    const page = await open();
    expect(await page.locator('.chart text').count()).toBeGreaterThan(40);
    expect(await overlaps(page)).toEqual([]);
  });

  it('tells its two series apart in grey, by lightness and by shape, in light and in dark', async () => {
    const page = await open();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [one, two, ground] = await page.evaluate(() => {
        const luminance = (colour: string) => {
          const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? [])
            .map((part) => Number(part) / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const styleOf = (of: string) => getComputedStyle(document.querySelector(of) ?? document.body);
        return [
          luminance(styleOf('.chart .first circle, .chart circle.first, .chart .first path').fill),
          luminance(styleOf('.chart .second path').stroke),
          luminance(getComputedStyle(document.body).backgroundColor),
        ];
      });
      const contrast = (a = 0, b = 0) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      expect([colorScheme, contrast(one, two) > 1.5]).toEqual([colorScheme, true]);
      expect([colorScheme, contrast(one, ground) >= 3, contrast(two, ground) >= 3]).toEqual([colorScheme, true, true]);
    }
    const shapes = await page.evaluate(() =>
      ['.first', '.second'].map((of) => document.querySelector(`.chart ${of} path, .chart ${of} circle`)?.outerHTML),
    );
    expect(shapes[0]).not.toBe(shapes[1]);
  });

  it('is by age, over a year, in a place, as chosen; who people are stays about everywhere', async () => {
    const page = await open();
    const asked = page.waitForResponse((response) => response.url().includes('loops?period=52-weeks&place=estate3'));
    await page.getByLabel('Show by').selectOption('age');
    await page.getByLabel('How far back').selectOption('52-weeks');
    await page.getByLabel('Place').selectOption({ label: 'Estate 3' });
    expect((await asked).status()).toBe(200);
    const heard = await figures<HeardFrom>('who-we-hear-from?by=age&period=52-weeks');
    if (heard.finding.code !== 'least-from') throw new Error(heard.finding.code);
    const share = Math.round((100 * heard.finding.heard) / (heard.total.heard ?? 0));
    await page.getByRole('heading', { name: /^We hear least from ages .*/ }).waitFor();
    expect(await page.locator('.picture-panel h2').first().innerText()).toContain(`${share}% of those we heard from.`);
    await page.getByLabel('Show by').selectOption('needs');
    await page.getByRole('heading', { name: /access need|less than its share/ }).waitFor();
    await page.getByText('Told us of an access need').first().waitFor();
  });

  it('warns where few speak for many', async () => {
    const page = await open();
    const { few } = await figures<ConcentrationShown>('concentration?period=52-weeks');
    await page.getByLabel('How far back').selectOption('52-weeks');
    if (few.finding.code !== 'few-speak') throw new Error(few.finding.code);
    const { people, share } = few.finding;
    const name = few.finding.name ?? `Everywhere, the ${few.finding.part}% who spoke most`;
    await page
      .getByRole('heading', { name: `${name}: ${people} people said ${share}% of it. Ask those not heard yet.` })
      .waitFor();
    const rows = await tableOf(page, 'Few who speak for many');
    expect(rows.slice(1).map(([, people, share, warns]) => [people, share, warns])).toEqual(
      few.rows.map(({ people, share, isFew }) => [String(people), String(share), isFew ? 'Yes' : 'No']),
    );
  });

  it('leads to the homes of an area not heard for a year, and to a question for them alone', async () => {
    await isSignedInAs(desk.page, 'lead');
    const page = await open();
    await page.getByLabel('Where to go').selectOption({ label: 'Estate 3' });
    await page.getByRole('link', { name: 'See the homes: Estate 3' }).click();
    await page.getByRole('heading', { level: 1, name: 'Who to go to: Estate 3' }).waitFor();
    await page.getByRole('table').waitFor();
    await looksRight(page);
    const { items } = await figures<SilentShown>('silent?place=estate3');
    expect(await page.locator('tbody th').allInnerTexts()).toEqual(items.map(({ address }) => address));
    await page.getByRole('link', { name: 'Start a round: Estate 3' }).click();
    await page.getByText('Homes in some places: Estate 3.').waitFor();
    await open();
    await page.getByRole('link', { name: 'See who waits, and answer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Replies owed' }).waitFor();
  });

  it('gives each table to take away', async () => {
    const page = await open();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download: Areas' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('Areas.csv');
    const rows = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(rows[0]).toBe('\uFEFFArea,Homes,Heard from,Waiting,Silent for a year');
    expect(rows).toHaveLength((await figures<AreasShown>('areas')).areas.length + 3);
    expect(rows.join()).toContain('not shown');
  });

  it('prints charts and tables without its controls, and speaks Welsh', async () => {
    const page = await open();
    await page.getByText('Cymraeg').click();
    await page.getByRole('heading', { level: 1, name: 'Y darlun' }).waitFor();
    await page.getByText('Yn aros am ateb').first().waitFor();
    expect(await overlaps(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByLabel('Pa mor bell yn ôl').isVisible()).toBe(false);
    expect(await page.locator('.chart svg').first().isVisible()).toBe(true);
    expect(await page.locator('.picture-printed').innerText()).toMatch(
      /^Pobman · Y 13 wythnos diwethaf · \d+ \p{L}+ \d{4}$/u,
    );
    const tables = page.locator('.picture-panel table');
    expect(await tables.count()).toBe(13);
    for (const table of await tables.all()) expect(await table.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.getByText('English').click();
  });

  it('shows the rest when one part cannot be had, and that part when asked again', async () => {
    await desk.page.route('**/api/v1/picture/waiting*', (route) =>
      route.fulfill({ status: 503, json: { code: 'database' } }),
    );
    const page = await desk.open('/picture');
    await page.getByText('We cannot show this part right now').waitFor();
    await page.locator('.picture-panel').nth(11).waitFor();
    await page.unroute('**/api/v1/picture/waiting*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.picture-panel').nth(12).waitFor();
  });
});

describe('the first screen, once a team is live', () => {
  /** Every figure on the screen, in the order in which it is read. */
  const figuresRead = (page: Page) =>
    page.locator('main').evaluate((main) => ((main as HTMLElement).innerText.match(/\d+/g) ?? []).map(Number));

  it('leads with loops closed, first of all figures: who knows what came of what they said, and for whom something changed; no total of what was said', async () => {
    await isSignedInAs(desk.page, 'lead');
    await desk.page.route('**/admin/v1/set-up', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as SetUp), isLive: true } });
    });
    const page = await desk.open('/');
    const { finding, states } = await figures<LoopsShown>('loops');
    const peopleIn = (state: string) => states.find((one) => one.state === state)?.people;
    await page
      .getByRole('heading', { level: 2, name: `${finding.told} of ${finding.people} people we heard from know what` })
      .waitFor();
    await page.getByText('No phone').waitFor();
    expect((await page.locator('main h2').allInnerTexts()).at(-1)).toBe('How it runs');
    expect((await figuresRead(page)).slice(0, 4)).toEqual([
      finding.told,
      finding.people,
      peopleIn('changed'),
      peopleIn('owed'),
    ]);
    await looksRight(page);
    await page.getByRole('link', { name: 'See who waits, and answer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Replies owed' }).waitFor();
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  });
});

it('adds at most 95 kB to what is sent, on this screen alone', () => {
  const assets = join(desk.files, 'assets');
  const sizes = readdirSync(assets)
    .filter((name) => name.startsWith('picture') && name.endsWith('.js'))
    .map((name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(95_000);
});
