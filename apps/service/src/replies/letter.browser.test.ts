import { launchChromium } from '@doorstep/testing';
import { AxeBuilder } from '@doorstep/testing/axe';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { leavePageHtml, leavePolicy, type LeavePage } from '../leaving/leave-page-html.js';
import { letterHtml, letterPolicy, type LetterParts } from './telling-html.js';
import { answerParts, answerShort, answerText, dayInWords, leaveParts, type AnswerToTell } from './telling-words.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

const answer: AnswerToTell = {
  language: 'en-GB',
  name: 'Mrs Pugh',
  theirWords: 'The lift is noisy at night, love.',
  whose: 'own',
  saidAt: new Date('2026-08-12T10:20:00Z'),
  result: 'doing',
  because: 'The part comes from far away.',
  passedTo: null,
  owner: 'Owen Reed',
  promisedBy: '2026-12-12',
  words: 'We ordered a new motor. It comes in December.',
  easyRead: null,
  saidBy: 'Nia Pugh, Elm Court',
  landlord: 'Alder Homes',
};

const link = { landlord: 'alder', code: 'K7QDM2XW9RTC0001' };

function letter(more: Partial<AnswerToTell> = {}, form: LetterParts['form'] = 'standard'): string {
  const told = { ...answer, ...more };
  return letterHtml({
    ...answerParts(told, form, leaveParts(told.language, link, 'https://say.alder.example')),
    language: told.language,
    form,
    address: ['Mair Pugh', '12 Elm Court', 'SA1 1AA'],
    date: dayInWords(told.language, new Date('2026-11-25T12:00:00Z')),
    noteToStaff: form === 'easy-read' && told.easyRead === null ? 'No easy read text was written.' : null,
  });
}

/** Opens a letter as the service serves it, under its own policy, and says what a reader would see. */
async function open<T>(html: string, look: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const strayed: string[] = [];
    await page.route('**/*', (route) => {
      if (route.request().url() !== 'http://letter.test/') {
        strayed.push(route.request().url());
        return route.abort();
      }
      return route.fulfill({
        body: html,
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': letterPolicy },
      });
    });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('dialog', (dialog) => {
      complaints.push('dialog');
      void dialog.dismiss();
    });
    await page.goto('http://letter.test/');
    const seen = await look(page);
    expect([strayed, complaints]).toEqual([[], []]);
    return seen;
  } finally {
    await context.close();
  }
}

/** The points of every line that prints, whether any is slanted, in capitals or not on the left, and whether any sticks out. */
const looksOf = (html: string) =>
  open(html, async (page) => {
    await page.emulateMedia({ media: 'print' });
    // What is between the margins of A4: 170 mm at 96 dots an inch.
    await page.setViewportSize({ width: 643, height: 934 });
    return page.evaluate<Looks>(`(() => {
      const shown = [...document.querySelectorAll('body *')].filter((one) => one.offsetParent !== null);
      const styles = shown.map((one) => getComputedStyle(one));
      return {
        points: Math.min(...styles.map(({ fontSize }) => (parseFloat(fontSize) * 72) / 96)),
        slanted: styles.filter(({ fontStyle }) => fontStyle !== 'normal').length,
        capitals: styles.filter(({ textTransform }) => textTransform !== 'none').length,
        notLeft: styles.filter(({ textAlign }) => textAlign !== 'left' && textAlign !== 'start').length,
        sticksOut: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      };
    })()`);
  });

interface Looks {
  readonly points: number;
  readonly slanted: number;
  readonly capitals: number;
  readonly notLeft: number;
  readonly sticksOut: boolean;
}

/** The pages of the PDF, each with its size in points. */
const pagesOf = (html: string) =>
  open(html, async (page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => [
      Math.round(Number(wide)),
      Math.round(Number(high)),
    ]);
  });

