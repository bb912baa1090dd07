import type { Channel, RepairRecord } from '@doorstep/domain';
import { addRepair, year } from './add-repair.js';
import type { History } from './history.js';

const day = 86_400_000;
const hour = 3_600_000;

/** Everyday contacts that no housing system derives: how many a home and year on average, and by which way. */
const everyday: readonly { readonly typeCode: string; readonly aYear: number; readonly channel: Channel }[] = [
  { typeCode: 'TEL-GEN', aYear: 1.6, channel: 'phone' },
  { typeCode: 'RPR-REP', aYear: 0.9, channel: 'phone' },
  { typeCode: 'GAS-LGSR', aYear: 0.85, channel: 'in-person' },
  { typeCode: 'DIG-MSG', aYear: 0.8, channel: 'message' },
  { typeCode: 'INC-RTN', aYear: 0.6, channel: 'phone' },
  { typeCode: 'CLN-CTK', aYear: 0.5, channel: 'in-person' },
  { typeCode: 'OFF-WLK', aYear: 0.2, channel: 'in-person' },
  { typeCode: 'EST-WLK', aYear: 0.15, channel: 'in-person' },
  { typeCode: 'TEN-AUD', aYear: 0.1, channel: 'in-person' },
];
const sheltered = { typeCode: 'SHE-DAY', aYear: 6, channel: 'in-person' } as const;

/** Adds what the dice have happen in a home over the year to what its landlord's record says. */
export function addHappenings(history: History, random: () => number): void {
  if (history.tenancyId === null) return;
  for (const { typeCode, aYear, channel } of history.scheme === 'sheltered' ? [...everyday, sheltered] : everyday) {
    for (let left = countOf(aYear, random); left > 0; left -= 1) {
      const at = workingHour(random);
      const reference = `told-${history.place}-${history.contacts.length}`;
      const occurredAt = new Date(at).toISOString();
      history.contacts.push({
        at,
        channel,
        facts: { id: reference, reference, typeCode, typeSource: 'told', occurredAt, repair: null },
      });
    }
  }
  const happens = (share: number) => random() < share;
  // Half of what happens follows on a contact, where a question may be standing.
  const moment = () => {
    const contact = history.contacts[Math.floor(random() * history.contacts.length)];
    const chosen = contact && happens(0.5) ? contact.at + random() * 3 * day : year.from + random() * 365 * day;
    return Math.floor(Math.min(Math.max(chosen, year.from), year.until - hour));
  };
  const after = (at: number, fewest: number, most: number) =>
    at + Math.floor((fewest + random() * (most - fewest)) * day);

  if (happens(0.012)) die(history, dateOf(moment()), random);
  if (happens(0.05)) {
    const openedAt = moment();
    history.cases.push({ kind: 'complaint', openedAt, closedAt: happens(0.9) ? after(openedAt, 5, 90) : null });
  }
  if (happens(0.04)) repair(history, random, moment(), true);
  if (happens(0.1)) repair(history, random, moment(), false);
  for (const [code, share] of [
    ['DV', 0.006],
    ['20-70', 0.006],
    ['CV', 0.004],
  ] as const) {
    if (!happens(share)) continue;
    const from = moment();
    history.alerts.push({ code, startDate: dateOf(from), endDate: happens(0.5) ? dateOf(after(from, 20, 200)) : null });
  }
  prefer(history, 'do-not-ask', null, 0.03);
  prefer(history, 'do-not-ask', themesAsked[Math.floor(random() * themesAsked.length)] ?? null, 0.05);
  prefer(history, 'ask-more', null, 0.05);

  function prefer(of: History, kind: 'do-not-ask' | 'ask-more', theme: string | null, share: number): void {
    if (!happens(share)) return;
    const since = moment();
    of.preferences.push({ kind, theme, since, until: happens(0.3) ? after(since, 10, 150) : null });
  }
}

const themesAsked = ['home', 'repairs', 'communication', 'neighbourhood', 'landlord', 'safety'];

function die(history: History, on: string, random: () => number): void {
  const living = history.holders.filter(({ diedOn }) => diedOn === null);
  const one = living[Math.floor(random() * living.length)];
  if (one) one.diedOn = on;
  history.deaths.push(on);
}

function repair(history: History, random: () => number, raisedAt: number, isHazard: boolean): void {
  const endsAt = raisedAt + Math.floor((isHazard ? 2 + random() * 20 : random() * 3) * day);
  const endedAt = endsAt < year.until ? endsAt : null;
  const endsAs = random() < 0.85 ? 'completed' : 'no-access';
  const record: RepairRecord = {
    entity: 'repair',
    reference: { id: `dice-${history.place}-${history.repairs.length}`, allocatedBy: 'trial/repair' },
    homeReference: null,
    description: isHazard ? 'Bedroom: black mould on the outside wall' : 'Kitchen: water through the ceiling',
    priorityCode: isHazard ? '3' : '1',
    prioritySource: null,
    phase: endedAt === null ? 'in-progress' : endsAs,
    statusSource: null,
    tradeCode: 'PL',
    tradeName: 'Plumbing',
    contractor: null,
    raisedAt: new Date(raisedAt).toISOString(),
    completedAt: null,
    isEmergency: !isHazard,
    isHazard,
  };
  addRepair(history, record, endedAt);
}

/** A moment of the year between 08:00 and 20:00 UTC, Sundays among them: people write on Sundays. */
function workingHour(random: () => number): number {
  return Math.floor(year.from + Math.floor(random() * 365) * day + (8 + random() * 12) * hour);
}

/** How many of something that happens so often on average (Poisson, by Knuth). */
function countOf(average: number, random: () => number): number {
  const end = Math.exp(-average);
  let count = 0;
  for (let product = random(); product > end; product *= random()) count += 1;
  return count;
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
