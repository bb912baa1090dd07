import fc from 'fast-check';
import { contactTypes } from '../src/contact/contact-types.js';
import type { Channel, DecisionFacts, Support } from '../src/facts.js';
import { promptLibrary } from '../src/prompt/prompt-library.js';
import { themes } from '../src/prompt/theme.js';
import { dateAgo, daysAgo, makeFacts, NOW, tapRepair } from './facts.js';

const themeCode = fc.constantFrom(...themes.map(({ code }) => code));
const instant = fc.double({ min: -2, max: 800, noNaN: true }).map(daysAgo);
const date = fc.integer({ min: -100, max: 800 }).map(dateAgo);
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 1, nil: null });

const seldomAny = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(arbitrary, { maxLength: 2 }) });
const channel = fc.constantFrom<Channel>('in-person', 'in-person', 'phone', 'message', 'letter');

const repair = fc.record({
  reference: fc.integer({ min: 10_000_000, max: 10_999_999 }).map(String),
  description: fc.constantFrom('Kitchen: sink blocked', 'Front door lock change', 'Hall light', ''),
  tradeCode: fc.constantFrom('PL', 'GL', 'ZX', null),
  tradeName: fc.constantFrom('Plumbing', 'Glazing', null),
  isEmergency: fc.boolean(),
  isHazard: fc.boolean(),
  finishedAt: fc.option(instant, { nil: null }),
});

