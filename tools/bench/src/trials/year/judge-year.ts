import type { Ask } from './facts-at.js';
import type { AlertSpell, History } from './history.js';

const day = 86_400_000;

/** One thing that must never be, and how often it was looked for and found. */
export interface Looked {
  readonly never: string;
  /** Contacts, or given questions, that it could have gone wrong at: with none, nothing would have been shown. */
  readonly chances: number;
  readonly breaches: number;
}

/** The themes that a hazard at home rules out. */
const homeThemes = new Set(['home', 'repairs', 'warmth', 'works']);

/** Times at which a household must not be asked, read off its history. `theme` null: at any theme at all. */
const never: Readonly<Record<string, (history: History, at: number, theme: string | null) => boolean>> = {
  'asked within 180 days of a death': ({ deaths }, at) =>
    deaths.some((date) => at >= Date.parse(date) && at < Date.parse(date) + 180 * day),
  'asked when every holder had died': ({ holders }, at) =>
    holders.every(({ diedOn }) => diedOn !== null && Date.parse(diedOn) <= at),
  'asked under a domestic abuse marker': ({ alerts }, at) => hasAlert(alerts, ['DV'], at),
  'asked under a safeguarding marker': ({ alerts }, at) => hasAlert(alerts, ['20-70'], at),
  'asked under a cautionary alert': ({ alerts }, at) => hasAlert(alerts, ['CX', 'CV', 'PA', 'VA', '10', '10-10'], at),
  'asked after they asked not to be': ({ preferences }, at, theme) =>
    preferences.some(
      ({ kind, theme: their, since, until }) =>
        kind === 'do-not-ask' &&
        (their === null || theme === null || their === theme) &&
        since <= at &&
        (until === null || at < until),
    ),
  'asked in a refuge': ({ scheme }) => scheme === 'refuge',
  'asked while a complaint was open, or 30 days after': ({ cases }, at) =>
    cases.some(
      ({ kind, openedAt, closedAt }) =>
        kind === 'complaint' && openedAt <= at && (closedAt === null || at < closedAt + 30 * day),
    ),
  'asked during an emergency repair, or 3 days after': ({ repairs }, at) =>
    repairs.some(
      ({ isEmergency, raisedAt, endedAt, phase }) =>
        isEmergency &&
        phase !== 'cancelled' &&
        phase !== 'superseded' &&
        raisedAt <= at &&
        (endedAt === null || at < endedAt + 3 * day),
    ),
  // Nobody in: the hazard still stands, for as long as repairs are looked back at.
  'asked about the home while a hazard was open (a year, where nobody was in), or 14 days after': (
    { repairs },
    at,
    theme,
  ) =>
    (theme === null || homeThemes.has(theme)) &&
    repairs.some(
      ({ isHazard, raisedAt, endedAt, phase }) =>
        isHazard && raisedAt <= at && (endedAt === null || at < endedAt + (phase === 'no-access' ? 365 : 14) * day),
    ),
};

/**
 * Looks over every question of a year, when it was given and when it was put, with rules of its own that share nothing
 * with those that gave it.
 */
export function judgeYear(histories: readonly History[], asks: readonly Ask[]): readonly Looked[] {
  const suppressed = Object.entries(never).map(([what, holds]): Looked => ({
    never: what,
    chances: histories.flatMap((history) => history.contacts.map(({ at }) => holds(history, at, null))).filter(Boolean)
      .length,
    breaches: asks.filter(({ history, theme, givenAt, putAt }) =>
      [givenAt, ...(putAt === null ? [] : [putAt])].some((at) => holds(history, at, theme)),
    ).length,
  }));
  return [...judgeBudget(asks), ...suppressed];
}

/** A question counts from when it was given, unless it was withdrawn before it was put. */
function judgeBudget(asks: readonly Ask[]): readonly Looked[] {
  const households = new Map<History, Ask[]>();
  for (const ask of asks) {
    if (ask.result === 'withdrawn') continue;
    households.set(ask.history, [...(households.get(ask.history) ?? []), ask]);
  }
  let [pairs, near, fives] = [0, 0, 0];
  for (const [{ preferences }, theirs] of households) {
    const sorted = theirs.toSorted((one, other) => one.givenAt - other.givenAt);
    for (const [at, { givenAt, theme }] of sorted.entries()) {
      const before = sorted[at - 1];
      if (before !== undefined) {
        const wantsMore = preferences.some(
          (each) =>
            each.kind === 'ask-more' &&
            (each.theme === null || each.theme === theme) &&
            each.since <= givenAt &&
            (each.until === null || givenAt < each.until),
        );
        pairs += 1;
        if (givenAt - before.givenAt < (wantsMore ? 30 : 60) * day) near += 1;
      }
      const fourth = sorted[at - 4];
      if (fourth !== undefined && givenAt - fourth.givenAt < 365 * day) fives += 1;
    }
  }
  return [
    { never: 'asked more than four times in any 365 days', chances: households.size, breaches: fives },
    { never: 'asked within 60 days of the last time, or 30 where they want more', chances: pairs, breaches: near },
  ];
}

function hasAlert(alerts: readonly AlertSpell[], codes: readonly string[], at: number): boolean {
  const date = new Date(at).toISOString().slice(0, 10);
  return alerts.some(
    ({ code, startDate, endDate }) =>
      codes.includes(code) && startDate <= date && (endDate === null || date <= endDate),
  );
}
