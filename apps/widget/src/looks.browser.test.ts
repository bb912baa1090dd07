import { describe, expect, it } from '@jest/globals';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Runtime } from '../test/build-panel.js';
import { aHeard, aPrompt, type FakeRecord } from '../test/fake-service.js';
import { serveHostilePage } from '../test/hostile-page.js';
import { panelOnPage } from '../test/panel-on-page.js';

const full: FakeRecord = {
  prompts: [
    aPrompt({ title: 'Ask about the stairwell', alreadyDecided: 'work starts in March.', stillOpen: 'the colour.' }),
    aPrompt({ kind: 'invite', title: 'Invite them to the garden group' }),
  ],
  heardBefore: [aHeard({ isReplyOwed: true })],
};

describe.each<Runtime>(['preact', 'react'])('the looks of the panel on %s', (runtime) => {
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
      shots.push(await root.screenshot());
      await desk.press('They told me something');
      await desk.press('A worry');
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
});
