import type { ContactType } from '../contact/contact-type.js';
import type { DecisionFacts } from '../facts.js';
import type { Prompt } from '../prompt/prompt.js';
import { themeOf } from '../prompt/theme.js';
import { readInstant } from '../time/instants.js';

/** What every invitation to a next step is called by, before its size. */
const family = 'next-step:';

/**
 * An invitation to have a say again, for a household whose loop was closed and felt listened to (seed row 182). The small
 * step first: from home, in a few minutes. The larger one, with others, only to who said about this theme that they want
 * to work with us. Once for each loop, at a contact that is there for an ask alone, and never again to who turned one
 * down. Whoever wants to be left in peace, or only to be told, is kept from it as from any ask, by the theme of what they
 * said. Throws `RangeError` when an instant cannot be read.
 */
export function nextStepAtContact(type: ContactType, { contact, household, now }: DecisionFacts): readonly Prompt[] {
  const loop = household.closedLoop ?? null;
  if (type.light !== 'ask' || loop === null) return [];
  const closed = readInstant(loop.answeredAt);
  if (closed >= readInstant(contact.occurredAt)) return [];
  const invitations = household.asks.filter(({ promptCode }) => promptCode.startsWith(family));
  if (invitations.some(({ result, askedAt }) => result === 'not-this-time' || readInstant(askedAt) > closed)) return [];
  const theme = themeOf(loop.theme);
  const worksWithUs = household.preferences.some(
    ({ kind, theme: about, until }) =>
      kind === 'work-with-me' &&
      (about === null || about === theme) &&
      (until === null || until === undefined || readInstant(until) > readInstant(now)),
  );
  return [{ ...shared, ...(worksWithUs ? withOthers : fromHome), theme, role: type.role }];
}

/** No obligation, and how to stop, in what is said of why. */
const shared = {
  contactTypes: 'any-ask',
  subject: 'having a say again',
  title: 'Invite them to a next step',
  strength: false,
  watchFor: [{ signal: null, route: 'any' }],
  needs: 'an answer that they were told, and that felt listened to',
} as const;

const fromHome = {
  code: `${family}from-home`,
  say: 'How would you like a say in what comes next, if at all: by phone, by text or at home?',
  probe: 'What would make that easy for you?',
  whyAsking: 'Something came of what you told us. You need not do anything more, and you can stop at any time.',
};

const withOthers = {
  code: `${family}with-others`,
  say: 'What would you like to work on with us next, if anything: at home, or along with others?',
  probe: 'What would make it easy to join in?',
  whyAsking: 'You said that you want to work with us. You need not, and you can stop at any time.',
};
