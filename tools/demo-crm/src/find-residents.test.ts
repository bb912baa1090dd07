import { describe, expect, it } from '@jest/globals';
import { findResidents } from './find-residents.js';
import { newestRepairs } from './newest-repairs.js';
import type { Repair, Resident } from './resident.js';

const now = Date.parse('2026-11-25T12:00:00Z');
const wish = { patch: '', hasOpenRepair: false, isRecent: false, page: 1 };

function repair(reference: number, raised: string, closed: string | null): Repair {
  return { reference, description: 'Hall: light out', status: 'Scheduled', raised, closed };
}

function resident(personId: string, address: string, recentRepairs: readonly Repair[] = []): Resident {
  return {
    ...{ personId, name: personId, address, recentRepairs, household: [] },
    ...{ tenureId: 'T', tenancyType: 'Secure', tenancyStart: null, propertyReference: '1' },
  };
}

const open = resident('open', '1 Elm Court AW1 2BC', [repair(1, '2026-09-01T09:00:00.1', null)]);
const recent = resident('recent', '2 Elm Court PK16 8YS', [
  repair(2, '2026-09-02T09:00:00.1', '2026-11-20T09:00:00.000002'),
]);
const quiet = resident('quiet', '3 Elm Court E8 1AA');

describe('the list of residents', () => {
  const found = (changes: object) => findResidents([open, recent, quiet], { ...wish, ...changes }, now);
  const ids = (changes: object) => found(changes).residents.map(({ personId }) => personId);

  it('shows only those of a patch, with an open repair, or in touch of late', () => {
    expect(ids({})).toEqual(['open', 'recent', 'quiet']);
    expect(ids({ patch: 'Pikehall' })).toEqual(['recent']);
    expect(ids({ hasOpenRepair: true })).toEqual(['open']);
    expect(ids({ isRecent: true })).toEqual(['recent']);
    expect(ids({ isRecent: true, hasOpenRepair: true })).toEqual([]);
    expect(found({ patch: 'Pikehall' }).patches).toEqual(['Alderwick', 'Other homes', 'Pikehall']);
  });

  it('comes a page at a time, and a page that is not there is the nearest one', () => {
    const many = Array.from({ length: 45 }, (_, at) => resident(`P-${at}`, '1 Elm Court AW1 2BC'));
    const page = (number: number) => findResidents(many, { ...wish, page: number }, now);
    expect(page(1)).toMatchObject({ total: 45, pages: 3, page: 1 });
    expect(page(3).residents.map(({ personId }) => personId)).toEqual(['P-40', 'P-41', 'P-42', 'P-43', 'P-44']);
    expect([page(0).page, page(9).page]).toEqual([1, 3]);
  });
});

it('lists the repairs that moved last, each once', () => {
  const sharing = resident('sharing', open.address, open.recentRepairs);
  expect(newestRepairs([open, recent, sharing]).map(({ reference, personId }) => [reference, personId])).toEqual([
    [2, 'recent'],
    [1, 'open'],
  ]);
});
