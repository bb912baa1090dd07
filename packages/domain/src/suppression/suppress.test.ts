import { describe, expect, it } from '@jest/globals';
import { ask, dateAgo, daysAgo, type FactChanges, makeFacts, tapRepair } from '../../test/facts.js';
import type { AskFact, CaseFact, HandOffFact, MarkerKind, PreferenceFact, RepairFact } from '../facts.js';
import { lengths } from './lengths.js';
import { suppress } from './suppress.js';
import { suppressionRows } from './suppression-rows.js';

const alert = (code: string, endDate: string | null = null): FactChanges => ({
  household: { alerts: [{ code, startDate: dateAgo(30), endDate }] },
});
const aCase = (kind: CaseFact['kind'], closedAt: string | null = null): FactChanges => ({
  household: { cases: [{ kind, isOpen: closedAt === null, closedAt }] },
});
const job = (changes: Partial<RepairFact>): FactChanges => ({
  household: {
    repairs: [
      {
        reference: '10004000',
        phase: 'completed',
        isEmergency: false,
        isHazard: false,
        isEntry: false,
        endedAt: null,
        raisedAt: daysAgo(60),
        ...changes,
      },
    ],
  },
});
const marker = (kind: MarkerKind, since: string | null = null, until: string | null = null): FactChanges => ({
  household: { markers: [{ kind, since, until }] },
});
const pause = (theme: string | null, until = daysAgo(-20)): PreferenceFact => ({
  kind: 'pause',
  theme,
  since: daysAgo(9),
  until,
});
const prefers = (kind: PreferenceFact['kind'], theme: string | null): FactChanges => ({
  household: { preferences: [{ kind, theme, since: daysAgo(9) }] },
});
const passedOn = (route: HandOffFact['route'], closedAt: string | null = null): FactChanges => ({
  household: { handOffs: [{ route, openedAt: daysAgo(40), closedAt }] },
});
const atHour = (now: string): FactChanges => ({ now, source: { readAt: now, alertsReadAt: now } });
const refusedTwice = [200, 300].map((days): AskFact => ({ ...ask(days, 'not-this-time'), channel: 'in-person' }));
const described = (description: string, tradeCode = 'CP'): FactChanges => ({
  contact: { repair: { ...tapRepair, description, tradeCode, tradeName: null } },
});

describe('the suppression table', () => {
  it('is in order of evaluation, by row within each', () => {
    expect(suppressionRows.map(({ row }) => row)).toEqual([
      1, 2, 3, 3, 4, 5, 24, 30, 31, 9, 10, 11, 12, 18, 19, 20, 6, 7, 8, 17, 21, 22, 23, 26, 27, 13, 14, 15, 16, 29, 25,
      28,
    ]);
  });

  it('has every row of the table once, each order together', () => {
    // A silence stands beside the alert that it is like, so that neither tells of the other.
    const numbered = suppressionRows.filter(({ code }) => code !== 'quiet');
    expect(numbered.map(({ row }) => row).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 31 }, (_, at) => at + 1),
    );
    expect([...new Set(suppressionRows.map(({ order }) => order))]).toEqual([
      'hard-stop',
      'legal',
      'live-distress',
      'budget',
      'relevance',
    ]);
  });

  it('has words for staff where a row is open, and none where it is silent', () => {
    for (const { form, words } of suppressionRows) expect(words === null).toBe(form === 'silent');
    expect(suppressionRows.filter(({ form }) => form === 'silent').map(({ row }) => row)).toEqual([
      3, 3, 4, 5, 24, 31, 9, 10, 12, 18, 8, 17, 21, 22, 23, 26, 27, 25, 28,
    ]);
  });

  it('keeps every length within its floor', () => {
    for (const { value, floor } of Object.values(lengths)) {
      if ('atLeast' in floor) expect(value).toBeGreaterThanOrEqual(floor.atLeast);
      if ('atMost' in floor) expect(value).toBeLessThanOrEqual(floor.atMost);
    }
  });
});

