import type { AskFact, Channel, DecisionFacts, MomentFacts, RepairFact } from '@doorstep/domain';
import type { Contact, History } from './history.js';

const day = 86_400_000;

/** A question that was given, and what came of it. Instants are milliseconds since 1970. */
export interface Ask {
  readonly history: History;
  readonly contact: Contact;
  readonly givenAt: number;
  readonly expiresAt: number;
  readonly promptCode: string;
  readonly theme: string;
  readonly channel: Channel;
  /** When it was put to the household; null: nobody did. */
  putAt: number | null;
  result: AskFact['result'];
}

/** What a household said and is owed, as the replay goes. */
export interface Running {
  /** Newest first. */
  readonly asks: Ask[];
  lastHeardAt: number | null;
  /** When each reply that was promised came, or will. */
  readonly repliesAt: number[];
}

/** What may be looked at `now` about a contact: the history as far as it was known, and the asks so far. */
export function factsAt(
  history: History,
  contact: Contact,
  { asks, lastHeardAt, repliesAt }: Running,
  now: number,
  moment: MomentFacts,
): DecisionFacts {
  const text = instant(now);
  const today = text.slice(0, 10);
  const known = (date: string | null) => (date !== null && date <= today ? date : null);
  const isTheirs = history.tenancyId !== null && (history.tenancyStartDate ?? '') <= today;
  const adult = `${Number(today.slice(0, 4)) - 18}${today.slice(4)}`;
  return {
    now: text,
    moment,
    contact: contact.facts,
    household: {
      tenancyId: isTheirs ? history.tenancyId : null,
      adults: history.holders.filter(
        ({ bornOn, diedOn }) => known(diedOn) === null && (bornOn === null || bornOn <= adult),
      ).length,
      tenancyStartDate: history.tenancyStartDate,
      // Known as soon as the notice that led to it.
      evictionDate: known(history.noticeServedDate) === null ? known(history.evictionDate) : history.evictionDate,
      noticeServedDate: known(history.noticeServedDate),
      successionDate: known(history.successionDate),
      lastDeathDate:
        history.deaths
          .filter((date) => date <= today)
          .toSorted()
          .at(-1) ?? null,
      scheme: history.scheme,
      place: { patch: null, scheme: history.parent },
      movedInOn: null,
      disasterOn: null,
      markers: [],
      needs: [],
      surveys: [],
      alerts: history.alerts.filter(
        ({ startDate, endDate }) => startDate <= today && (endDate === null || endDate >= today),
      ),
      cases: history.cases
        .filter(({ openedAt }) => openedAt <= now)
        .map(({ kind, closedAt }) => {
          const isOpen = closedAt === null || closedAt > now;
          return { kind, isOpen, closedAt: isOpen ? null : instant(closedAt) };
        }),
      repairs: history.repairs
        .filter(({ raisedAt, endedAt }) => raisedAt <= now && (endedAt === null || endedAt > now - 365 * day))
        .map(({ raisedAt, endedAt, phase, ...rest }): RepairFact => {
          const hasEnded = endedAt !== null && endedAt <= now;
          return {
            ...rest,
            phase: hasEnded || endedAt === null ? phase : 'open',
            raisedAt: instant(raisedAt),
            endedAt: hasEnded ? instant(endedAt) : null,
          };
        }),
      preferences: history.preferences
        .filter(({ since, until }) => since <= now && (until === null || until > now))
        .map(({ kind, theme, since }) => ({ kind, theme, since: instant(since) })),
      asks: asks.map(({ givenAt, promptCode, theme, channel, result }) => ({
        askedAt: instant(givenAt),
        promptCode,
        theme,
        channel,
        result,
      })),
      repliesOwed: repliesAt.filter((at) => at > now).length,
      openPromptKinds: asks.some(({ result }) => result === 'open') ? ['ask'] : [],
      lastHeardAt: lastHeardAt === null ? null : instant(lastHeardAt),
    },
    source: { readAt: text, alertsReadAt: text },
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
