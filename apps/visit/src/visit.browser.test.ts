import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchChromium } from '@doorstep/testing';
import { axeOn } from '@doorstep/testing/axe';
import { visitCatalogues } from '@doorstep/ui/text';
import { buildApp } from '../test/build-app.js';
import { aJob, startFakeService, type FakeService } from '../test/fake-service.js';
import { anOperative, type Browser, type Operative } from '../test/operative.js';
import { aPhoto, states } from '../test/states.js';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const colours = ['color-contrast', 'link-in-text-block'];
const welsh = visitCatalogues.cy as Readonly<Record<string, string>>;

let folder: string;
let browser: Browser;
let service: FakeService;
let operative: Operative;

beforeAll(async () => {
  [folder, browser] = await Promise.all([buildApp(), launchChromium()]);
}, 120_000);
afterAll(() => browser.close());
beforeEach(async () => {
  service = await startFakeService(folder);
});
afterEach(async () => {
  await operative.close();
  await service.close();
});

const begin = async (serviceWorkers: 'allow' | 'block' = 'block') => {
  operative = await anOperative(browser, service, serviceWorkers);
};
const signIn = async (serviceWorkers: 'allow' | 'block' = 'block') => {
  if (service.jobs.length === 0) service.jobs.push(aJob());
  await begin(serviceWorkers);
  await operative.open();
  await operative.sees(service.jobs[0]?.address ?? '');
};
const press = (name: string | RegExp) => operative.press(name);
const sees = (text: string | RegExp) => operative.sees(text);
const takePhoto = async () => {
  await operative.page.locator('input[type=file]').setInputFiles(aPhoto());
  await sees(/Photo 1, /);
};
const log = async (address: string, topic: string) => {
  await press('Log a visit');
  await operative.page.getByLabel('Where was it?').fill(address);
  await press(topic);
};
/** Everything in the phone's database, by store. */
const database = () =>
  operative.page.evaluate(
    () =>
      new Promise<Record<string, unknown[]>>((resolve, reject) => {
        const opening = indexedDB.open('doorstep-visit');
        opening.onerror = () => reject(opening.error as DOMException);
        opening.onsuccess = () => {
          const db = opening.result;
          const names = [...db.objectStoreNames];
          const reading = db.transaction(names);
          const found: Record<string, unknown[]> = {};
          for (const name of names) {
            const all = reading.objectStore(name).getAll();
            all.onsuccess = () => {
              found[name] = all.result as unknown[];
            };
          }
          reading.oncomplete = () => {
            db.close();
            resolve(found);
          };
        };
      }),
  );

describe('every screen in every state', () => {
  it.each(states)(
    '$name: nothing for axe in light, dark and forced colours; tall enough to hit; nothing cut off',
    async (state) => {
      await begin();
      const { page } = operative;
      const violations: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) violations.push(message.text());
      });
      await state.before?.(operative);
      await operative.open(state.link);
      await state.reach(operative);

      for (const look of [
        { colorScheme: 'light', forcedColors: 'none' },
        { colorScheme: 'dark', forcedColors: 'none' },
        { colorScheme: 'light', forcedColors: 'active' },
      ] as const) {
        await page.emulateMedia(look);
        // Only the colours differ after the first look.
        const axe = await axeOn(page);
        const checked =
          look.colorScheme === 'light' && look.forcedColors === 'none' ? axe.withTags(tags) : axe.withRules(colours);
        const { violations: found } = await checked.analyze();
        expect(found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
      await page.emulateMedia({ forcedColors: 'none' });
      expect(await tooSmall(page)).toEqual([]);
      expect(await page.locator('[aria-live], [role=status], [role=alert]').count()).toBe(1);
      expect(await page.locator('body').innerText()).not.toMatch(/[{}]|undefined/);

      for (const [width, height, style] of [
        [320, 640, ''],
        [320, 256, ''],
        [360, 640, 'html { font-size: 225% }'],
        [320, 640, '* { letter-spacing: .12em; word-spacing: .16em; line-height: 1.5 } p { margin-block-end: 2em }'],
      ] as const) {
        await page.setViewportSize({ width, height });
        const added = await page.evaluateHandle((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }, style);
        await added.dispose();
        expect([width, style, await cutOff(page)]).toEqual([width, style, []]);
      }
      expect(violations).toEqual([]);
    },
    30_000,
  );
});

