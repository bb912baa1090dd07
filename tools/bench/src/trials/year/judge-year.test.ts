import { describe, expect, it } from '@jest/globals';
import { year } from './add-repair.js';
import type { Ask } from './facts-at.js';
import type { Contact, History } from './history.js';
import { judgeYear } from './judge-year.js';

const day = 86_400_000;
const noon = year.from + 200.5 * day;
const before = (days: number) => noon - days * day;
const dateBefore = (days: number) => new Date(before(days)).toISOString().slice(0, 10);

function home(changes: Partial<History> = {}): History {
  return {
    place: 0,
    tenancyId: 'tenancy',
    tenancyStartDate: '2014-06-02',
    evictionDate: null,
    noticeServedDate: null,
    successionDate: null,
    scheme: 'general',
    parent: null,
    holders: [{ bornOn: null, diedOn: null }],
    deaths: [],
    alerts: [],
    cases: [],
    repairs: [],
    preferences: [],
    contacts: [],
    ...changes,
  };
}

function ask(history: History, givenAt: number, changes: Partial<Ask> = {}): Ask {
  const contact: Contact = {
    at: givenAt,
    channel: 'phone',
    facts: { id: 'c', reference: 'c', typeCode: 'TEL-GEN', typeSource: 'told', occurredAt: '', repair: null },
  };
  history.contacts.push(contact);
  return {
    history,
    contact,
    givenAt,
    expiresAt: givenAt + 14 * day,
    promptCode: 'P01',
    theme: 'home',
    channel: 'phone',
    putAt: null,
    result: 'answered',
    ...changes,
  };
}

/** What is found to be wrong. */
function found(asks: readonly Ask[]): readonly string[] {
  const histories = [...new Set(asks.map(({ history }) => history))];
  return judgeYear(histories, asks).flatMap(({ never, breaches }) => (breaches === 0 ? [] : [never]));
}

const repair = { reference: 'r', isEmergency: false, isHazard: false, isEntry: false, phase: 'completed' as const };
const preference = { theme: null, since: before(9), until: null };

describe('the judge of a year', () => {
  it('finds nothing wrong with one question of a home where nothing happened', () => {
    expect(found([ask(home(), noon)])).toEqual([]);
  });

  it.each<[string, Partial<History>, Partial<History>]>([
    ['a death', { deaths: [dateBefore(179)] }, { deaths: [dateBefore(181)] }],
    [
      'every holder',
      { holders: [{ bornOn: null, diedOn: dateBefore(300) }] },
      { holders: [{ bornOn: null, diedOn: dateBefore(-1) }] },
    ],
    [
      'domestic abuse',
      { alerts: [{ code: 'DV', startDate: dateBefore(9), endDate: null }] },
      { alerts: [{ code: 'DV', startDate: dateBefore(9), endDate: dateBefore(1) }] },
    ],
    [
      'safeguarding',
      { alerts: [{ code: '20-70', startDate: dateBefore(9), endDate: dateBefore(0) }] },
      { alerts: [{ code: '20-70', startDate: dateBefore(-1), endDate: null }] },
    ],
    [
      'cautionary',
      { alerts: [{ code: 'CV', startDate: dateBefore(9), endDate: null }] },
      { alerts: [{ code: '20-50', startDate: dateBefore(9), endDate: null }] },
    ],
    [
      'asked not to be',
      { preferences: [{ kind: 'do-not-ask', ...preference }] },
      { preferences: [{ kind: 'do-not-ask', ...preference, theme: 'works' }] },
    ],
    ['refuge', { scheme: 'refuge' }, { scheme: 'sheltered' }],
    [
      'complaint',
      { cases: [{ kind: 'complaint', openedAt: before(90), closedAt: before(29) }] },
      { cases: [{ kind: 'complaint', openedAt: before(90), closedAt: before(31) }] },
    ],
    [
      'emergency',
      { repairs: [{ ...repair, isEmergency: true, raisedAt: before(4), endedAt: before(2.9) }] },
      { repairs: [{ ...repair, isEmergency: true, raisedAt: before(4), endedAt: before(3) }] },
    ],
    [
      'hazard',
      { repairs: [{ ...repair, isHazard: true, raisedAt: before(20), endedAt: before(13.9) }] },
      { repairs: [{ ...repair, isHazard: true, raisedAt: before(20), endedAt: before(14) }] },
    ],
  ])('finds a question at a wrong time: %s', (what, wrong, right) => {
    expect(found([ask(home(wrong), noon)])).toEqual([expect.stringContaining(what)]);
    expect(found([ask(home(right), noon)])).toEqual([]);
  });

  it('also looks at when a question was put', () => {
    const history = home({ deaths: [dateBefore(0)] });
    expect(found([ask(history, before(5), { putAt: before(4) })])).toEqual([]);
    expect(found([ask(history, before(5), { putAt: noon })])).toHaveLength(1);
  });

  it('finds a second question too soon', () => {
    const twice = (days: number, changes: Partial<History>, result: Ask['result'] = 'expired') => {
      const history = home(changes);
      return found([ask(history, before(days), { result }), ask(history, noon)]);
    };
    expect(twice(59, {})).toEqual([expect.stringContaining('60 days')]);
    expect(twice(60, {})).toEqual([]);
    expect(twice(5, {}, 'withdrawn')).toEqual([]);
    expect(twice(30, { preferences: [{ kind: 'ask-more', ...preference }] })).toEqual([]);
    expect(twice(29, { preferences: [{ kind: 'ask-more', ...preference }] })).toHaveLength(1);
  });

  it('finds a fifth question in a year', () => {
    const five = (days: number) => {
      const history = home();
      return found([0, 60, 120, 180, days].map((ago) => ask(history, before(ago))));
    };
    expect(five(364)).toEqual([expect.stringContaining('four times')]);
    expect(five(365)).toEqual([]);
  });
});
