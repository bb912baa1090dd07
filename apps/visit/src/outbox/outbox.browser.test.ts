import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { launchChromium } from '@doorstep/testing';
import type { Draft } from '../draft.js';
import type { Phone } from '../phone.js';
import { buildApp } from '../../test/build-app.js';
import { aJob, startFakeService, type FakeService } from '../../test/fake-service.js';
import type { Core } from '../../test/core.js';
import type { Browser, Page } from '../../test/operative.js';

declare const core: Core;

const day = 24 * 60 * 60 * 1000;
let folder: string;
let browser: Browser;
let service: FakeService;
let context: Awaited<ReturnType<Browser['newContext']>>;
let page: Page;

beforeAll(async () => {
  [folder, browser] = await Promise.all([buildApp(), launchChromium()]);
}, 120_000);
afterAll(() => browser.close());
beforeEach(async () => {
  service = await startFakeService(folder);
  service.jobs.push(aJob({ id: 'job-1' }));
  context = await browser.newContext({ serviceWorkers: 'block', bypassCSP: true });
  page = await open('a-shift-link-that-was-sent-to-this-phone');
});
afterEach(async () => {
  await context.close();
  await service.close();
});

/** The core in a tab of its own, with the clock so far ahead. */
async function open(link = '', ahead = 0): Promise<Page> {
  const tab = await context.newPage();
  tab.setDefaultTimeout(8_000);
  await tab.goto(`${service.url}/visit/core.html`);
  await tab.evaluate(
    async ([hash, by]) => {
      core.setClock(by as number);
      await core.phone.start(hash as string);
      await core.phone.send();
    },
    [link, ahead] as const,
  );
  return tab;
}

/** Saves one visit in the page; give what the test needs to differ. */
function save(part: Partial<Draft> = {}, tab = page): Promise<string> {
  return tab.evaluate(async (given) => {
    const job = core.phone.snapshot.jobs?.[0] ?? null;
    const draft = { ...core.phone.draftOf(job), topics: ['repairs'] as const, ...given };
    if (!(await core.phone.save(draft, 'raised'))) throw new Error('Not saved.');
    return draft.id;
  }, part);
}

/** Saves one visit with a photo of so many bytes; the photo is random, so that it stays as large. */
function saveWithPhoto(bytes: number): Promise<string> {
  return page.evaluate(async (size) => {
    const side = Math.ceil(Math.sqrt(size));
    const canvas = document.createElement('canvas');
    canvas.width = side;
    canvas.height = side;
    const drawing = canvas.getContext('2d') as CanvasRenderingContext2D;
    const pixels = drawing.createImageData(side, side);
    for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = (at * 2_654_435_761) >>> 24;
    drawing.putImageData(pixels, 0, 0);
    const photo = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob as Blob)));
    const draft = await core.phone.addPhoto(core.phone.draftOf(null), photo);
    if (!draft || !(await core.phone.save({ ...draft, address: '1 Oak Row' }, 'raised'))) throw new Error('Not saved.');
    return draft.id;
  }, bytes);
}

/** By a person's tap, and until the round is over. */
const tap = (tab = page) => tab.evaluate(() => core.phone.send(true));
const until = (found: (phone: Phone) => boolean, tab = page) =>
  tab.waitForFunction(`(${found.toString()})(core.phone)`);
const allSent = (tab = page) =>
  until(({ snapshot }) => snapshot.entries.every(({ state, photos }) => state === 'sent' && photos.length === 0), tab);
const listed = () =>
  page.evaluate(() => core.phone.snapshot.entries.map(({ id, state, reference }) => ({ id, state, reference })));
const posts = () => service.seen.filter(({ method, path }) => method === 'POST' && path === '/entries').length;

