import { describe, expect, it } from '@jest/globals';
import { Drafts, usual, type HandOffDraft, type WordsDraft } from './drafts.js';

const recordOf = (id: string) => ({ type: 'person', id }) as const;
const begun = { begunAt: '2026-11-25T10:00:00Z', keys: {} };
const draftOf = (id: string, words = 'The lift is slow', form: WordsDraft['form'] = 'words'): WordsDraft => ({
  ...begun,
  record: recordOf(id),
  form,
  about: usual,
  words,
});
const handOffOf = (id: string, words = ''): HandOffDraft => ({
  ...begun,
  record: recordOf(id),
  form: 'hand-off',
  route: 'hazard',
  earlier: null,
  isEmergency: false,
  aboutStaff: '',
  words,
});

describe('drafts', () => {
  it('stay with their own record', () => {
    const drafts = new Drafts(() => 0);
    drafts.keep(draftOf('A'));
    expect(drafts.of(recordOf('A'), 'words')?.words).toBe('The lift is slow');
    expect(drafts.of(recordOf('B'), 'words')).toBeUndefined();
    expect(drafts.elsewhere(recordOf('B'))).toEqual(recordOf('A'));
    expect(drafts.elsewhere(recordOf('A'))).toBeUndefined();
  });

  it('of one record do not take each other’s place', () => {
    const drafts = new Drafts(() => 0);
    drafts.keep(draftOf('A', 'Asked'));
    drafts.keep(draftOf('A', 'Unasked', 'log'));
    drafts.keep(handOffOf('A'));
    drafts.keep(handOffOf('B'));
    drafts.drop(recordOf('A'), 'log');
    expect(drafts.of(recordOf('A'), 'log')).toBeUndefined();
    expect(drafts.of(recordOf('A'), 'words')?.words).toBe('Asked');
    expect(drafts.of(recordOf('A'), 'hand-off')?.route).toBe('hazard');
    drafts.dropAll(recordOf('A'));
    expect(drafts.of(recordOf('A'), 'words')).toBeUndefined();
    expect(drafts.of(recordOf('A'), 'hand-off')).toBeUndefined();
    expect(drafts.elsewhere(recordOf('A'))).toEqual(recordOf('B'));
  });

  it('do not age while their record is open, and live fifteen minutes after it was left', () => {
    let now = 0;
    const drafts = new Drafts(() => now);
    drafts.open(recordOf('A'));
    drafts.keep(draftOf('A'));
    now = 60 * 60_000;
    expect(drafts.of(recordOf('A'), 'words')?.words).toBe('The lift is slow');
    drafts.open(recordOf('B'));
    now += 15 * 60_000 - 1;
    expect(drafts.elsewhere(recordOf('B'))).toEqual(recordOf('A'));
    now += 1;
    expect(drafts.elsewhere(recordOf('B'))).toBeUndefined();
  });

  it('are gone when emptied, dropped, or fifteen minutes old', () => {
    let now = 0;
    const drafts = new Drafts(() => now);
    drafts.keep(draftOf('A'));
    drafts.keep(draftOf('A', ' '));
    expect(drafts.any).toBe(false);
    drafts.keep(draftOf('A'));
    drafts.drop(recordOf('A'), 'words');
    expect(drafts.any).toBe(false);
    drafts.keep(draftOf('A'));
    now = 15 * 60_000 - 1;
    expect(drafts.any).toBe(true);
    now += 1;
    expect(drafts.any).toBe(false);
  });
});
