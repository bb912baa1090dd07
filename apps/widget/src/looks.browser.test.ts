import { axeOn, withAxe, type AxeBuilder } from '@doorstep/testing/axe';
import { describe, expect, it } from '@jest/globals';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { givenRuntime } from '../test/build-panel.js';
import { aHeard, aPrompt, type FakeRecord } from '../test/fake-service.js';
import { serveHostilePage } from '../test/hostile-page.js';
import { formlessControls } from '../test/measure-forced-colours.js';
import { layoutFaults } from '../test/measure-layout.js';
import { officerAt, type Host, type Page } from '../test/officer.js';
import { panelOnPage, type PanelOnPage } from '../test/panel-on-page.js';
import { panelScreens, type PanelScreen } from '../test/panel-screens.js';

declare const host: Host;

const full: FakeRecord = {
  prompts: [
    aPrompt({ title: 'Ask about the stairwell', alreadyDecided: 'work starts in March.', stillOpen: 'the colour.' }),
    aPrompt({ kind: 'invite', title: 'Invite them to the garden group' }),
  ],
  heardBefore: [aHeard({ isReplyOwed: true })],
};

describe.each(givenRuntime)('the looks of the panel on %s', (runtime) => {
  const desk = panelOnPage(runtime);

  it('looks the same in a hostile page as in a peaceful one', async () => {
    desk.service.records.set('person:B', full);
    // Tall enough for the bars of the page to stay clear of the panel.
    await desk.page.setViewportSize({ width: 420, height: 2800 });
    const visit = async (isHostile: boolean) => {
      desk.service.records.set('person:B', full);
      await desk.page.unrouteAll();
      await serveHostilePage(desk.page, { isHostile });
      await desk.page.goto(`${desk.service.url}/demo/hostile`);
      await desk.seen('Ask about the stairwell');
      const root = desk.page.locator('.root');
      const shots = [await root.screenshot()];
      await desk.page.getByText('Why you see this').click();
      await desk.seen('You leave alone:');
      shots.push(await root.screenshot());
      await desk.press('They told me something');
      await desk.press('A worry');
      await desk.seen('Saved: a worry.');
      await desk.page.getByText('More about this').click();
      await desk.page.getByLabel('In their words').fill('The lift stops.');
      shots.push(await root.screenshot());
      const sizes = await root
        .locator('button, label, summary, p, h3, textarea, select')
        .evaluateAll((boxes) => boxes.map((box) => getComputedStyle(box).fontSize));
      return { shots: shots.map((shot) => PNG.sync.read(shot)), body: sizes.filter((size) => size === '16px').length };
    };
    const [peaceful, hostile] = [await visit(false), await visit(true)];
    hostile.shots.forEach((shot, index) => {
      const other = peaceful.shots[index] as PNG;
      expect([shot.width, shot.height]).toEqual([other.width, other.height]);
      const unlike = pixelmatch(shot.data, other.data, undefined, shot.width, shot.height, { threshold: 0.1 });
      expect(unlike / (shot.width * shot.height)).toBeLessThanOrEqual(0.001);
    });
    expect(hostile.body).toBeGreaterThan(10);
    expect(hostile.body).toBe(peaceful.body);
  });

  it('reads well on every screen, in light, dark and the colours of the system, at any width, spacing and size of text', async () => {
    const faults: unknown[] = [];
    let typed = 0;
    let page = await withAxe(await freshPage(desk));
    for (const screen of panelScreens) {
      await bring(desk, screen, page);
      const note = (found: readonly unknown[]) => found.length > 0 && faults.push([screen.name, ...found]);
      for (const { colours, rules } of everyMedium) {
        await page.emulateMedia(colours);
        const { violations } = await rules(await axeOn(page)).analyze();
        note(violations.map(({ id, nodes }) => [id, colours, ...nodes.map(({ html }) => html)]));
        if (colours.forcedColors === 'active') note(await page.evaluate(formlessControls));
      }
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
      for (const { width, attributes, style } of rooms) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(furnish, { attributes, style });
        note((await page.evaluate(layoutFaults)).map((fault) => [width, style, fault]));
      }
      typed += await typeIntoEverything(page);
      const { shortcuts, errors, text } = await page.evaluate(() => ({
        shortcuts: host.shortcuts,
        errors: host.errors,
        text: host.text(),
      }));
      if (shortcuts > 0 || errors > 0 || /[{}]/.test(text)) note([{ shortcuts, errors, text }]);
      if (!screen.stopsTheClock) continue;
      await page.context().close();
      page = await withAxe(await freshPage(desk));
    }
    await page.context().close();
    expect(faults).toEqual([]);
    expect(typed).toBeGreaterThan(20);
  }, 600_000);

  it('shows a prompt, its answers and the ways around it without scrolling beside a record', async () => {
    const page = await bringAfresh(desk, screenOf('prompts'));
    await page.evaluate(furnish, { attributes: {}, style: {} });
    const { height } = (await page.locator('.root').boundingBox()) ?? { height: Infinity };
    expect(height).toBeLessThanOrEqual(640);
    for (const name of ['Something’s not right', 'Stop here', 'Not this time'])
      expect(await page.getByRole('button', { name, exact: true }).isVisible()).toBe(true);
    await page.context().close();
  });

  it.each(['prompts', 'in their words', 'log something', 'something is not right', 'tell them', 'heard before'])(
    'shows what has the focus, in the colours of the system too and clear of bars that stick to the window: %s',
    async (name) => {
      const page = await bringAfresh(desk, screenOf(name));
      await page.emulateMedia({ forcedColors: 'active' });
      await page.setViewportSize({ width: 360, height: 640 });
      await page.evaluate(stickBars, 56);
      const unseen: unknown[] = [];
      let focused = 0;
      for (let turn = 0; turn < 80; turn += 1) {
        await page.keyboard.press('Tab');
        const here = await page.evaluate(focusInSight);
        if (!here) break;
        focused += 1;
        if (!here.isInSight || !here.hasOutline) unseen.push(here);
      }
      expect(unseen).toEqual([]);
      expect(focused).toBeGreaterThan(5);
      await page.context().close();
    },
  );

  it('tells what is chosen from what is not where the system paints its own colours', async () => {
    const page = await bringAfresh(desk, screenOf('log something'));
    await page.emulateMedia({ forcedColors: 'active' });
    const topic = (name: string) => page.getByRole('button', { name });
    await topic('Shared areas').click();
    await page.getByRole('button', { name: 'Shared areas', pressed: true }).waitFor();
    // The pointer still rests on it, and has a colour of its own.
    await page.mouse.move(0, 0);
    // What the system paints over is still read as ours: only where it is told not to does the colour hold.
    const painted = (name: string) =>
      topic(name).evaluate((button) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'Highlight';
        const { color: highlight } = getComputedStyle(probe);
        const { backgroundColor, forcedColorAdjust } = getComputedStyle(button);
        return { isHighlight: backgroundColor === highlight, forcedColorAdjust };
      });
    expect(await painted('Shared areas')).toEqual({ isHighlight: true, forcedColorAdjust: 'none' });
    expect(await painted('Neighbours or noise')).toEqual({ isHighlight: false, forcedColorAdjust: 'auto' });
    await page.context().close();
  });

  it('takes a preset, then the tokens of the host, and nothing else', async () => {
    desk.service.records.set('person:A', full);
    await desk.open();
    const primary = desk.page.getByRole('button', { name: 'They told me something' });
    const paint = async (attributes: Record<string, string>, style: Record<string, string> = {}) => {
      await desk.page.evaluate(furnish, { attributes, style });
      return primary.evaluate((button) => getComputedStyle(button).backgroundColor);
    };
    expect(await paint({ preset: 'fluent' })).toBe('rgb(15, 108, 189)');
    expect(await paint({ preset: 'slds' })).toBe('rgb(1, 118, 211)');
    expect(await paint({ preset: 'slds', theme: 'dark' })).toBe('rgb(27, 150, 255)');
    expect(await paint({ preset: 'slds', theme: 'auto' })).toBe('rgb(1, 118, 211)');
    await desk.page.emulateMedia({ colorScheme: 'dark' });
    expect(await paint({ preset: 'slds', theme: 'auto' })).toBe('rgb(27, 150, 255)');
    expect(await paint({ preset: 'slds' }, { '--doorstep-color-accent': 'rgb(10, 90, 90)' })).toBe('rgb(10, 90, 90)');
    expect(await paint({ preset: 'of their own' }, { '--doorstep-color-accent': '' })).toBe('rgb(141, 189, 240)');
  });

  it('takes the look of the landlord wherever the host says nothing', async () => {
    const accent = { light: '#0a5a5a', dark: '#7fd0d0' };
    const look = { preset: 'slds', theme: 'dark', density: 'compact', accent } as const;
    desk.service.records.set('person:A', { ...full, look });
    desk.service.records.set('person:B', { look, prompts: [aPrompt({ title: 'Ask about the lift' })] });
    await desk.open();
    const primary = desk.page.getByRole('button', { name: 'They told me something' });
    const paint = async (name: string, value: string) => {
      await desk.page.evaluate(
        ([of, to]) =>
          of!.startsWith('--') ? host.panel.style.setProperty(of!, to!) : host.panel.setAttribute(of!, to!),
        [name, value],
      );
      return primary.evaluate((button) => getComputedStyle(button).backgroundColor);
    };
    expect(await paint('lang', 'en')).toBe('rgb(127, 208, 208)');
    expect(await desk.page.evaluate(() => host.panel.getAttribute('density'))).toBe('compact');
    expect(await paint('preset', 'fluent')).toBe('rgb(127, 208, 208)');
    expect(await paint('theme', 'light')).toBe('rgb(10, 90, 90)');
    expect(await paint('--doorstep-color-accent', 'rgb(90, 10, 10)')).toBe('rgb(90, 10, 10)');
    // With the next session the host's own words still come first.
    await desk.moveTo('B');
    await desk.seen('Ask about the lift');
    expect(
      await desk.page.evaluate(() => [host.panel.getAttribute('theme'), host.panel.getAttribute('preset')]),
    ).toEqual(['light', 'fluent']);
  });
});

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Only the contrast differs in the dark. Where the system paints its own colours axe still reads ours. */
const everyMedium = [
  { colours: { colorScheme: 'light', forcedColors: 'none' }, rules: (axe: AxeBuilder) => axe.withTags(standards) },
  {
    colours: { colorScheme: 'dark', forcedColors: 'none' },
    rules: (axe: AxeBuilder) => axe.withRules('color-contrast'),
  },
  {
    colours: { colorScheme: 'dark', forcedColors: 'active' },
    rules: (axe: AxeBuilder) => axe.withRules(['link-in-text-block', 'target-size']),
  },
] as const;

