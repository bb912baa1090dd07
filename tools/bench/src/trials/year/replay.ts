import { decide, stillAllowed, type Decision, type MomentFacts } from '@doorstep/domain';
import { year } from './add-repair.js';
import { factsAt, type Ask, type Running } from './facts-at.js';
import type { Contact, History } from './history.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Homes to a member of staff. */
const homesAStaff = 300;
const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** All that came of a replayed year. */
export interface Replay {
  /** Every question that was given, in order, the withdrawn ones among them. */
  readonly asks: readonly Ask[];
  readonly decisions: number;
  /** Code → how many decisions. */
  readonly whyNots: ReadonlyMap<string, number>;
  /** Code → how many questions were withdrawn for it when they were about to be put. */
  readonly withdrawals: ReadonlyMap<string, number>;
  /** By home: when it was heard. */
  readonly heard: ReadonlyMap<History, readonly number[]>;
  readonly contacts: ReadonlyMap<History, number>;
}

interface Event {
  readonly at: number;
  readonly happen: () => void;
}

/**
 * Lives through a year of contacts in the order of their moments: decides each on what is known then, and lets staff,
 * by the dice, put the questions at once, later or never. The same histories and dice make the same year.
 */
export function replay(histories: readonly History[], random: () => number): Replay {
  const asks: Ask[] = [];
  const whyNots = new Map<string, number>();
  const withdrawals = new Map<string, number>();
  const heard = new Map<History, number[]>();
  const contacts = new Map<History, number>();
  const running = new Map<History, Running>();
  const askedOn = new Map<string, number>();
  const staff = Math.max(1, Math.ceil(histories.length / homesAStaff));
  let decisions = 0;

  const events: Event[] = histories
    .flatMap((history) => history.contacts.map((contact) => ({ at: contact.at, happen: () => meet(history, contact) })))
    .filter(({ at }) => at >= year.from)
    .toSorted((one, other) => one.at - other.at);
  let next = 0;
  const later = (at: number, happen: () => void) => {
    let low = next;
    for (let high = events.length; low < high;) {
      const middle = (low + high) >> 1;
      if (events[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    events.splice(low, 0, { at, happen });
  };
  let now = year.from;
  for (let event = events[next]; event !== undefined && event.at < year.until; event = events[next]) {
    next += 1;
    now = event.at;
    event.happen();
  }
  return { asks, decisions, whyNots, withdrawals, heard, contacts };

  function meet(history: History, contact: Contact): void {
    const moment: MomentFacts = { at: 'decision', channel: contact.channel, staff: null, taps: [], supportPresent: [] };
    const decision = decide(factsAt(history, contact, lifeOf(history), now, moment));
    decisions += 1;
    count(contacts, history);
    if (decision.outcome === 'none') count(whyNots, decision.whyNot.code);
    else give(history, contact, decision);
  }

  function give(history: History, contact: Contact, decision: Extract<Decision, { outcome: 'prompt' }>): void {
    const { promptCode, theme } = decision;
    const ask: Ask = {
      history,
      contact,
      givenAt: now,
      expiresAt: Date.parse(decision.expiresAt),
      promptCode,
      theme,
      channel: contact.channel,
      putAt: null,
      result: 'open',
    };
    asks.push(ask);
    lifeOf(history).asks.unshift(ask);
    const chance = random();
    const delay = chance < 0.6 ? random() * 10 * minute : chance < 0.85 ? random() * 3 * day : random() * 18 * day;
    tryAt(ask, now + Math.ceil(delay));
  }

  function tryAt(ask: Ask, at: number): void {
    if (at < ask.expiresAt) later(at, () => put(ask));
    else later(ask.expiresAt, () => (ask.result = 'expired'));
  }

  function put(ask: Ask): void {
    const { history, promptCode, theme, givenAt } = ask;
    const life = lifeOf(history);
    const theirDay = `${history.place % staff} ${londonDay.format(now)}`;
    const facts = factsAt(history, ask.contact, life, now, {
      at: ask.channel === 'message' ? 'send' : 'display',
      channel: ask.channel,
      staff: { askedToday: askedOn.get(theirDay) ?? 0, isConcernedByOpenConcern: false },
      taps: random() < 0.03 ? ['not-the-moment'] : [],
      supportPresent: [],
    });
    const standing = { promptCode, theme, createdAt: new Date(givenAt).toISOString() };
    const { allowed, whyNot, holdUntil } = stillAllowed(standing, facts);
    if (holdUntil !== null) return tryAt(ask, Date.parse(holdUntil));
    if (whyNot?.code === 'staff-done') return tryAt(ask, now + day);
    if (!allowed) {
      ask.result = 'withdrawn';
      count(withdrawals, whyNot?.code ?? 'unknown');
      return;
    }
    ask.putAt = now;
    count(askedOn, theirDay);
    const chance = random();
    ask.result = chance < 0.62 ? 'answered' : chance < 0.92 ? 'not-this-time' : 'expired';
    if (ask.result !== 'answered') return;
    life.lastHeardAt = now;
    heard.set(history, [...(heard.get(history) ?? []), now]);
    if (random() < 0.4) life.repliesAt.push(now + Math.ceil((2 + random() * 40) * day));
  }

  function lifeOf(history: History): Running {
    const found = running.get(history);
    if (found) return found;
    const life: Running = { asks: [], lastHeardAt: null, repliesAt: [] };
    running.set(history, life);
    return life;
  }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