/** Controls that a glove would miss: under 56 pixels, or under 64 for the first answers and Save. */
function tooSmall(page: Operative['page']): Promise<string[]> {
  return page.evaluate(() => {
    const tall = ['Yes, they raised something', 'No, nothing raised', 'Nobody in', 'Not today', 'Save'];
    return [...document.querySelectorAll<HTMLElement>('button, a[href], summary, input, textarea, label.radio')]
      .filter((control) => control.checkVisibility() && !control.closest('label.radio > *'))
      .filter((control) => !(control instanceof HTMLInputElement && control.type === 'radio'))
      .filter((control) => {
        const { width, height } = control.getBoundingClientRect();
        const least = tall.includes(control.textContent?.trim() ?? '') ? 64 : 56;
        return width < 56 || height < least;
      })
      .map((control) => control.outerHTML);
  });
}

/** What runs out of the screen sideways, or out of its own box. */
function cutOff(page: Operative['page']): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the screen'] : [];
    const inside = [...document.querySelectorAll<HTMLElement>('#app *')].filter(
      (part) => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
    );
    const foot = document.querySelector('.foot')?.getBoundingClientRect();
    const hidden =
      foot && (foot.bottom > innerHeight + 1 || foot.top < 0) ? ['what stays at the foot is not in sight'] : [];
    return [...wide, ...hidden, ...inside.map((part) => part.outerHTML)];
  });
}