/** 1280 and 1024 pixels at 400 %, a side panel, text at 200 %, tight rows, and the spacing that readers may ask for. */
const rooms: readonly (Furniture & { readonly width: number })[] = [
  { width: 340, attributes: {}, style: {} },
  { width: 320, attributes: { density: 'compact' }, style: {} },
  { width: 256, attributes: {}, style: {} },
  { width: 320, attributes: { 'data-spacing': 'wide' }, style: {} },
  { width: 340, attributes: {}, style: { '--doorstep-font-size': '32px' } },
];

interface Furniture {
  readonly attributes: Readonly<Record<string, string>>;
  readonly style: Readonly<Record<string, string>>;
}

/** A screen on a page of its own. */
async function bringAfresh(desk: PanelOnPage, screen: PanelScreen): Promise<Page> {
  const page = await freshPage(desk);
  await bring(desk, screen, page);
  return page;
}

async function freshPage(desk: PanelOnPage): Promise<Page> {
  const browser = desk.page.context().browser();
  if (!browser) throw new Error('The page has no browser');
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** Loads the page anew with the screen on it, whatever it showed before; only a stopped clock would outlive that. */
async function bring(desk: PanelOnPage, screen: PanelScreen, page: Page): Promise<void> {
  await page.setViewportSize({ width: 340, height: 900 });
  await page.context().setOffline(false);
  desk.service.records.clear();
  desk.service.sessions.clear();
  desk.service.signedOut = false;
  await screen.bring(officerAt({ page, service: desk.service }));
}

/** Types what hosts take for shortcuts into every field of text of a screen, unfolded, and says how many there are. */
async function typeIntoEverything(page: Page): Promise<number> {
  await page.evaluate(() => {
    for (const fold of host.panel.shadowRoot?.querySelectorAll('details') ?? []) fold.open = true;
  });
  const fields = page
    .locator('doorstep-panel :is(textarea, select, input:not([type=radio], [type=checkbox]))')
    .locator('visible=true');
  const count = await fields.count();
  for (let at = 0; at < count; at += 1) {
    await fields.nth(at).focus();
    await page.keyboard.type('jkg/?');
  }
  return count;
}

function screenOf(name: string): PanelScreen {
  const screen = panelScreens.find((one) => one.name === name);
  if (!screen) throw new Error(`No screen is called ${name}`);
  return screen;
}

/** In the page: gives the panel attributes and tokens, and readers their spacing (WCAG 2.2, 1.4.12). */
function furnish({ attributes, style }: Furniture): void {
  const { panel } = host;
  document.body.style.margin = '0';
  for (const name of ['preset', 'theme', 'density', 'data-spacing']) panel.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) panel.setAttribute(name, value);
  for (const name of ['--doorstep-font-size', '--doorstep-color-accent']) {
    panel.style.setProperty(name, style[name] ?? '');
  }
  const root = panel.shadowRoot as ShadowRoot;
  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  const own = root.adoptedStyleSheets.slice(0, 1);
  root.adoptedStyleSheets = attributes['data-spacing'] ? [...own, spacing] : own;
}

/** In the page: a bar above and one below, as hosts have, and the panel is told of them. */
function stickBars(height: number): void {
  for (const side of ['top', 'bottom'] as const) {
    const bar = document.createElement('div');
    Object.assign(bar.style, {
      position: 'fixed',
      left: '0',
      right: '0',
      [side]: '0',
      height: `${height}px`,
      zIndex: '9',
    });
    document.body.append(bar);
  }
  Object.assign(document.body.style, { paddingBlock: `${height}px` });
  Object.assign(host.panel, { stickyInset: { top: height, bottom: height } });
}

/** In the page: what has the focus in the panel, whether any of it can be seen, and whether anything shows that it has. */
function focusInSight():
  | { readonly name: string; readonly isInSight: boolean; readonly hasOutline: boolean }
  | undefined {
  const { panel } = host;
  const focused = panel.shadowRoot?.activeElement;
  if (!focused) return undefined;
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const spots = [left + 3, (left + right) / 2, right - 3].flatMap((x) =>
    [top + 3, bottom - 3].map((y) => [x, y] as const),
  );
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return {
    name: focused.textContent || focused.tagName,
    isInSight: spots.some(([x, y]) => document.elementFromPoint(x, y) === panel),
    hasOutline: outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2,
  };
}
