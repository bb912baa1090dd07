import { expect, it } from '@jest/globals';
import { inTheirWord } from '../display/index.js';
import { composePack } from './compose-pack.js';
import { packInTheirWord } from './pack-in-their-word.js';

it('calls residents what the landlord does, in what we say and never in what they said', () => {
  const story = { felt: null, changed: null, names: [], firstName: null, happened: 'A resident helped me.' };
  const year = {
    year: 2026,
    voices: 12,
    people: { told: 12, waiting: 0, neither: 0 },
    topics: [],
    topicsInAll: 0,
    promises: [],
    upTo: null,
  };
  const pack = composePack({ landlord: 'Elm Residents', asks: [], stories: [story], year, isPublication: false });
  const { title, landlord, sections } = packInTheirWord(pack, inTheirWord('tenant'));
  expect([title, landlord]).toEqual(['What tenants said and what came of it, 2026', 'Elm Residents']);
  expect(sections.at(-1)?.blocks).toEqual([{ kind: 'quote', words: 'A resident helped me.', by: 'A tenant' }]);
});
