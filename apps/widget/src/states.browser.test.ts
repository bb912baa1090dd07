import { describe, expect, it } from '@jest/globals';
import type { Runtime } from '../test/build-panel.js';
import { panelOnPage } from '../test/panel-on-page.js';
import { panelStates } from '../test/panel-states.js';

describe.each<Runtime>(['preact', 'react'])('the states of the panel on %s', (runtime) => {
  const panel = panelOnPage(runtime);

  it.each(panelStates.map((state) => [state.name, state] as const))('%s', async (_name, { bring, says }) => {
    await bring(panel);
    const shown = await panel.shown();
    for (const words of says) expect(shown).toContain(words);
  });
});
