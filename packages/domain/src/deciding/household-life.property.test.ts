import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { makeFacts, NOW } from '../../test/facts.js';
import { runs } from '../../test/runs.js';
import type { AskFact, CaseFact, Channel, DecisionFacts, PreferenceFact } from '../facts.js';
import { DAY, HOUR } from '../time/instants.js';
import { decide } from './decide.js';
import type { PromptDecision } from './decision.js';
import { stillAllowed } from './still-allowed.js';

const STAFF = ['caretaker', 'plumber', 'officer'] as const;
type Staff = (typeof STAFF)[number];

type Event =
  | { readonly what: 'contact'; readonly typeCode: string; readonly channel: Channel }
  | { readonly what: 'shown'; readonly staff: Staff; readonly result: AskFact['result'] }
  | { readonly what: 'opt-out'; readonly theme: string | null }
  | {
      readonly what: 'opt-in' | 'ask-more' | 'death' | 'complaint' | 'complaint-closed' | 'concern' | 'concern-closed';
    };

const result = fc.constantFrom<AskFact['result']>('answered', 'not-this-time', 'not-this-time', 'expired', 'withdrawn');
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('contact' as const),
      typeCode: fc.constantFrom('RPR-VIS', 'GAS-LGSR', 'CLN-CTK', 'TEL-GEN', 'OFF-WLK'),
      channel: fc.constantFrom<Channel>('in-person', 'phone'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant('shown' as const), staff: fc.constantFrom(...STAFF), result }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('opt-out' as const), theme: fc.constantFrom(null, 'home', 'landlord') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom(
        'opt-in' as const,
        'ask-more' as const,
        'death' as const,
        'complaint' as const,
        'complaint-closed' as const,
        'concern' as const,
        'concern-closed' as const,
      ),
    }),
  },
);
/** Each event so many hours after the one before: often within the hour, sometimes after months. */
const life = fc.array(
  fc.record({
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 48 }), fc.integer({ min: 0, max: 3000 })),
    event,
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
);

/** A question that was put to the household, with what was true then. */
interface Put {
  readonly at: number;
  readonly theme: string;
  readonly staff: Staff;
  readonly before: readonly AskFact[];
  readonly facts: DecisionFacts;
}

/** Lives through the events and tells every question put. A prompt is decided at one time and shown at another. */
function live(events: readonly { readonly hours: number; readonly event: Event }[]): readonly Put[] {
  let at = Date.parse(NOW);
  let preferences: readonly PreferenceFact[] = [];
  let cases: readonly CaseFact[] = [];
  let lastDeathDate: string | null = null;
  let concernAbout: Staff | null = null;
  let asks: readonly AskFact[] = [];
  let open: {
    readonly decision: PromptDecision;
    readonly contact: DecisionFacts['contact'];
    readonly ask: AskFact;
  } | null = null;
  const put: Put[] = [];
  for (const { hours, event: now } of events) {
    at += hours * HOUR + 1;
    const text = new Date(at).toISOString();
    const factsAt = (
      moment: Partial<DecisionFacts['moment']>,
      contact: Partial<DecisionFacts['contact']>,
    ): DecisionFacts =>
      makeFacts({
        now: text,
        moment,
        contact: { repair: null, occurredAt: text, ...contact },
        household: { preferences, cases, lastDeathDate, asks, openPromptKinds: open === null ? [] : ['ask'] },
        source: { readAt: text, alertsReadAt: text },
      });
    switch (now.what) {
      case 'contact': {
        const facts = factsAt({ channel: now.channel }, { typeCode: now.typeCode, reference: `contact ${at}` });
        const decision = decide(facts);
        if (decision.outcome === 'none') break;
        expect(open).toBeNull();
        const ask: AskFact = {
          askedAt: text,
          promptCode: decision.promptCode,
          theme: decision.theme,
          channel: now.channel,
          result: 'open',
        };
        open = { decision, contact: facts.contact, ask };
        asks = [ask, ...asks];
        break;
      }
      case 'shown': {
        if (open === null) break;
        const { decision, contact, ask } = open;
        const staff = {
          askedToday: put.filter((each) => each.staff === now.staff && sameDay(each.at, at)).length,
          isConcernedByOpenConcern: concernAbout === now.staff,
        };
        const facts = factsAt({ at: 'display', channel: ask.channel ?? 'in-person', staff }, contact);
        const { promptCode, theme } = decision;
        const { allowed, whyNot } = stillAllowed({ promptCode, theme, createdAt: ask.askedAt }, facts);
        const before = asks.filter((each) => each !== ask);
        if (!allowed && whyNot?.code === 'staff-concerned') break;
        if (allowed) put.push({ at, theme, staff: now.staff, before, facts });
        asks = [{ ...ask, result: allowed ? now.result : 'withdrawn' }, ...before];
        open = null;
        break;
      }
      case 'opt-out':
        preferences = [...preferences, { kind: 'do-not-ask', theme: now.theme, since: text }];
        break;
      case 'opt-in':
        preferences = [];
        break;
      case 'ask-more':
        preferences = [...preferences, { kind: 'ask-more', theme: null, since: text }];
        break;
      case 'death':
        lastDeathDate = text.slice(0, 10);
        break;
      case 'complaint':
        cases = [...cases, { kind: 'complaint', isOpen: true, closedAt: null }];
        break;
      case 'complaint-closed':
        cases = cases.map((each) => (each.isOpen ? { ...each, isOpen: false, closedAt: text } : each));
        break;
      case 'concern':
        concernAbout = 'plumber';
        break;
      case 'concern-closed':
        concernAbout = null;
        break;
    }
  }
  return put;
}

