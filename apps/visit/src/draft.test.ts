import { describe, expect, it } from '@jest/globals';
import { visitEntry, type VisitEntry, type VisitJob } from '@doorstep/contracts/visit';
import { longestFelt } from '@doorstep/ui/felt';
import { v7 } from 'uuid';
import {
  correctionOf,
  draftFor,
  entryFrom,
  isReminderDue,
  longestWords,
  withTopic,
  type Draft,
  type Moment,
} from './draft.js';

const nothingMore = { whyAsking: 'You live here.', howDecided: null, alreadyDecided: null, stillOpen: null };
const job: VisitJob = {
  id: 'job-1',
  jobNumber: '48213',
  address: '12 Elm Court',
  startsAt: '2026-11-25T11:20:00Z',
  endsAt: null,
  trade: null,
  state: 'planned',
  prompt: { id: '5a1f0c4e-7a52-4c0e-9f55-0b5b9c6c7d11', say: 'How is it?', probe: 'What else?', ...nothingMore },
  tellThem: { tellingId: '6a1f0c4e-7a52-4c0e-9f55-0b5b9c6c7d11', say: 'It was mended.' },
};
const moment: Moment = {
  now: Date.parse('2026-11-25T11:25:00Z'),
  timeZone: 'Europe/London',
  clockOffset: -1500,
  appVersion: '0.1.0',
};
const draft = (part: Partial<Draft> = {}): Draft => ({ ...draftFor(job, moment.now), ...part });

describe('a visit put down', () => {
  it('is what the service takes, and goes first when somebody may be hurt', () => {
    const mould = draft({ topics: ['repairs', 'damp-or-mould'], words: ' It is behind the bed. ', told: 'told' });
    const entry = entryFrom(mould, 'raised', null, moment);
    expect(visitEntry.parse(entry.body)).toMatchObject({
      id: mould.id,
      jobId: 'job-1',
      address: null,
      words: ' It is behind the bed. ',
      whose: 'own',
      vulnerable: 'not-asked',
      tellingId: job.tellThem?.tellingId,
      told: 'told',
      clockOffset: -1500,
    });
    expect(entry.lane).toBe('hazard');
    expect(entryFrom(draft({ topics: ['repairs'] }), 'raised', null, moment).lane).toBe('plain');
  });

  it('takes nothing along that was typed before they said that nothing was raised', () => {
    const typed = draft({ topics: ['danger-now'], words: 'No.', wantsReply: true });
    const { body, lane } = entryFrom(typed, 'nothing-raised', null, moment);
    expect(visitEntry.parse(body)).toMatchObject({ topics: [], words: null, whose: 'reading', wantsReply: false });
    expect(lane).toBe('plain');
  });

  it('has at most three topics, and forgets who is vulnerable with the damp', () => {
    const full = (['repairs', 'shared-areas', 'damp-or-mould', 'money-or-bills'] as const).reduce(withTopic, draft());
    expect(full.topics).toEqual(['repairs', 'shared-areas', 'damp-or-mould']);
    expect(withTopic({ ...full, vulnerable: 'yes' }, 'damp-or-mould')).toMatchObject({
      topics: ['repairs', 'shared-areas'],
      vulnerable: null,
    });
  });

  it('is kept with how it felt in the same words, and never felt without them', () => {
    const words = (part: Partial<Draft>) => (entryFrom(draft(part), 'raised', null, moment).body as VisitEntry).words;
    expect(words({ words: 'The lift stuck.', felt: 'I was frightened.' })).toBe('The lift stuck.\nI was frightened.');
    expect(words({ words: 'The lift stuck.', felt: '  ' })).toBe('The lift stuck.');
    expect(words({ words: '', felt: 'Frightened.' })).toBe('Frightened.');
    expect(words({ topics: ['repairs'] })).toBe(null);
    expect(visitEntry.shape.words.safeParse('x'.repeat(longestWords + 1 + longestFelt)).success).toBe(true);
  });

  it('is brought to mind once: that evening, or when the day is over', () => {
    const begunAt = (at: string) => ({
      ...draft({ words: 'It drips.' }),
      id: v7({ msecs: Date.parse(at) }),
    });
    const due = (one: Draft, at: string) => isReminderDue(one, Date.parse(at));
    const morning = begunAt('2026-07-01T09:00:00+01:00');
    expect(due(morning, '2026-07-01T15:59:00+01:00')).toBe(false);
    expect(due(morning, '2026-07-01T16:00:00+01:00')).toBe(true);
    expect(due(morning, '2026-07-02T00:00:00+01:00')).toBe(true);
    expect(due({ ...morning, isReminded: true }, '2026-07-02T16:00:00+01:00')).toBe(false);
    expect(due({ ...morning, words: ' ' }, '2026-07-02T16:00:00+01:00')).toBe(false);
    const late = begunAt('2026-07-01T16:30:00+01:00');
    expect(due(late, '2026-07-01T17:29:00+01:00')).toBe(false);
    expect(due(late, '2026-07-01T17:30:00+01:00')).toBe(true);
    // A clock that was set back says nothing about a day that is over.
    expect(due(late, '2026-06-30T23:00:00+01:00')).toBe(false);
  });

  it('is put right by a further entry', () => {
    const first = draft({ topics: ['repairs'] });
    const second = correctionOf(first);
    expect(second.corrects).toBe(first.id);
    expect(second.id).not.toBe(first.id);
  });
});
