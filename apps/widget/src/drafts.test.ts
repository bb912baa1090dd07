import { describe, expect, it } from '@jest/globals';
import { Drafts, type Draft } from './drafts.js';

const draftOf = (id: string, words = 'The lift is slow'): Draft => ({
  record: { type: 'person', id },
  outcomeId: 'o',
  heard: 'worry',
  probe: '',
  words,
  whose: 'own',
  keepName: true,
});

describe('drafts', () => {
  it('stay with their own record', () => {
    const drafts = new Drafts(() => 0);
    drafts.keep(draftOf('A'));
    expect(drafts.of({ type: 'person', id: 'A' })?.words).toBe('The lift is slow');
    expect(drafts.of({ type: 'person', id: 'B' })).toBeUndefined();
    expect(drafts.elsewhere({ type: 'person', id: 'B' })).toEqual({ type: 'person', id: 'A' });
    expect(drafts.elsewhere({ type: 'person', id: 'A' })).toBeUndefined();
  });

  it('are gone when emptied, dropped, or fifteen minutes old', () => {
    let now = 0;
    const drafts = new Drafts(() => now);
    drafts.keep(draftOf('A'));
    drafts.keep(draftOf('A', ' '));
    expect(drafts.any).toBe(false);
    drafts.keep(draftOf('A'));
    drafts.drop({ type: 'person', id: 'A' });
    expect(drafts.any).toBe(false);
    drafts.keep(draftOf('A'));
    now = 15 * 60_000 - 1;
    expect(drafts.any).toBe(true);
    now += 1;
    expect(drafts.any).toBe(false);
  });
});