describe('at the door', () => {
  it('keeps a visit in three taps without signal, and opens no keyboard', async () => {
    await signIn();
    await operative.offline(true);
    await sees('No signal');
    await press(/12 Elm Court/);
    await operative.page.evaluate(() => {
      Object.assign(globalThis, { taps: 0, typed: 0 });
      const counts = globalThis as unknown as { taps: number; typed: number };
      addEventListener('pointerdown', () => (counts.taps += 1));
      addEventListener('focusin', (event) => {
        if ((event.target as Element).matches('input, textarea')) counts.typed += 1;
      });
    });
    await press('Yes, they raised something');
    await press('Repairs');
    await press('Save');
    await sees('Saved on this phone. It will send by itself.');
    expect(
      await operative.page.evaluate(() => [Reflect.get(globalThis, 'taps'), Reflect.get(globalThis, 'typed')]),
    ).toEqual([3, 0]);
    const { entries } = await database();
    expect(entries).toHaveLength(1);
    expect(service.kept.size).toBe(0);
  });

  it('says each thing once: no signal, saved, sent', async () => {
    await signIn();
    await operative.offline(true);
    await sees('No signal');
    await press(/12 Elm Court/);
    await press('No, nothing raised');
    await sees('Saved. Thank you.');
    await operative.offline(false);
    await sees('All sent ✓');
    expect(await operative.said()).toEqual([
      'No signal. What you save stays on this phone.',
      'Saved. Thank you.',
      'Signal is back.',
    ]);
  });

  it('passes on what was told, and that they were told what came of theirs', async () => {
    const tellingId = '5a1f0c4e-7a52-4c0e-9f55-0b5b9c6c7d11';
    const job = aJob({ tellThem: { tellingId, say: 'The lift was fixed.' } });
    service.jobs.push(job);
    await signIn();
    await press(/12 Elm Court/);
    await press('I told them');
    await press('Yes, they raised something');
    await press('An idea or thanks');
    await press('Wants a reply');
    await operative.page.getByLabel('What did they say?').fill('  A bench by the door, “for waiting”. ');
    await press('Save');
    await sees(/Sent\. Ref \w+\. They will hear back by 6 December\./);
    expect([...service.kept.values()][0]?.entry).toMatchObject({
      jobId: job.id,
      what: 'raised',
      topics: ['idea-or-thanks'],
      words: '  A bench by the door, “for waiting”. ',
      whose: 'own',
      wantsReply: true,
      promptId: job.prompt?.id,
      tellingId,
      told: 'told',
    });
  });

  it('brings a visit that was begun and not finished to mind once, and keeps how it felt with their words', async () => {
    service.jobs.push(aJob());
    await begin();
    await operative.page.clock.install();
    await operative.open();
    await press(/12 Elm Court/);
    await press('Yes, they raised something');
    await operative.page.getByLabel('What did they say?').fill('The lift stuck again.');
    await operative.page.getByLabel('How did it feel? (optional)').fill('I was frightened.');
    await operative.page.goBack();
    await operative.page.goBack();
    await sees('Not finished');
    const reminder = operative.page.getByRole('heading', { name: '1 visit is begun and not finished' });
    expect(await reminder.count()).toBe(0);
    await operative.page.clock.fastForward('24:00:00');
    await reminder.waitFor();
    expect(await operative.said()).toContain('1 visit is begun and not finished');
    const before = JSON.stringify(await database());
    await press('Not now');
    await reminder.waitFor({ state: 'detached' });
    while (JSON.stringify(await database()) === before) continue;
    await operative.page.reload();
    await sees('Not finished');
    expect(await reminder.count()).toBe(0);
    await press(/12 Elm Court/);
    expect(await operative.page.getByLabel('How did it feel? (optional)').inputValue()).toBe('I was frightened.');
    await press('Save');
    await sees(/Sent\. Ref/);
    expect([...service.kept.values()][0]?.entry.words).toBe('The lift stuck again.\nI was frightened.');
  });

  it('looks the same whatever the reason that nothing may be asked, and never says it', async () => {
    service.jobs.push(aJob({ prompt: null }), aJob({ prompt: null }));
    await signIn();
    const shown: string[] = [];
    for (const place of [0, 1]) {
      await operative.page
        .getByRole('button', { name: /12 Elm Court/ })
        .nth(place)
        .click();
      await sees('No need to ask anything here.');
      shown.push(await operative.page.locator('main').innerHTML());
      await press(/Back/);
    }
    expect(shown[0]).toBe(shown[1]);
  });

  it('asks where words belong while there is signal, and saves what was decided', async () => {
    service.offers = [
      {
        route: 'hazard',
        title: '',
        sayThis: '',
        mustChoose: true,
        phoneFirst: false,
        phones: [],
        because: ['black mould'],
        whatToDo: null,
      },
    ];
    await signIn();
    const words = async () => {
      await press('Yes, they raised something');
      await press('Repairs');
      await operative.page.getByLabel('What did they say?').fill('Black mould.');
      await press('Save');
    };
    await press(/12 Elm Court/);
    await words();
    await sees('This may need passing on');
    expect(service.kept.size).toBe(0);
    await press('Pass this on');
    await sees(/Sent\. Ref/);
    expect([...service.kept.values()][0]?.entry.routing).toEqual({ chosen: ['hazard'], whyNot: null });

    // An answer that does not come is not waited for.
    service.faults.push({ on: 'match', times: 1, does: 200, after: 60_000 });
    await press(/Back/);
    await words();
    await sees(/Sent\. Ref/);
    expect([...service.kept.values()][1]?.entry.routing).toBeNull();
  });

  it('rings without signal: the numbers lie on the phone', async () => {
    await signIn();
    await operative.offline(true);
    await press(/12 Elm Court/);
    await press('Yes, they raised something');
    await press('Danger now');
    const numbers = await operative.page
      .locator('a[href^="tel:"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(numbers).toEqual(['tel:999', 'tel:0800111999', 'tel:08005550142']);
    await press('No one is in danger: log it');
    await press('Save');
    await sees('Saved on this phone. It will send by itself.');
  });

  it('logs the time they said it, as it was put right', async () => {
    await signIn();
    await press(/12 Elm Court/);
    await press('Yes, they raised something');
    await press('Damp or mould');
    await press('Yes');
    await press('Change');
    await operative.page.getByLabel('Day').fill('2026-07-01');
    await operative.page.getByLabel('Time').fill('09:15');
    await press('Save');
    await sees(/Sent\. Ref/);
    expect([...service.kept.values()][0]?.entry).toMatchObject({
      toldAt: '2026-07-01T08:15:00.000Z',
      vulnerable: 'yes',
      topics: ['damp-or-mould'],
    });
  });

  it('is put right by a further entry beside the first', async () => {
    await signIn();
    await press(/12 Elm Court/);
    await press('No, nothing raised');
    await sees('Saved. Thank you.');
    await press('Put it right');
    await press('Repairs');
    await press('Save');
    await sees(/Sent\. Ref/);
    const [first, second] = [...service.kept.values()].map(({ entry }) => entry);
    expect([first?.what, second?.what, second?.corrects]).toEqual(['nothing-raised', 'raised', first?.id]);
  });

  it('says at once that a policy does not fit, keeps nothing of it, and says so where there is no signal', async () => {
    await signIn();
    await press(/12 Elm Court/);
    await press('No, nothing raised');
    await press('The policy doesn’t fit');
    await sees('It is kept for the area, not for this home, and without your name. It cannot be taken back.');
    await press('Save');
    await sees('Choose what the policy is about.');
    await press('Living in the home');
    await operative.page.getByLabel('What does the policy say, and how is it really?').fill('No pets; all have one.');
    service.faults.push({ on: 'policy-clashes', times: 1, does: 400 });
    await press('Save');
    await sees(/^Leave out names/);
    service.faults.push({ on: 'policy-clashes', times: 1, does: 'portal' });
    await press('Save');
    await sees(/^That was not kept/);
    const { violations } = await (await axeOn(operative.page)).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await operative.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await press('Save');
    await sees(/^Saved for the area/);
    const jobId = service.jobs[0]!.id;
    expect(service.clashes).toEqual([{ jobId, theme: 'home', words: 'No pets; all have one.' }]);
    expect(JSON.stringify(await database())).not.toContain('No pets');
    await press('Back to today');
    await sees('Log a visit');
  });

  it('speaks Welsh throughout', async () => {
    await signIn();
    await press('This phone');
    await press('Cymraeg');
    await press(new RegExp(welsh['app.back'] ?? ''));
    await sees(/^Heddiw · (Sul|Llun|Maw|Mer|Iau|Gwe|Sad) \d+ (Ion|Chw|Maw|Ebr|Mai|Meh|Gor|Aws|Med|Hyd|Tac|Rha)$/);
    await press(/12 Elm Court/);
    await sees(welsh['door.title'] ?? '');
    expect(await operative.page.evaluate(() => document.documentElement.lang)).toBe('cy');

    const phones = [{ name: 'Police, fire or ambulance', number: '999', use: null }];
    const of = { title: '', sayThis: '', mustChoose: true, phoneFirst: true, because: [], whatToDo: null };
    service.offers = [{ ...of, route: 'emergency', phones }];
    await press(welsh['door.yes'] ?? '');
    await operative.page.getByLabel(welsh['about.title'] ?? '').fill('Nwy.');
    await press(welsh['about.save'] ?? '');
    await sees('Yr heddlu, y gwasanaeth tân neu ambiwlans: 999');
  });

  it('covers itself when another app comes to the front', async () => {
    await signIn();
    const cover = operative.page.locator('#cover');
    expect(await cover.isVisible()).toBe(false);
    await operative.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(await cover.isVisible()).toBe(true);
    expect(await operative.page.getByText('12 Elm Court').isVisible()).toBe(false);
  });
});

describe('by keyboard alone', () => {
  it('goes from the list to saved, with the focus always in sight and never lost', async () => {
    await signIn();
    const { page } = operative;
    const reach = async (name: string | RegExp) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(() => {
          const focused = document.activeElement;
          if (!focused || focused === document.body) return null;
          const { left, right, top, bottom } = focused.getBoundingClientRect();
          // Its corners, a little inside: the focused control itself, or a part of it, is on top at one of them.
          const corners = [left + 9, right - 9].flatMap((x) => [top + 9, bottom - 9].map((y) => [x, y] as const));
          const inSight = corners.some(([x, y]) => {
            const on = document.elementFromPoint(x, y);
            return on === focused || focused.contains(on);
          });
          return { name: focused.textContent ?? '', inSight };
        });
        if (!focus) continue;
        expect(focus).toMatchObject({ inSight: true });
        if (typeof name === 'string' ? focus.name === name : name.test(focus.name)) {
          await page.keyboard.press('Enter');
          return;
        }
      }
      throw new Error(`Nothing called ${String(name)} takes the focus.`);
    };
    const heading = () => page.evaluate(() => document.activeElement?.tagName);
    await reach(/12 Elm Court/);
    await sees('Did they raise anything?');
    expect(await heading()).toBe('H1');
    await sees('which one, and when');
    await reach('What to say first');
    await sees(/You need not answer/);
    await reach('Yes, they raised something');
    await sees('What was it about?');
    expect(await heading()).toBe('H1');
    await reach('Damp or mould');
    await sees(/breathing problems/);
    await reach('Did not ask');
    await sees('What was it about?');
    await reach('Something else');
    await reach('Save');
    await sees(/Sent\. Ref/);
    expect(await heading()).toBe('H1');
    expect([...service.kept.values()][0]?.entry.topics).toEqual(['damp-or-mould', 'something-else']);
  });
});