describe('the outbox', () => {
  it('keeps once what arrived while its answer was lost, and shows the same reference', async () => {
    service.faults.push({ on: 'entries', times: 3, does: 'lose' });
    const id = await save();
    await until(({ snapshot }) => snapshot.sending.reach === 'no-signal');
    expect((await listed())[0]?.state).toBe('saved');
    for (let round = 0; round < 4; round += 1) await tap();
    await allSent();
    expect(posts()).toBe(4);
    expect([...service.kept.keys()]).toEqual([id]);
    expect(await listed()).toEqual([{ id, state: 'sent', reference: service.kept.get(id)?.reference }]);
  });

  it('asks a person when the service knows another content, and sends it as a correction', async () => {
    service.faults.push({ on: 'entries', times: 1, does: 409 });
    const id = await save({ words: 'The second telling.' });
    await until(({ snapshot }) => snapshot.entries[0]?.state === 'needs-you');
    await page.evaluate((one) => core.phone.sendAsCorrection(one), id);
    await allSent();
    const [kept] = [...service.kept.values()];
    expect(kept?.entry).toMatchObject({ corrects: id, words: 'The second telling.' });
    expect(kept?.entry.id).not.toBe(id);
  });

  it('lets go of nothing when the answer carries another hash', async () => {
    const wrong = { reference: 'X', bodyHash: '0'.repeat(64), state: 'kept', receivedAt: new Date().toISOString() };
    await page.route('**/visit/v1/entries', (route) => route.fulfill({ status: 201, json: wrong }));
    await save();
    await tap();
    expect((await listed())[0]).toMatchObject({ state: 'saved', reference: null });
    await page.unroute('**/visit/v1/entries');
    await tap();
    await allSent();
  });

  it('does not take a hotel’s sign-in page for the service', async () => {
    service.faults.push({ on: 'ping', times: 1, does: 'portal' });
    await save();
    await until(({ snapshot }) => snapshot.sending.reach === 'no-signal');
    expect(posts()).toBe(0);
    service.faults.push({ on: 'entries', times: 1, does: 'portal' });
    await tap();
    expect((await listed())[0]?.state).toBe('saved');
    await tap();
    await allSent();
    expect(service.kept.size).toBe(1);
  });

  it('waits as long as the service asks, even when it is tapped', async () => {
    service.faults.push({ on: 'entries', times: 1, does: 429, retryAfter: 120 });
    await save();
    await until(({ snapshot }) => snapshot.sending.reach === 'busy');
    await tap();
    expect(posts()).toBe(1);
    await page.evaluate(() => core.setClock(121_000));
    await tap();
    await allSent();
  });

  it('goes past a visit that the service cannot take just now', async () => {
    await context.setOffline(true);
    const first = await save();
    const second = await save();
    // As often as it is tried: the phone does so by itself as well.
    service.faults.push({ on: 'entries', of: first, times: Infinity, does: 500 });
    await context.setOffline(false);
    await tap();
    expect([...service.kept.keys()]).toEqual([second]);
    service.faults.length = 0;
    await tap();
    await allSent();
    expect([...service.kept.keys()]).toEqual([second, first]);
  });

  it('goes on with a photo where it stopped, and lets words pass before the rest of it', async () => {
    service.faults.push({ on: 'photos', times: 1, does: 'lose' });
    await saveWithPhoto(2_500_000);
    await until(({ snapshot }) => snapshot.entries[0]?.state === 'sent');
    await until(({ snapshot }) => snapshot.sending.reach === 'no-signal');
    service.faults.push({ on: 'photos', times: 1, does: 200, after: 300 });
    service.seen.length = 0;
    const asked = page.waitForRequest(/\/photos\//);
    const round = tap();
    await asked;
    const later = await save();
    await round;
    await allSent();
    const paths = service.seen
      .filter(({ path }) => path.startsWith('/entries'))
      .map(({ method, path }) => `${method} ${path.includes('photos') ? 'photo' : 'words'}`);
    expect(paths[0]).toBe('GET photo');
    expect(paths.indexOf('POST words')).toBeLessThan(paths.lastIndexOf('PUT photo'));
    expect(service.kept.has(later)).toBe(true);
    const [photo] = [...service.kept.values()].flatMap(({ entry }) => entry.photos);
    expect(service.photos.get(photo?.id ?? '')?.length).toBe(photo?.bytes);
  });

  it('sends the words when a photo is refused, and then without it or again as the person says', async () => {
    service.faults.push({ on: 'photos', times: 1, does: 413 });
    await saveWithPhoto(10_000);
    await until(({ snapshot }) => snapshot.entries[0]?.photos[0]?.trouble === 'too-large');
    expect((await listed())[0]?.state).toBe('sent');
    await page.evaluate(async () => {
      const photo = core.phone.snapshot.entries[0]?.photos[0];
      await core.phone.retryPhoto(photo?.id ?? '');
    });
    await allSent();
    expect(service.photos.size).toBe(1);
  });

  it('lets go of what was sent after a day, with a photo that was refused after fourteen', async () => {
    service.faults.push({ on: 'photos', times: 1, does: 413 });
    const refused = await saveWithPhoto(10_000);
    await until(({ snapshot }) => snapshot.entries[0]?.photos[0]?.trouble === 'too-large');
    await save();
    await until(({ snapshot }) => snapshot.entries.every(({ state }) => state === 'sent'));
    const daysOn = async (days: number) => {
      await page.evaluate((ahead) => core.setClock(ahead), days * day);
      await tap();
    };
    await daysOn(2);
    await until(({ snapshot }) => snapshot.entries.length === 1);
    expect((await listed())[0]?.id).toBe(refused);
    await daysOn(15);
    await until(({ snapshot }) => snapshot.entries.length === 0);
  });

  it('lets go at sign-out of what was sent, and of nothing that waits', async () => {
    await save();
    await allSent();
    await context.setOffline(true);
    const waits = await save({ words: 'Still here.' });
    await page.evaluate(() => core.phone.signOut());
    await until(({ snapshot }) => snapshot.entries.length === 1);
    expect(await listed()).toEqual([{ id: waits, state: 'saved', reference: null }]);
    expect(await page.evaluate(() => core.phone.snapshot.jobs)).toBeNull();
  });

  it('sends from one tab at a time', async () => {
    const other = await open();
    await context.setOffline(true);
    for (let one = 0; one < 5; one += 1) await save();
    await context.setOffline(false);
    await Promise.all([tap(), tap(other)]);
    await allSent();
    expect(posts()).toBe(5);
    expect(service.kept.size).toBe(5);
  });

  it('tells both clocks: the phone’s as it claims, and how far it is from the service’s', async () => {
    service.ahead = -5 * 60_000;
    await tap();
    await save({ toldAt: '2026-11-20T09:00:00.000Z' });
    await allSent();
    const [kept] = [...service.kept.values()];
    expect(kept?.entry.toldAt).toBe('2026-11-20T09:00:00.000Z');
    expect(Math.round((kept?.entry.clockOffset ?? 0) / 60_000)).toBe(-5);
  });

  it('brings home 200 visits of 30 days: killed in between, the clock three years out, answers lost', async () => {
    const ids: string[] = [];
    const claimed = new Map<string, string>();
    await context.setOffline(true);
    for (let batch = 0; batch < 10; batch += 1) {
      const ahead = (batch % 2 === 0 ? -3 * 365 : 3) * day;
      const made = await page.evaluate(
        async ([place, clock]) => {
          core.setClock(clock as number);
          const found: [string, string][] = [];
          for (let one = 0; one < 20; one += 1) {
            const draft = {
              ...core.phone.draftOf(null),
              address: `${one} Oak Row`,
              topics: [one % 10 === 0 ? ('danger-now' as const) : ('repairs' as const)],
              toldAt: new Date(Date.now() + (clock as number) - (place as number) * 3 * 86_400_000).toISOString(),
            };
            if (!(await core.phone.save(draft, 'raised'))) throw new Error('Not saved.');
            found.push([draft.id, draft.toldAt]);
          }
          return found;
        },
        [batch, ahead] as const,
      );
      for (const [id, toldAt] of made) {
        ids.push(id);
        claimed.set(id, toldAt);
      }
      const session = await context.newCDPSession(page);
      const gone = new Promise((resolve) => page.once('crash', resolve));
      session.send('Page.crash').catch(() => undefined);
      await gone;
      await page.close();
      await context.setOffline(false);
      service.faults.push({ on: 'entries', times: 5, does: 'lose' });
      page = await open('', ahead);
      if (batch < 9) await context.setOffline(true);
    }
    for (let round = 0; round < 60 && service.faults.some(({ times }) => times > 0); round += 1) await tap();
    await tap();
    await allSent();
    expect([...service.kept.keys()].sort()).toEqual([...ids].sort());
    expect(service.changed).toEqual([]);
    for (const { entry } of service.kept.values()) expect(entry.toldAt).toBe(claimed.get(entry.id));
  }, 90_000);
});