describe('a letter', () => {
  it.each(['standard', 'large-print', 'easy-read'] as const)('%s fits A4', async (form) => {
    const pages = await pagesOf(letter({}, form));
    expect(pages.length).toBeLessThanOrEqual(form === 'standard' ? 1 : 2);
    for (const [wide, high] of pages) {
      expect(wide).toBeCloseTo(595, -0.5);
      expect(high).toBeCloseTo(842, -0.5);
    }
  });

  it.each([
    ['standard', 12],
    ['large-print', 18],
    ['easy-read', 18],
  ] as const)('%s is set in %i points or more, on the left, upright, without capitals', async (form, points) => {
    const long = { theirWords: `${'x'.repeat(400)} ${'The lift is noisy. '.repeat(60)}`, words: 'y'.repeat(300) };
    for (const more of [{}, long]) {
      const looks = await looksOf(letter(more, form));
      expect(looks).toMatchObject({ slanted: 0, capitals: 0, notLeft: 0, sticksOut: false });
      expect(looks.points).toBeGreaterThanOrEqual(points);
    }
  });

  it('says what they told us, what came of it, thank you, and who says so', async () => {
    const text = await open(letter(), (page) => page.innerText('body'));
    for (const part of [
      'Mair Pugh\n12 Elm Court\nSA1 1AA',
      '25 November 2026',
      'Dear Mrs Pugh',
      'On 12 August 2026 you told us:',
      'The lift is noisy at night, love.',
      'What is being done',
      'We ordered a new motor. It comes in December.',
      'This is why: The part comes from far away.',
      'Owen Reed sees to it by 12 December 2026.',
      'Thank you for telling us.',
      'You do not need to do anything.',
      'Rather not get these? Tell any of us, and we stop.',
      'Go to say.alder.example/leave/alder and type K7QD-M2XW-9RTC-0001.',
      'Or point the camera of a phone at this square.',
      'Nia Pugh, Elm Court\nAlder Homes',
    ])
      expect(text).toContain(part);
  });

  it.each(['standard', 'large-print', 'easy-read'] as const)('has a square that a camera reads, %s', async (form) => {
    const seen = await open(letter({ easyRead: 'We ordered a part.' }, form), (page) =>
      page.locator('.leave svg').screenshot(),
    );
    const { data, info } = await sharp(seen).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(decodeQR({ data, width: info.width, height: info.height })).toBe(
      'https://say.alder.example/leave/alder#K7QDM2XW9RTC0001',
    );
  });

  it('speaks Welsh to those who want Welsh', async () => {
    const [text, language] = await open(letter({ language: 'cy' }), async (page) => [
      await page.innerText('body'),
      await page.getAttribute('html', 'lang'),
    ]);
    expect(language).toBe('cy');
    expect(text).toContain('Ewch i say.alder.example/leave/alder/cy a theipio K7QD-M2XW-9RTC-0001.');
    for (const part of ['Annwyl Mrs Pugh', 'Ar 12 Awst 2026 fe ddywedoch wrthym:', 'Diolch am ddweud wrthym.'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/Thank you|Dear|November/);
  });

  it('in easy read has one idea a line, from its own text where there is one, and else a note for staff that does not print', async () => {
    const ideas = (html: string) =>
      open(html, async (page) => {
        const lines = await page.locator('.said').allInnerTexts();
        await page.emulateMedia({ media: 'print' });
        const notes = page.locator('.note');
        return { lines, notes: await notes.count(), isPrinted: await notes.isVisible() };
      });
    const rest = ['This is why: The part comes from far away.', 'Owen Reed sees to it by 12 December 2026.'];
    expect(await ideas(letter({}, 'easy-read'))).toEqual({
      lines: ['We ordered a new motor.', 'It comes in December.', ...rest],
      notes: 1,
      isPrinted: false,
    });
    expect(await ideas(letter({ easyRead: 'The lift is loud.\nWe bought a part.' }, 'easy-read'))).toEqual({
      lines: ['The lift is loud.', 'We bought a part.', ...rest],
      notes: 0,
      isPrinted: false,
    });
  });

  it.each([
    ['a page would run', '<script>alert(1)</script><img src=x onerror=alert(1)><style>*{display:none}</style>'],
    ['would end what they stand in', '</blockquote></body></html>"\' onload=alert(1) &lt;b&gt;'],
    ['are right to left', 'المصعد لا يعمل \u202eكذا\u202c'],
    ['are of several code points', '👩🏽‍🔧 e\u0301 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['a spreadsheet would run', "=cmd|' /C calc'!A0"],
    ['have space around and within', '  the lift \n\n   is slow '],
  ])('shows as text words that %s', async (_, words) => {
    const shown = await open(
      letter({ theirWords: words, words, saidBy: words.replaceAll('\n', ' '), name: words }),
      async (page) => ({
        theirs: await page.locator('.words').textContent(),
        ours: await page.locator('.said').first().textContent(),
        elements: await page.locator('script, img, body style, [onload], b').count(),
        landlord: await page.locator('.by').isVisible(),
      }),
    );
    expect(shown).toEqual({ theirs: words, ours: words, elements: 0, landlord: true });
  });

  it('can be read by a screen reader as well', async () => {
    for (const form of ['standard', 'large-print', 'easy-read'] as const) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.setContent(letter({}, form));
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
      expect(violations).toEqual([]);
      await context.close();
    }
  });
});

describe('the same in an e-mail and a text', () => {
  it('says all of it in plain text', () => {
    expect(answerText(answerParts(answer, 'standard'))).toBe(`Dear Mrs Pugh,

On 12 August 2026 you told us:
“The lift is noisy at night, love.”

What is being done:
We ordered a new motor. It comes in December.
This is why: The part comes from far away.
Owen Reed sees to it by 12 December 2026.

Thank you for telling us.

You do not need to do anything. If you want to talk about it, tell any of us, whenever suits you. Rather not get these? Tell any of us, and we stop.

Nia Pugh, Elm Court
Alder Homes`);
  });

  it('is short in a text, and does not cut a character in two', () => {
    const short = answerShort(answerParts({ ...answer, theirWords: '👩🏽‍🔧'.repeat(200), whose: 'reading' }, 'standard'));
    expect(short).toMatch(
      /^On 12 August 2026 we spoke\. This is what we understood: “(👩🏽‍🔧){99}…” We ordered a new motor/u,
    );
    expect(short).toMatch(/Rather not get these\? Tell any of us, and we stop\. Nia Pugh, Elm Court, Alder Homes$/);
  });
});

describe('the page on which somebody leaves an ask', () => {
  const landlord = { slug: 'alder', name: 'Alder & Sons' };
  const code = 'K7QDM2XW9RTC0001';
  const pages: readonly LeavePage[] = [
    { shows: 'ask' },
    { shows: 'unknown' },
    { shows: 'left', code },
    { shows: 'left', code: null },
    { shows: 'back', code },
  ];
  type Page = Awaited<ReturnType<Browser['newPage']>>;

  /** Opens it as it is served, and says what was sent from it. */
  async function visit<T>(
    shown: LeavePage,
    at: 'en' | 'cy',
    look: (page: Page, sent: (string | null)[]) => Promise<T>,
    options: { javaScriptEnabled?: boolean; colorScheme?: 'dark'; hash?: string } = {},
  ): Promise<T> {
    const { hash = '', ...context } = options;
    const opened = await browser.newContext({ ...context, viewport: { width: 320, height: 640 } });
    try {
      const page = await opened.newPage();
      const sent: (string | null)[] = [];
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': leavePolicy };
      await page.route('**/*', (route) => {
        if (route.request().method() === 'POST') sent.push(route.request().postData());
        const now: LeavePage = route.request().method() === 'POST' ? { shows: 'left', code } : shown;
        return route.fulfill({ body: leavePageHtml(now, landlord, at), headers });
      });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(`http://page.test/leave/alder${at === 'cy' ? '/cy' : ''}${hash}`);
      const seen = await look(page, sent);
      expect(complaints).toEqual([]);
      return seen;
    } finally {
      await opened.close();
    }
  }

  it.each([
    ['en', {}, pages],
    ['en', { colorScheme: 'dark' }, pages.slice(0, 1)],
    ['cy', {}, pages.slice(0, 3)],
  ] as const)('can be used by everybody, at 320 px: %s %j', async (at, options, shown) => {
    for (const one of shown)
      await visit(
        one,
        at,
        async (page) => {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(violations).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
          for (const button of await page.getByRole('button').all())
            expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
        },
        options,
      );
  });

  it('takes the code out of the link, so that one press leaves, by keyboard as well, and keeps it for the other language', async () => {
    await visit(
      { shows: 'ask' },
      'en',
      async (page, sent) => {
        expect(await page.getByLabel('Your code').isVisible()).toBe(false);
        expect(await page.getByRole('link', { name: 'Cymraeg' }).getAttribute('href')).toContain(
          `/leave/alder/cy#${code}`,
        );
        expect(sent).toEqual([]);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'You have left' }).waitFor();
        expect(sent).toEqual([`code=${code}&act=leave`]);
        expect(await page.getByRole('button').allInnerTexts()).toEqual(['Take part again']);
        await page.emulateMedia({ media: 'print' });
        expect(await page.getByRole('button').count()).toBe(0);
      },
      { hash: `#${code}` },
    );
  });

  it('works without JavaScript: the code is typed', async () => {
    await visit(
      { shows: 'ask' },
      'cy',
      async (page, sent) => {
        await page.getByLabel('Eich cod').fill('k7qd-m2xw-9rtc-0001');
        await page.getByRole('button', { name: 'Gadael' }).click();
        await page.getByRole('heading', { name: 'Rydych wedi gadael' }).waitFor();
        expect(sent).toEqual(['code=k7qd-m2xw-9rtc-0001&act=leave']);
      },
      { javaScriptEnabled: false },
    );
  });
});