describe('without signal', () => {
  it('loses nothing when the tab is killed: hazards go first, words before photos, then the oldest', async () => {
    await signIn('allow');
    await operative.page.evaluate(() => navigator.serviceWorker.ready);
    await operative.offline(true);
    await sees('No signal');
    await log('1 Oak Row', 'Repairs');
    await takePhoto();
    await press('Save');
    await backToTodayOrNext();
    await log('2 Oak Row', 'Shared areas');
    await press('Save');
    await backToTodayOrNext();
    await log('3 Oak Row', 'Damp or mould');
    await press('Did not ask');
    await press('Save');
    await backToTodayOrNext();
    await log('4 Oak Row', 'Money or bills');
    await takePhoto();
    await press('Save');
    await backToTodayOrNext();
    await log('5 Oak Row', 'Something else');
    await press('Save');
    await sees(/Saved on this phone\. It/);
    // What was announced of the one before still stands there until this one is.
    await sees(/Saved on phone: 5/);

    await operative.killTab();
    await operative.open('');
    await press(/Saved on phone: 5/);
    await sees('5 waiting for signal');
    service.seen.length = 0;
    await operative.offline(false);
    await sees('All sent ✓');
    await sees('Nothing is waiting. All sent.');
    const addresses = [...service.kept.values()].map(({ entry }) => entry.address);
    expect(addresses).toEqual(['3 Oak Row', '1 Oak Row', '2 Oak Row', '4 Oak Row', '5 Oak Row']);
    await operative.page
      .getByText(/photo on its way/)
      .first()
      .waitFor({ state: 'detached' });
    const writes = service.seen.filter(({ method }) => method !== 'GET').map(({ path }) => path.includes('/photos/'));
    expect(writes.lastIndexOf(false)).toBeLessThan(writes.indexOf(true));
    const { entries = [], photos, pictures } = await database();
    expect(entries.map((entry) => Reflect.get(entry as object, 'body') as unknown)).toEqual(Array(5).fill(null));
    expect([photos, pictures]).toEqual([[], []]);
    for (const { entry } of service.kept.values()) {
      for (const photo of entry.photos) {
        const kept = service.photos.get(photo.id) ?? Buffer.alloc(0);
        expect(kept.length).toBe(photo.bytes);
        // A JPEG with neither EXIF nor anything else that tells where it was taken.
        expect(kept.subarray(0, 3).toString('hex')).toBe('ffd8ff');
        expect(kept.includes('Exif')).toBe(false);
      }
    }
  }, 40_000);

  it('opens from the phone, keeps its hands off what is sent, and takes a new version only when nothing waits', async () => {
    await signIn('allow');
    const { page } = operative;
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await sees('12 Elm Court');
    const through: [string, string, boolean][] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      through.push([response.request().method(), pathname, response.fromServiceWorker()]);
    });
    await page.reload();
    await press(/12 Elm Court/);
    await press('No, nothing raised');
    await sees(/Sent\. Ref/);
    const handled = through.filter(([, , byWorker]) => byWorker).map(([method, path]) => `${method} ${path}`);
    expect(handled.some((one) => one === 'GET /visit/')).toBe(true);
    expect(handled.filter((one) => !one.startsWith('GET ') || one.includes('/v1/'))).toEqual([]);
    expect(through.some(([method]) => method === 'POST')).toBe(true);

    const newer = await mkdtemp(join(tmpdir(), 'doorstep-visit-newer-'));
    await cp(folder, newer, { recursive: true });
    const worker = await readFile(join(newer, 'sw.js'), 'utf8');
    await writeFile(join(newer, 'sw.js'), worker.replace(/"version":"[0-9a-f]{16}"/, '"version":"0000000000000000"'));
    service.folder = newer;
    service.faults.push({ on: 'entries', times: 99, does: 503 });
    await press('Add something else');
    await press('Repairs');
    await press('Save');
    await sees(/Saved on this phone\. It/);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
    await press(/Back to today/);
    await sees('Not on the list?');
    expect(await page.getByText('A newer version is ready.').count()).toBe(0);
    service.faults.length = 0;
    await press(/Saved on phone: 1/);
    await press('Send now');
    await sees('Nothing is waiting. All sent.');
    await press(/Back/);
    await sees('A newer version is ready.');
    await press('Update now');
    await page.waitForFunction(async () => (await caches.keys()).join() === 'doorstep-visit-0000000000000000');
    await sees('Done (1)');
  }, 40_000);

  it('is at most 160 kB of JavaScript, compressed', async () => {
    await begin();
    const worker = await readFile(join(folder, 'sw.js'), 'utf8');
    const paths = [...worker.matchAll(/"(\/visit\/[^"]*\.js)"/g)].map(([, path = '']) => path.replace('/visit/', ''));
    expect(paths.length).toBeGreaterThan(0);
    const sizes = await Promise.all(
      ['sw.js', ...paths].map(async (path) => gzipSync(await readFile(join(folder, path)), { level: 9 }).length),
    );
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThanOrEqual(160_000);
  });
});