function sameDay(one: number, other: number): boolean {
  return Math.abs(one - other) < DAY && new Date(one).getUTCDate() === new Date(other).getUTCDate();
}

function always(check: (put: Put) => void): void {
  let asked = 0;
  fc.assert(
    fc.property(life, (events) => {
      const put = live(events);
      asked += put.length;
      put.forEach(check);
    }),
    runs,
  );
  expect(asked).toBeGreaterThan(runs.numRuns / 4);
}

/** Those that count, as decided before this one. */
function counted({ before, facts }: Put): readonly number[] {
  const now = Date.parse(facts.now);
  return before.filter(({ result: was }) => was !== 'withdrawn').map(({ askedAt }) => now - Date.parse(askedAt));
}

describe('the life of a household, whatever comes in whichever order', () => {
  it('holds no question within two months of another, or one month where they want more', () => {
    always((put) => {
      const wantsMore = put.facts.household.preferences.some(({ kind }) => kind === 'ask-more');
      for (const ago of counted(put)) expect(ago).toBeGreaterThanOrEqual((wantsMore ? 30 : 60) * DAY);
    });
  });

  it('holds at most four questions in any year, of all staff together', () => {
    always((put) => {
      expect(counted(put).filter((ago) => ago < 365 * DAY).length).toBeLessThan(4);
    });
  });

  it('holds none after they asked not to be asked, until they say otherwise', () => {
    always(({ theme, facts }) => {
      const optedOut = facts.household.preferences.filter(({ kind }) => kind === 'do-not-ask');
      expect(optedOut.some((each) => each.theme === null || each.theme === theme)).toBe(false);
    });
  });

  it('holds none in the half year after a death', () => {
    always(({ at, facts }) => {
      const { lastDeathDate } = facts.household;
      if (lastDeathDate !== null) expect(at - Date.parse(lastDeathDate)).toBeGreaterThanOrEqual(180 * DAY);
    });
  });

  it('holds none while a complaint is open or was until a month ago', () => {
    always(({ at, facts }) => {
      for (const { isOpen, closedAt } of facts.household.cases) {
        expect(isOpen).toBe(false);
        expect(at - Date.parse(closedAt ?? '')).toBeGreaterThanOrEqual(30 * DAY);
      }
    });
  });

  it('holds none in the half year after two refusals in a row, and then none in the same way', () => {
    always(({ at, before, facts }) => {
      const said = before.filter(({ result: was }) => was === 'answered' || was === 'not-this-time');
      const [last, another] = said.toSorted((one, other) => Date.parse(other.askedAt) - Date.parse(one.askedAt));
      if (last?.result !== 'not-this-time' || another?.result !== 'not-this-time') return;
      expect(at - Date.parse(last.askedAt)).toBeGreaterThanOrEqual(183 * DAY);
      expect(facts.moment.channel).not.toBe(last.channel);
    });
  });

  it('shows none to someone whom a concern is about', () => {
    always(({ facts }) => {
      expect(facts.moment.staff?.isConcernedByOpenConcern).toBe(false);
    });
  });
});

describe('a day of one member of staff', () => {
  it('holds six questions and never a seventh, in however many homes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        let at = Date.parse(NOW) - 6 * HOUR;
        const put: number[] = [];
        for (const minutes of gaps) {
          at += minutes * 60_000;
          const now = new Date(at).toISOString();
          const facts = makeFacts({
            now,
            moment: {
              at: 'display',
              staff: { askedToday: put.filter((each) => sameDay(each, at)).length, isConcernedByOpenConcern: false },
            },
            contact: { occurredAt: now, repair: null },
            source: { readAt: now, alertsReadAt: now },
          });
          if (decide(facts).outcome === 'prompt') put.push(at);
        }
        const days = put.map((each) => put.filter((other) => sameDay(each, other)));
        for (const day of days) expect(day.length).toBeLessThanOrEqual(6);
        if (gaps.length >= 12) expect(put.length).toBeGreaterThanOrEqual(6);
      }),
      runs,
    );
  });
});

describe('facts', () => {
  it('decide the same in whichever order they were read', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { household } = facts;
        const reversed: DecisionFacts = {
          ...facts,
          household: {
            ...household,
            alerts: household.alerts.toReversed(),
            cases: household.cases.toReversed(),
            repairs: household.repairs.toReversed(),
            preferences: household.preferences.toReversed(),
            asks: household.asks.toReversed(),
            markers: household.markers.toReversed(),
            needs: household.needs.toReversed(),
            surveys: household.surveys.toReversed(),
          },
        };
        const one = decide(facts);
        const other = decide(reversed);
        expect('whyNot' in other ? other.whyNot : other.promptCode).toEqual(
          'whyNot' in one ? one.whyNot : one.promptCode,
        );
      }),
      runs,
    );
  });
});
