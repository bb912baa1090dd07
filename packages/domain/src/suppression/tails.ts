import type { AlertFact, CaseFact, DecisionFacts, HandOffFact, MarkerFact, MarkerKind } from '../facts.js';
import type { CaseKind } from '../record.js';
import { DAY, readInstant, startOfDate } from '../time/instants.js';
import { type Check, clear, fact, stop } from './check.js';

/** A cause that holds now. `until` in milliseconds since 1970; null: no end is known. */
export interface Cause {
  readonly what: string;
  readonly until: number | null;
}

/**
 * Whether a `YYYY-MM-DD` date lies ahead or less than `days` back. A date that cannot be read counts as one that
 * holds, without an end: what cannot be read must not lead to a question.
 */
export function dateTail(what: string, date: string | null, days: number, now: number): readonly Cause[] {
  if (date === null) return [];
  const start = startOfDate(date);
  if (start === null) return [{ what, until: null }];
  const until = start + days * DAY;
  return until > now ? [{ what, until }] : [];
}

/** As `dateTail`, for an RFC 3339 instant. */
export function instantTail(what: string, instant: string, days: number, now: number): readonly Cause[] {
  const start = Date.parse(instant);
  if (Number.isNaN(start)) return [{ what, until: null }];
  const until = start + days * DAY;
  return until > now ? [{ what, until }] : [];
}

/** Alerts with one of these codes that are active, or ended less than `days` ago. An alert holds through its last day. */
export function alertCauses(facts: DecisionFacts, codes: readonly string[], days = 0): readonly Cause[] {
  const now = readInstant(facts.now);
  return facts.household.alerts
    .filter((alert) => codes.includes(normalCode(alert)))
    .flatMap((alert) =>
      alert.endDate === null
        ? [{ what: normalCode(alert), until: null }]
        : dateTail(normalCode(alert), alert.endDate, days + 1, now),
    );
}

function normalCode(alert: AlertFact): string {
  return alert.code.trim().toUpperCase();
}

/** Cases of these kinds that are open, or closed less than `days` ago. */
export function caseCauses(facts: DecisionFacts, kinds: readonly CaseKind[], days = 0): readonly Cause[] {
  const now = readInstant(facts.now);
  return facts.household.cases.filter((each) => kinds.includes(each.kind)).flatMap((each) => caseTail(each, days, now));
}

function caseTail(each: CaseFact, days: number, now: number): readonly Cause[] {
  if (each.isOpen) return [{ what: `${each.kind} case open`, until: null }];
  return each.closedAt === null ? [] : instantTail(`${each.kind} case closed`, each.closedAt, days, now);
}

/** Hand-offs by these routes that are open, or closed less than `days` ago. */
export function handOffCauses(
  facts: DecisionFacts,
  routes: readonly HandOffFact['route'][],
  days = 0,
): readonly Cause[] {
  const now = readInstant(facts.now);
  return (facts.household.handOffs ?? [])
    .filter(({ route }) => routes.includes(route))
    .flatMap(({ route, closedAt }) =>
      closedAt === null
        ? [{ what: `${route} passed on`, until: null }]
        : instantTail(`${route} passed on and closed`, closedAt, days, now),
    );
}

/** Markers of these kinds that hold now. A marker holds through its last day, and from one it cannot read for good. */
export function markerCauses(facts: DecisionFacts, kinds: readonly MarkerKind[]): readonly Cause[] {
  const now = readInstant(facts.now);
  return facts.household.markers
    .filter(({ kind, since }) => kinds.includes(kind) && hasBegun(since, now))
    .flatMap(({ kind, until }: MarkerFact) =>
      until === null ? [{ what: kind, until: null }] : dateTail(kind, until, 1, now),
    );
}

function hasBegun(since: string | null, now: number): boolean {
  return since === null || (startOfDate(since) ?? now) <= now;
}

/** A stop while any cause holds, for as long as the last of them. */
export function whileAny(name: string, causes: readonly Cause[]): Check {
  if (causes.length === 0) return clear([fact(name, 'none that stops')]);
  return stop(
    causes.map(({ until }) => until),
    causes.map(({ what }) => fact(name, what)),
  );
}