/** Facts of every sort, good and bad; about one in several leads to a prompt. */
export const anyFacts: fc.Arbitrary<DecisionFacts> = fc.record({
  now: fc.constant(NOW),
  moment: fc.record({
    at: fc.constantFrom('decision', 'decision', 'display', 'send'),
    channel,
    staff: fc.option(
      fc.record({
        askedToday: fc.constantFrom(0, 0, 1, 5, 6),
        isConcernedByOpenConcern: fc.constantFrom(false, false, false, false, true),
      }),
      { nil: null },
    ),
    taps: seldomAny(
      fc.constantFrom('only-minor-present', 'not-the-moment', 'staff-not-comfortable', 'not-the-household'),
    ),
    supportPresent: fc.subarray<Support>(['interpreter', 'sign-language', 'representative']),
  }),
  contact: fc.record({
    id: fc.uuid(),
    reference: fc.uuid(),
    typeCode: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<string | null>(...contactTypes.map(({ code }) => code)) },
      { weight: 1, arbitrary: fc.constantFrom(null, 'NOT-ONE') },
    ),
    typeSource: fc.constant('as the host sent it'),
    occurredAt: fc.double({ min: 0, max: 20, noNaN: true }).map(daysAgo),
    repair: fc.oneof(fc.constant(null), fc.constant(tapRepair), repair),
  }),
  household: fc.record({
    tenancyId: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constant(null) }),
    adults: fc.constantFrom(0, 1, 1, 1, 2, 2, 3),
    tenancyStartDate: seldom(date),
    evictionDate: seldom(date),
    noticeServedDate: seldom(date),
    successionDate: seldom(date),
    lastDeathDate: seldom(date),
    scheme: fc.constantFrom('general', 'general', 'general', 'sheltered', 'refuge'),
    place: fc.record({
      patch: fc.constantFrom(null, 'N', 'S'),
      scheme: fc.constantFrom(null, 'S-014'),
    }),
    movedInOn: seldom(date),
    disasterOn: seldom(date),
    markers: seldomAny(
      fc.record({
        kind: fc.constantFrom(
          'crisis',
          'hospital',
          'mental-health-crisis',
          'breathing-space',
          'insolvency',
          'decant',
          'quiet',
        ),
        since: fc.option(date, { nil: null }),
        until: fc.option(date, { nil: null }),
      }),
    ),
    needs: seldomAny(
      fc.constantFrom(
        'interpreter',
        'sign-language',
        'representative',
        'large-print',
        'easy-read',
        'no-internet',
        'hearing',
      ),
    ),
    surveys: seldomAny(fc.record({ at: instant })),
    alerts: fc.array(
      fc.record({
        code: fc.constantFrom('20-10', '30', '40', '20-70', 'DV', 'CV', 'IC4', '60', 'DIS'),
        startDate: seldom(date),
        endDate: fc.option(date, { nil: null }),
      }),
      { maxLength: 2, size: '-1' },
    ),
    cases: fc.array(
      fc.record({
        kind: fc.constantFrom('complaint', 'asb', 'succession', 'possession', 'disrepair', 'name-change', 'other'),
        isOpen: fc.boolean(),
        closedAt: fc.option(instant, { nil: null }),
      }),
      { maxLength: 2, size: '-1' },
    ),
    repairs: fc.array(
      fc.record({
        reference: fc.integer({ min: 10_000_000, max: 10_999_999 }).map(String),
        phase: fc.constantFrom('open', 'scheduled', 'completed', 'cancelled', 'no-access', 'superseded', 'unknown'),
        isEmergency: fc.boolean(),
        isHazard: fc.boolean(),
        isEntry: fc.boolean(),
        endedAt: fc.option(instant, { nil: null }),
        raisedAt: fc.option(instant, { nil: null }),
      }),
      { maxLength: 2, size: '-1' },
    ),
    preferences: fc.array(
      fc.record({
        kind: fc.constantFrom('do-not-ask', 'tell-me', 'ask-more', 'work-with-me', 'pause'),
        theme: fc.oneof(fc.constant(null), themeCode),
        since: instant,
        until: fc.option(instant, { nil: null }),
      }),
      { maxLength: 2, size: '-1' },
    ),
    handOffs: seldomAny(
      fc.record({
        route: fc.constantFrom('emergency', 'hazard', 'legal', 'asb', 'complaint_choice', 'service_request', 'support'),
        openedAt: instant,
        closedAt: fc.option(instant, { nil: null }),
      }),
    ),
    asks: fc.array(
      fc.record({
        askedAt: instant,
        promptCode: fc.constantFrom(...promptLibrary.prompts.map(({ code }) => code)),
        theme: themeCode,
        channel: fc.option(channel, { nil: null }),
        result: fc.constantFrom('open', 'answered', 'not-this-time', 'expired', 'withdrawn'),
      }),
      { maxLength: 6 },
    ),
    repliesOwed: fc.constantFrom(0, 0, 0, 0, 1),
    openPromptKinds: fc.constantFrom([], [], [], ['ask'], ['invite']),
    lastHeardAt: fc.option(instant, { nil: null }),
  }),
  source: fc.record({
    readAt: fc.oneof({ weight: 8, arbitrary: fc.constant(daysAgo(0.2)) }, { weight: 1, arbitrary: seldom(instant) }),
    alertsReadAt: fc.oneof({ weight: 8, arbitrary: fc.constant(NOW) }, { weight: 1, arbitrary: seldom(instant) }),
  }),
});

/** Facts that give a prompt for most types of contact: only the contact and the past vary. */
export const quietFacts: fc.Arbitrary<DecisionFacts> = fc
  .record({
    reference: fc.uuid(),
    typeCode: fc.constantFrom(...contactTypes.filter(({ light }) => light === 'ask').map(({ code }) => code)),
    asked: fc.array(
      fc.record({
        askedAt: fc.integer({ min: 61, max: 700 }).map(daysAgo),
        promptCode: fc.constantFrom(...promptLibrary.prompts.map(({ code }) => code)),
        theme: themeCode,
        channel: fc.option(channel, { nil: null }),
        result: fc.constantFrom('answered' as const, 'expired' as const),
      }),
      { maxLength: 3 },
    ),
    lastHeardAt: fc.option(instant, { nil: null }),
  })
  .map(({ reference, typeCode, asked, lastHeardAt }) =>
    makeFacts({ contact: { reference, typeCode, repair: null }, household: { asks: asked, lastHeardAt } }),
  );
