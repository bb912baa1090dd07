import type { ContactType } from '../contact/contact-type.js';
import type { DecisionFacts } from '../facts.js';
import type { Prompt } from '../prompt/prompt.js';
import { readInstant } from '../time/instants.js';

/** Whether it felt listened to, as a prompt. */
export interface ListenedAtContact {
  readonly telling: string;
  readonly prompts: readonly Prompt[];
}

/**
 * The question whether it felt listened to, for a household that was told before this contact what came of what it said. At
 * a contact that is there for an ask alone, and about the latest telling only. Throws `RangeError` when an instant cannot be
 * read.
 */
export function listenedAtContact(
  type: ContactType,
  { contact, household }: DecisionFacts,
): readonly ListenedAtContact[] {
  const latest = household.told?.[0];
  if (type.light !== 'ask' || latest === undefined) return [];
  if (readInstant(latest.toldAt) >= readInstant(contact.occurredAt)) return [];
  return [
    { telling: latest.tellingId, prompts: [{ ...question, code: `listened:${latest.tellingId}`, role: type.role }] },
  ];
}

/** Never a number, and never about whoever told them. */
const question: Omit<Prompt, 'code' | 'role'> = {
  contactTypes: 'any-ask',
  theme: 'landlord',
  subject: 'being listened to',
  title: 'Ask whether they felt listened to',
  say: 'You told us something, and we told you what came of it. Did this feel listened to?',
  probe: 'What would have made it better?',
  whyAsking: 'An answer counts only if it feels like one to you.',
  strength: false,
  watchFor: [{ signal: null, route: 'any' }],
  needs: 'an answer that they were told',
};
