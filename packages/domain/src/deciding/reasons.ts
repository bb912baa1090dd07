import type { ContactType } from '../contact/contact-type.js';
import type { DecisionFacts } from '../facts.js';
import { dateInWords } from '../time/dates-in-words.js';
import type { DecisionReason } from './decision.js';

const DESCRIPTION_LIMIT = 80;

/** Why this prompt, one fact a line: what happened, whether we have heard from this home, whether we asked. */
export function reasonsFor(type: ContactType, facts: DecisionFacts): readonly DecisionReason[] {
  return [whatHappened(type, facts), whetherHeard(facts), whetherAsked(facts)];
}

function whatHappened(type: ContactType, { contact, household, now }: DecisionFacts): DecisionReason {
  const { repair } = contact;
  if (repair === null) {
    const text = `${type.happened} on ${dateInWords(contact.occurredAt, now)}.`;
    return { text, source: 'host', at: contact.occurredAt };
  }
  const about = `${shortened(repair.description)} (order ${repair.reference}).`;
  if (repair.finishedAt !== null) {
    const text = `${type.happened} on ${dateInWords(repair.finishedAt, now)}: ${about}`;
    return { text, source: 'host', at: repair.finishedAt };
  }
  const raisedAt = household.repairs.find(({ reference }) => reference === repair.reference)?.raisedAt ?? null;
  const day = dateInWords(contact.occurredAt, now);
  // The host did not say when the work ended: we only know when it was raised, or when we saw that it had ended.
  const when =
    raisedAt !== null && Date.parse(raisedAt) === Date.parse(contact.occurredAt)
      ? `, raised on ${day}: `
      : ` by ${day}: `;
  return { text: `${type.happened}${when}${about}`, source: 'host', at: contact.occurredAt };
}

function shortened(description: string): string {
  const line = description.replace(/\s+/g, ' ').trim().replace(/\.+$/, '');
  if (line === '') return 'no description';
  if (line.length <= DESCRIPTION_LIMIT) return line;
  const cut = line.slice(0, DESCRIPTION_LIMIT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), DESCRIPTION_LIMIT / 2))}…`;
}

function whetherHeard({ household, now }: DecisionFacts): DecisionReason {
  const { lastHeardAt } = household;
  return lastHeardAt === null
    ? { text: 'We have not heard from this home before.', source: 'doorstep', at: now }
    : {
        text: `We last heard from this home on ${dateInWords(lastHeardAt, now)}.`,
        source: 'doorstep',
        at: lastHeardAt,
      };
}

function whetherAsked({ household, now }: DecisionFacts): DecisionReason {
  const last = household.asks
    .map(({ askedAt }) => askedAt)
    .reduce<string | null>(
      (latest, askedAt) => (latest === null || Date.parse(askedAt) > Date.parse(latest) ? askedAt : latest),
      null,
    );
  return last === null
    ? { text: 'We have asked this home nothing in the last two years.', source: 'doorstep', at: now }
    : { text: `We last asked this home something on ${dateInWords(last, now)}.`, source: 'doorstep', at: last };
}