describe('suppress', () => {
  it('stops nothing where nothing stands in the way, and shows every row it looked at', () => {
    const { stop, trace } = suppress(makeFacts(), 'home');
    expect(stop).toBeNull();
    expect(trace.map(({ row }) => row)).toEqual(suppressionRows.map(({ row }) => row));
    expect(trace.some(({ stopped }) => stopped)).toBe(false);
    expect(trace.every(({ because }) => because.length > 0)).toBe(true);
  });

  it.each<[number, string, FactChanges, string | null]>([
    [1, 'home', { household: { preferences: [{ kind: 'do-not-ask', theme: null, since: daysAgo(900) }] } }, null],
    [2, 'home', { household: { preferences: [{ kind: 'do-not-ask', theme: 'home', since: daysAgo(9) }] } }, null],
    [1, 'home', { household: { preferences: [pause(null, 'a while')] } }, null],
    [3, 'home', alert('20-70'), null],
    [3, 'home', marker('quiet'), null],
    [3, 'money', marker('quiet', dateAgo(3), dateAgo(-87)), `${dateAgo(-88)}T00:00:00.000Z`],
    [4, 'home', alert('DV'), null],
    [4, 'home', alert(' dv '), null],
    [5, 'home', alert('CV'), null],
    [5, 'home', alert('10'), null],
    [5, 'home', alert('VA', '2026-11-25'), '2026-11-26T00:00:00.000Z'],
    [24, 'home', { household: { scheme: 'refuge' } }, null],
    [30, 'home', { source: { readAt: null } }, null],
    [30, 'home', { source: { alertsReadAt: null } }, null],
    [30, 'home', { source: { readAt: daysAgo(1.01) } }, null],
    [30, 'home', { source: { alertsReadAt: 'not an instant' } }, null],
    [9, 'home', { household: { evictionDate: '2026-12-10' } }, '2027-03-10T00:00:00.000Z'],
    [9, 'home', { household: { noticeServedDate: dateAgo(400) } }, `${dateAgo(400 - 455)}T00:00:00.000Z`],
    [9, 'home', { household: { evictionDate: 'soon' } }, null],
    [1, 'home', { household: { preferences: [{ kind: 'tell-me', theme: null, since: daysAgo(9) }] } }, null],
    [1, 'home', { household: { preferences: [pause(null)] } }, daysAgo(-20)],
    [2, 'home', { household: { preferences: [pause('home')] } }, daysAgo(-20)],
    [
      1,
      'home',
      { household: { preferences: [pause(null), { kind: 'do-not-ask', theme: null, since: daysAgo(9) }] } },
      null,
    ],
    [
      13,
      'home',
      { household: { asks: [ask(29)], preferences: [{ kind: 'work-with-me', theme: null, since: daysAgo(99) }] } },
      daysAgo(-1),
    ],
    [9, 'home', aCase('possession'), null],
    [9, 'home', aCase('possession', daysAgo(10)), daysAgo(-80)],
    [9, 'home', alert('IC4'), null],
    [9, 'home', alert('SPO', dateAgo(50)), `${dateAgo(50 - 91)}T00:00:00.000Z`],
    [10, 'home', aCase('disrepair'), null],
    [10, 'home', alert('DIS'), null],
    [10, 'money', passedOn('legal'), null],
    [11, 'money', passedOn('complaint_choice'), null],
    [11, 'home', passedOn('complaint_choice', daysAgo(29)), daysAgo(-1)],
    [12, 'neighbourhood', passedOn('asb'), null],
    [7, 'home', passedOn('hazard'), null],
    [7, 'warmth', passedOn('emergency'), null],
    [7, 'repairs', passedOn('hazard', daysAgo(13)), daysAgo(-1)],
    [11, 'home', aCase('complaint'), null],
    [11, 'home', aCase('complaint', daysAgo(29)), daysAgo(-1)],
    [12, 'neighbourhood', aCase('asb'), null],
    [19, 'home', alert('60'), null],
    [6, 'home', { contact: { repair: { ...tapRepair, isEmergency: true } } }, '2026-11-27T14:10:00.000Z'],
    [6, 'home', { contact: { repair: { ...tapRepair, isEmergency: true, finishedAt: daysAgo(9) } } }, null],
    [6, 'home', job({ isEmergency: true, phase: 'open' }), null],
    [6, 'home', job({ isEmergency: true, endedAt: daysAgo(2) }), daysAgo(-1)],
    [7, 'home', job({ isHazard: true, phase: 'scheduled' }), null],
    [7, 'warmth', job({ isHazard: true, phase: 'no-access', endedAt: daysAgo(40) }), null],
    [7, 'repairs', job({ isHazard: true, endedAt: daysAgo(13) }), daysAgo(-1)],
    [8, 'home', { household: { lastDeathDate: dateAgo(100) } }, `${dateAgo(-80)}T00:00:00.000Z`],
    [8, 'home', { household: { successionDate: dateAgo(1) } }, `${dateAgo(-179)}T00:00:00.000Z`],
    [8, 'home', aCase('succession'), null],
    [26, 'home', described('Lock change: front door'), '2026-12-24T14:10:00.000Z'],
    [26, 'home', described('Bedroom: door sticking'), '2026-12-24T14:10:00.000Z'],
    [26, 'home', described('Bathroom window', 'GL'), '2026-12-24T14:10:00.000Z'],
    [26, 'home', described('Fire door kicked in'), '2026-12-24T14:10:00.000Z'],
    [26, 'home', job({ isEntry: true, phase: 'completed', endedAt: daysAgo(29) }), '2026-11-26T09:00:00.000Z'],
    [13, 'home', { household: { asks: [ask(59)] } }, daysAgo(-1)],
    [13, 'home', { household: { asks: [ask(70), ask(1, 'expired')] } }, daysAgo(-59)],
    [
      13,
      'home',
      { household: { asks: [ask(29)], preferences: [{ kind: 'ask-more', theme: 'home', since: daysAgo(99) }] } },
      daysAgo(-1),
    ],
    [14, 'home', { household: { asks: [ask(61), ask(130), ask(200), ask(364), ask(600)] } }, daysAgo(-1)],
    [13, 'home', { household: { surveys: [{ at: daysAgo(59) }] } }, daysAgo(-1)],
    [13, 'home', { household: { surveys: [{ at: daysAgo(-14) }] } }, daysAgo(-74)],
    [13, 'home', { household: { surveys: [{ at: 'some day' }] } }, null],
    [15, 'home', { household: { repliesOwed: 1 } }, null],
    [16, 'home', { household: { asks: [ask(70, 'not-this-time'), ask(170, 'not-this-time')] } }, daysAgo(-113)],
    [
      16,
      'home',
      { household: { asks: [ask(65, 'expired'), ask(70, 'not-this-time'), ask(170, 'not-this-time')] } },
      daysAgo(-113),
    ],
    [17, 'home', marker('crisis'), null],
    [17, 'home', marker('hospital', dateAgo(3), dateAgo(0)), '2026-11-26T00:00:00.000Z'],
    [17, 'home', marker('mental-health-crisis', 'a while ago'), null],
    [18, 'money', marker('breathing-space'), null],
    [18, 'money', marker('insolvency', dateAgo(100), dateAgo(-9)), `${dateAgo(-10)}T00:00:00.000Z`],
    [19, 'home', { household: { needs: ['representative'] } }, null],
    [19, 'home', { ...alert('60'), moment: { supportPresent: ['interpreter'] } }, null],
    [20, 'home', { household: { needs: ['interpreter'] } }, null],
    [20, 'home', alert('40'), null],
    [20, 'home', { household: { needs: ['sign-language'] }, moment: { supportPresent: ['interpreter'] } }, null],
    [20, 'home', { household: { needs: ['interpreter'] }, moment: { channel: 'message' } }, null],
    [21, 'home', { moment: { taps: ['only-minor-present'] } }, null],
    [22, 'home', { moment: { taps: ['not-the-moment'] } }, null],
    [23, 'home', { moment: { taps: ['staff-not-comfortable'] } }, null],
    [25, 'home', { moment: { taps: ['not-the-household'] } }, null],
    [27, 'home', { household: { tenancyStartDate: dateAgo(2) } }, '2026-11-26T00:00:00.000Z'],
    [27, 'home', { household: { movedInOn: dateAgo(0) } }, '2026-11-28T00:00:00.000Z'],
    [27, 'home', { household: { disasterOn: dateAgo(1) } }, '2026-11-27T00:00:00.000Z'],
    [
      27,
      'home',
      { household: { disasterOn: dateAgo(1) }, contact: { typeCode: 'TEN-SGN' } },
      '2026-11-27T00:00:00.000Z',
    ],
    [27, 'home', marker('decant', dateAgo(200)), null],
    [
      28,
      'home',
      { ...atHour('2026-11-25T19:00:00.000Z'), moment: { at: 'send', channel: 'message' } },
      '2026-11-26T09:00:00.000Z',
    ],
    [
      28,
      'home',
      { ...atHour('2026-11-28T20:00:00.000Z'), moment: { at: 'send', channel: 'message' } },
      '2026-11-30T09:00:00.000Z',
    ],
    [29, 'home', { moment: { staff: { askedToday: 6, isConcernedByOpenConcern: false } } }, '2026-11-26T00:00:00.000Z'],
    [31, 'home', { moment: { staff: { askedToday: 0, isConcernedByOpenConcern: true } } }, null],
    [16, 'home', { household: { asks: refusedTwice } }, null],
  ])('stops by row %i on %s for %j', (row, theme, changes, until) => {
    const { stop, trace } = suppress(makeFacts(changes), theme);
    expect(stop).toMatchObject({ row, until });
    expect(trace.filter(({ stopped }) => stopped).map((step) => step.row)).toEqual([row]);
  });

  it.each<[string, string, FactChanges]>([
    [
      'a theme opted out of, on another',
      'money',
      { household: { preferences: [{ kind: 'do-not-ask', theme: 'home', since: daysAgo(9) }] } },
    ],
    ['an alert that means something else', 'home', alert('20-10')],
    [
      'a lock that was reported more than a month ago',
      'home',
      job({ isEntry: true, phase: 'open', raisedAt: daysAgo(31) }),
    ],
    ['an alert that ended yesterday', 'home', alert('CV', '2026-11-24')],
    ['sheltered housing', 'home', { household: { scheme: 'sheltered' } }],
    ['a source read 23 hours ago', 'home', { source: { readAt: daysAgo(0.95), alertsReadAt: daysAgo(0.95) } }],
    ['a notice long lapsed', 'home', { household: { noticeServedDate: dateAgo(456) } }],
    ['a complaint closed a month ago', 'home', aCase('complaint', daysAgo(31))],
    ['an ASB case, on the home', 'home', aCase('asb')],
    ['trouble that was passed on, on the home', 'home', passedOn('asb')],
    ['trouble that was passed on and is over', 'neighbourhood', passedOn('asb', daysAgo(1))],
    ['a hazard that was passed on, on the rent', 'money', passedOn('hazard')],
    ['a hazard that was passed on and is long safe', 'home', passedOn('hazard', daysAgo(15))],
    ['a legal matter that is over', 'home', passedOn('legal', daysAgo(1))],
    ['a new repair that was passed on', 'home', passedOn('service_request')],
    ['help with money that was passed on', 'money', passedOn('support')],
    ['a pause that is over', 'home', { household: { preferences: [pause(null, daysAgo(0))] } }],
    ['a pause about something else', 'home', { household: { preferences: [pause('money')] } }],
    ['another kind of case', 'home', aCase('name-change')],
    ['an emergency of last week', 'home', job({ isEmergency: true, endedAt: daysAgo(4) })],
    ['an emergency that was cancelled', 'home', job({ isEmergency: true, phase: 'cancelled', endedAt: daysAgo(1) })],
    ['a hazard, on the rent', 'money', job({ isHazard: true, phase: 'open' })],
    ['a hazard made safe two weeks ago', 'home', job({ isHazard: true, endedAt: daysAgo(15) })],
    ['an old hazard whose host never says when work ended', 'home', job({ isHazard: true, raisedAt: daysAgo(90) })],
    ['a marker that was cleared yesterday', 'home', marker('crisis', null, dateAgo(1))],
    ['a marker that is still to come', 'home', marker('hospital', dateAgo(-1))],
    ['breathing space, on the home', 'home', marker('breathing-space')],
    [
      'capacity, with the representative there',
      'home',
      { ...alert('60'), moment: { supportPresent: ['representative'] } },
    ],
    [
      'a need for an interpreter, with one there',
      'home',
      { household: { needs: ['interpreter'] }, moment: { supportPresent: ['interpreter'] } },
    ],
    [
      'a need for an interpreter, by a letter in their language',
      'home',
      { household: { needs: ['interpreter'] }, moment: { channel: 'letter' } },
    ],
    ['a need that can be met in talk', 'home', { household: { needs: ['large-print', 'no-internet', 'hearing'] } }],
    ['a move of three days ago', 'home', { household: { movedInOn: dateAgo(3), tenancyStartDate: dateAgo(0) } }],
    [
      'the sign-up itself',
      'moving',
      { household: { tenancyStartDate: dateAgo(0) }, contact: { typeCode: 'TEN-SGN', repair: null } },
    ],
    [
      'a message at seven in the morning that is only decided on',
      'home',
      { ...atHour('2026-11-25T07:00:00.000Z'), moment: { channel: 'message' } },
    ],
    [
      'a message one second before seven in the evening',
      'home',
      { ...atHour('2026-11-25T18:59:59.000Z'), moment: { at: 'send', channel: 'message' } },
    ],
    [
      'a talk on a Sunday',
      'home',
      {
        ...atHour('2026-11-29T10:00:00.000Z'),
        moment: { at: 'display', staff: { askedToday: 5, isConcernedByOpenConcern: false } },
      },
    ],
    ['a survey three weeks ahead', 'home', { household: { surveys: [{ at: daysAgo(-21) }] } }],
    ['a survey of two months ago', 'home', { household: { surveys: [{ at: daysAgo(60) }] } }],
    ['another way than was refused twice', 'home', { household: { asks: refusedTwice }, moment: { channel: 'phone' } }],
    ['a death of last year', 'home', { household: { lastDeathDate: dateAgo(200) } }],
    ['a fire door check', 'safety', described('Flat entrance fire door: quarterly check')],
    ['a cupboard door', 'home', described('Kitchen: wall unit door off')],
    ['a block, which holds the letters of a lock', 'home', described('Unblock sink in block B')],
    ['an ask of two months ago', 'home', { household: { asks: [ask(60)] } }],
    ['an ask that was withdrawn', 'home', { household: { asks: [ask(1, 'withdrawn')] } }],
    ['three asks in a year', 'home', { household: { asks: [ask(61), ask(130), ask(200), ask(366)] } }],
    ['one refusal, then an answer', 'home', { household: { asks: [ask(70), ask(170, 'not-this-time')] } }],
    [
      'two refusals half a year ago',
      'home',
      { household: { asks: [ask(184, 'not-this-time'), ask(250, 'not-this-time')] } },
    ],
    [
      'someone who wants more, a month on',
      'home',
      { household: { asks: [ask(31)], preferences: [{ kind: 'ask-more', theme: null, since: daysAgo(99) }] } },
    ],
  ])('lets through %s', (_what, theme, changes) => {
    expect(suppress(makeFacts(changes), theme).stop).toBeNull();
  });

  it('names the day of the last ask', () => {
    const stop = suppress(makeFacts({ household: { asks: [ask(22)] } }), 'home').stop;
    expect(stop?.words).toBe('Asked on 3 November');
  });

  it('lets the reply itself through where a reply is owed or a complaint is open, and nothing else', () => {
    const owed = makeFacts({ household: { repliesOwed: 2 } });
    expect(suppress(owed, 'landlord', 'P53').stop).toBeNull();
    expect(suppress(owed, 'landlord', 'P52').stop?.words).toBe('We owe a reply');
    expect(suppress(makeFacts(aCase('complaint')), 'landlord', 'P53').stop).toBeNull();
    expect(suppress(makeFacts(alert('DV')), 'landlord', 'P53').stop?.row).toBe(4);
  });

  it('says of a silence that it is one, and nothing of why', () => {
    const { stop, openStop, trace } = suppress(makeFacts(marker('quiet')), 'home');
    expect(stop).toEqual({ row: 3, code: 'quiet', form: 'silent', words: null, until: null });
    expect(openStop).toBeNull();
    expect(trace.filter(({ stopped }) => stopped)).toEqual([
      { row: 3, code: 'quiet', stopped: true, because: [{ fact: 'household.markers', value: 'quiet' }] },
    ]);
  });

  it('lets an answer through to those who want to be told, and not to those who want no talk at all', () => {
    const told = (changes: FactChanges): string | undefined => suppress(makeFacts(changes), 'home', 'P53').stop?.code;
    expect(told(prefers('tell-me', null))).toBeUndefined();
    expect(told(prefers('tell-me', 'home'))).toBeUndefined();
    expect(told(prefers('do-not-ask', null))).toBe('do-not-ask');
    expect(told(prefers('do-not-ask', 'home'))).toBe('theme-opt-out');
    expect(told({ household: { preferences: [pause(null)] } })).toBe('do-not-ask');
    expect(told({ household: { preferences: [pause('home')] } })).toBe('theme-opt-out');
    expect(told(marker('quiet'))).toBe('quiet');
  });

  it('lets an answer through whatever was asked lately: to bring one is no ask', () => {
    const asked = makeFacts({
      household: { asks: [ask(3), ask(70), ask(130), ask(200), ask(300)] },
      moment: { staff: { askedToday: 6, isConcernedByOpenConcern: false } },
    });
    expect(suppress(asked, 'home', 'P53').stop).toBeNull();
    expect(suppress(asked, 'home', 'P01').stop?.code).toBe('asked-recently');
    const rests = makeFacts({ household: { asks: refusedTwice } });
    expect(suppress(rests, 'home', 'P53').stop).toBeNull();
  });

  it('gives the last end of several causes, and none where one has none', () => {
    const two = (first: string | null, second: string | null) =>
      suppress(
        makeFacts({
          household: {
            alerts: [
              { code: 'CV', startDate: null, endDate: first },
              { code: 'PA', startDate: null, endDate: second },
            ],
          },
        }),
        'home',
      ).stop?.until;
    expect(two('2026-12-01', '2026-12-09')).toBe('2026-12-10T00:00:00.000Z');
    expect(two('2026-12-01', null)).toBeNull();
  });

  it('gives the first in order as the reason, and the rest in the trace', () => {
    const facts = makeFacts({ household: { repliesOwed: 1, scheme: 'refuge', asks: [ask(3)] } });
    const { stop, trace } = suppress(facts, 'home');
    expect(stop).toEqual({ row: 24, code: 'protected-scheme', form: 'silent', words: null, until: null });
    expect(trace.filter(({ stopped }) => stopped).map(({ row }) => row)).toEqual([24, 13, 15]);
  });

  it('keeps nothing of what was tapped but that it was not the moment', () => {
    const told = (['only-minor-present', 'not-the-moment', 'staff-not-comfortable'] as const).map((tap) => {
      const { stop, trace } = suppress(makeFacts({ moment: { taps: [tap] } }), 'home');
      const stopped = trace.filter((step) => step.stopped).map(({ code, because }) => ({ code, because }));
      return { code: stop?.code, form: stop?.form, words: stop?.words, stopped };
    });
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(told[0]?.stopped).toEqual([{ code: 'not-now', because: [{ fact: 'moment', value: 'not now' }] }]);
  });

  it('lets an answer through once a hazard is made safe, and not before', () => {
    const open = makeFacts(job({ isHazard: true, phase: 'open' }));
    const safe = makeFacts(job({ isHazard: true, endedAt: daysAgo(2) }));
    expect(suppress(open, 'landlord', 'P53').stop?.code).toBe('hazard-open');
    expect(suppress(safe, 'landlord', 'P53').stop).toBeNull();
    expect(suppress(safe, 'home', 'P01').stop?.code).toBe('hazard-open');
  });

  it('says in plain words why the moment is not right, where staff may know', () => {
    const words = (changes: FactChanges): string | null | undefined => suppress(makeFacts(changes), 'home').stop?.words;
    expect(words({ household: { needs: ['interpreter'] } })).toBe('Needs interpreter');
    expect(words({ moment: { staff: { askedToday: 9, isConcernedByOpenConcern: false } } })).toBe(
      "That's enough for today",
    );
    expect(words({ household: { surveys: [{ at: daysAgo(-3) }] } })).toBe('Being surveyed about now');
    expect(words({ household: { surveys: [{ at: daysAgo(0) }] } })).toBe('Being surveyed about now');
    expect(words({ household: { surveys: [{ at: daysAgo(22) }] } })).toBe('Asked on 3 November');
    expect(words({ household: { asks: refusedTwice } })).toBe("Said 'not this time' twice: try another way");
    expect(words(alert('60'))).toBe('Speak with their representative');
  });
});