const backToTodayOrNext = async () => {
  await sees(/Saved on this phone\. It/);
  await press('Next job');
  await press(/Back/);
};

describe('when the phone cannot keep it', () => {
  it('saves all the same after the database was closed behind its back', async () => {
    service.jobs.push(aJob());
    await begin();
    await operative.page.addInitScript(() => {
      const opened: IDBDatabase[] = [];
      Object.assign(globalThis, { opened });
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...given) {
        const request = open.apply(this, given);
        request.addEventListener('success', () => opened.push(request.result));
        return request;
      };
    });
    await operative.open();
    await press(/12 Elm Court/);
    await press('Yes, they raised something');
    await press('Repairs');
    await operative.page.evaluate(() => {
      for (const db of (globalThis as unknown as { opened: IDBDatabase[] }).opened) db.close();
    });
    await press('Save');
    await sees(/Sent\. Ref/);
    expect(service.kept.size).toBe(1);
  });

  it('shows what it keeps when the database went away while it was first read', async () => {
    await signIn();
    await operative.offline(true);
    await sees('No signal');
    await log('1 Oak Row', 'Repairs');
    await press('Save');
    await sees(/Saved on this phone\. It/);
    await operative.offline(false);
    service.isOutOfReach = true;
    await operative.page.addInitScript(() => {
      const { transaction } = IDBDatabase.prototype;
      let isFirst = true;
      IDBDatabase.prototype.transaction = function (names, ...given) {
        const begun = transaction.call(this, names, ...given);
        if (String(names) === 'entries' && isFirst) {
          isFirst = false;
          setTimeout(() => begun.abort());
        }
        return begun;
      };
    });
    await operative.page.reload();
    await press(/Saved on phone: 1/);
    await sees('1 Oak Row');
  });

  it('says so, never that it is saved, and saves once there is room', async () => {
    await signIn();
    await press(/12 Elm Court/);
    await press('Yes, they raised something');
    await press('Repairs');
    await operative.page.evaluate(() => {
      const { add } = IDBObjectStore.prototype;
      Object.assign(globalThis, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { add }) });
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      };
    });
    await press('Save');
    await sees('Not saved. Try again.');
    await sees(/Write this reference on the job sheet: [0-9A-F]{6}/);
    expect(await operative.page.getByLabel('What you put down').inputValue()).toMatch(/12 Elm Court\nRepairs/);
    await press('Try again');
    expect(await operative.said()).toEqual(['Not saved. Try again.', 'Not saved. Try again.']);
    await operative.page.evaluate(() => (Reflect.get(globalThis, 'makeRoom') as () => void)());
    await press('Try again');
    await sees(/Sent\. Ref/);
    expect(service.kept.size).toBe(1);
  });

  it.each(['before', 'after'] as const)(
    'is killed just %s the save is on the disk: kept once, as draft or as entry',
    async (when) => {
      await signIn();
      await press(/12 Elm Court/);
      await press('Yes, they raised something');
      await press('Neighbours or noise');
      await operative.offline(true);
      await operative.page.evaluate((moment) => {
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (...given) {
          const begun = transaction.apply(this, given);
          const isSave = given[1] === 'readwrite' && [...begun.objectStoreNames].includes('entries');
          const hang = () => {
            for (;;);
          };
          if (isSave && moment === 'after') begun.addEventListener('complete', hang, { capture: true });
          if (isSave && moment === 'before') setTimeout(hang);
          return begun;
        };
      }, when);
      await operative.page.getByRole('button', { name: 'Save' }).evaluate((button: HTMLElement) => {
        // After this call has been answered: what follows stops the page for good.
        setTimeout(() => button.click());
      });
      await operative.killTab();
      await operative.offline(false);
      await operative.open('');
      await sees('Not on the list?');
      const unfinished = await operative.page.getByText('Not finished').count();
      if (unfinished === 1) {
        await operative.page
          .getByRole('button', { name: /12 Elm Court/ })
          .first()
          .click();
        await press('Save');
        await sees(/Sent\. Ref/);
      } else {
        await sees('All sent ✓');
      }
      expect([...service.kept.values()].map(({ entry }) => entry.topics)).toEqual([['neighbours-or-noise']]);
    },
  );
});

describe('a phone that may no longer', () => {
  it('still logs when the shift is over, and sends after the next sign-in', async () => {
    await signIn();
    service.sessions.clear();
    await press(/12 Elm Court/);
    await press('Nobody in');
    await sees('Sign in to send');
    await operative.page.reload();
    await sees('Sign in to send 1 saved visit');
    await log('8 Larch Close', 'Repairs');
    await press('Save');
    await sees('Saved on this phone. It will send by itself.');
    expect(service.kept.size).toBe(0);
    await operative.open('another-link-for-the-next-shift');
    await sees('All sent ✓');
    expect([...service.kept.values()].map(({ entry }) => entry.what)).toEqual(['nobody-in', 'raised']);
  });

  it('hands over what it holds when it was removed, and then holds nothing', async () => {
    await signIn();
    await operative.offline(true);
    await sees('No signal');
    for (const words of ['The gate sticks.', 'Thank you for the bench.', 'It smells of gas at night.']) {
      await log('6 Oak Row', 'Something else');
      await operative.page.getByLabel('What did they say?').fill(words);
      await press('Save');
      await backToTodayOrNext();
    }
    service.removed = true;
    await operative.offline(false);
    await sees('This phone has been removed');
    await sees('3 saved visits were handed to your manager. Nothing else is kept here.');
    const kept = [...service.kept.values()];
    expect(kept.map(({ entry }) => entry.words)).toEqual([
      'The gate sticks.',
      'Thank you for the bench.',
      'It smells of gas at night.',
    ]);
    expect(kept.map(({ by }) => by)).toEqual(Array(3).fill('vp_this-phone'));
    expect(Object.values(await database()).flat()).toEqual([]);
    await operative.page.reload();
    await sees('This phone has been removed');
    expect(Object.values(await database()).flat()).toEqual([]);
  });

  it('keeps nothing that can be read without its key', async () => {
    service.jobs.push(aJob({ address: '31 Plum Street' }));
    await signIn();
    await operative.offline(true);
    await press(/31 Plum Street/);
    await press('Yes, they raised something');
    await press('Repairs');
    await operative.page.getByLabel('What did they say?').fill('The tap drips on Tuesdays.');
    await press('Save');
    await sees(/Saved on this phone\. It/);
    const stored = await operative.page.evaluate(async () => {
      const found: string[] = [];
      const opening = indexedDB.open('doorstep-visit');
      const db = await new Promise<IDBDatabase>((resolve) => {
        opening.onsuccess = () => resolve(opening.result);
      });
      const readable = (value: unknown): string =>
        value instanceof ArrayBuffer || ArrayBuffer.isView(value)
          ? new TextDecoder().decode(value)
          : value instanceof CryptoKey
            ? `key ${String(value.extractable)}`
            : typeof value === 'object' && value !== null
              ? Object.values(value).map(readable).join(' ')
              : String(value);
      for (const name of db.objectStoreNames) {
        const all = db.transaction(name).objectStore(name).getAll();
        await new Promise((resolve) => {
          all.onsuccess = resolve;
        });
        found.push(...all.result.map(readable));
      }
      return found.join('\n');
    });
    expect(stored).toContain('key false');
    expect(stored).not.toMatch(/Plum|drips|vs_|vp_|Robin|0800/);
  });
});
