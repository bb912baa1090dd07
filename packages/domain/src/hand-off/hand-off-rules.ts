import type { Theme } from '../prompt/theme.js';
import type { HandOffRoute } from '../routing/hand-off-route.js';
import { hazardThemes } from '../suppression/repair-checks.js';
import { instantText, readInstant } from '../time/instants.js';
import { nextLondonDay } from '../time/london.js';

/** What a hand-off does to asking that household. */
export type PromptingAfter =
  | { readonly kind: 'as-before' }
  /** Nothing more is asked at this contact; the open hand-off then counts as a hazard. */
  | { readonly kind: 'stop-encounter' }
  /** Nobody asks for so many days, and then someone looks again. */
  | { readonly kind: 'quiet-days'; readonly days: number }
  /** Nobody asks until someone who is trained for it says so. */
  | { readonly kind: 'quiet-until-cleared' }
  /** The member of staff whom it is about does not ask, and is not told. */
  | { readonly kind: 'quiet-for-staff' }
  | { readonly kind: 'stop-while-open' }
  | { readonly kind: 'theme-stop'; readonly themes: readonly Theme[] };

/** One way out of engagement. */
export interface HandOffRule {
  /** For staff, at most 45 characters. */
  readonly title: string;
  /** One sentence to say to the resident. */
  readonly say: string;
  /** What is kept points at nobody and does not say which of the restricted routes it was. */
  readonly isRestricted: boolean;
  /** Where words match, someone must choose; the choice cannot be passed over. */
  readonly mustChoose: boolean;
  /** What the resident said stays a voice as well: they are owed a reply beside the hand-off. */
  readonly keepsVoice: boolean;
  /** Until when the other side should have said that it has it. */
  readonly acknowledge: { readonly minutes: number } | 'same-day';
  readonly after: PromptingAfter;
  /** Phone numbers stand on the screen before anything is sent. */
  readonly showsNumbersAtOnce: boolean;
}

/** Minutes. Our own defaults, not law: a landlord may set its own for every route. */
const AT_ONCE = 15;
const WITHIN_HOURS = 240;
const LATE_TO_ARRIVE = 60;

const MINUTE = 60_000;

/** What each hand-off asks of staff, says to the resident and leaves behind. Its lengths are our own defaults, not law. */
export const handOffRules: Readonly<Record<HandOffRoute, HandOffRule>> = {
  emergency: {
    title: 'Emergency: phone now',
    say: "This can't wait, so let's ring now before we do anything else.",
    isRestricted: false,
    mustChoose: true,
    keepsVoice: false,
    acknowledge: { minutes: AT_ONCE },
    after: { kind: 'stop-encounter' },
    showsNumbersAtOnce: true,
  },
  crisis: {
    title: 'May harm themselves',
    say: "I'm glad you told me, and there is someone you can talk to right now while I stay with you.",
    isRestricted: true,
    mustChoose: true,
    keepsVoice: false,
    acknowledge: { minutes: AT_ONCE },
    after: { kind: 'quiet-until-cleared' },
    showsNumbersAtOnce: true,
  },
  safeguarding_da: {
    title: 'Harm or control by a partner or family',
    say: 'There are people who help with exactly this at any hour, and I can give you their number.',
    isRestricted: true,
    mustChoose: true,
    keepsVoice: false,
    acknowledge: { minutes: AT_ONCE },
    after: { kind: 'quiet-until-cleared' },
    showsNumbersAtOnce: true,
  },
  safeguarding: {
    title: 'Someone harmed, used or not cared for',
    say: 'Thank you for telling me; I need to pass this to the person here whose job it is to help.',
    isRestricted: true,
    mustChoose: true,
    keepsVoice: false,
    acknowledge: { minutes: AT_ONCE },
    after: { kind: 'quiet-days', days: 90 },
    showsNumbersAtOnce: true,
  },
  hazard: {
    title: 'Something in the home may be unsafe',
    say: "I'm passing this to the repairs team now, with the time you told me.",
    isRestricted: false,
    mustChoose: true,
    keepsVoice: false,
    acknowledge: { minutes: WITHIN_HOURS },
    after: { kind: 'theme-stop', themes: hazardThemes },
    showsNumbersAtOnce: false,
  },
  building_safety: {
    title: 'Safety of the building',
    say: "I'm passing this today to the person who answers for how safe the building is.",
    isRestricted: false,
    mustChoose: true,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'as-before' },
    showsNumbersAtOnce: false,
  },
  conduct: {
    title: 'How one of us behaved',
    say: "I'm passing this today to someone outside the team that it is about.",
    isRestricted: true,
    mustChoose: false,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'quiet-for-staff' },
    showsNumbersAtOnce: false,
  },
  legal: {
    title: 'Solicitor, court, press or MP',
    say: "I can't talk about that here, so I'm passing it today to the people who can.",
    isRestricted: false,
    mustChoose: false,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'stop-while-open' },
    showsNumbersAtOnce: false,
  },
  asb: {
    title: 'Threats, hate or trouble near home',
    say: "I'm passing this today, in your own words, to the team that deals with trouble near home.",
    isRestricted: false,
    mustChoose: false,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'theme-stop', themes: ['neighbourhood'] },
    showsNumbersAtOnce: false,
  },
  complaint_choice: {
    title: 'Unhappy with us: offer a complaint',
    say: 'Would you like this treated as a complaint?',
    isRestricted: false,
    mustChoose: false,
    keepsVoice: true,
    acknowledge: 'same-day',
    after: { kind: 'stop-while-open' },
    showsNumbersAtOnce: false,
  },
  support: {
    title: 'Help with money, food or heat',
    say: "There is help with money, food and heating, and you don't have to tell me why.",
    isRestricted: false,
    mustChoose: false,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'as-before' },
    showsNumbersAtOnce: false,
  },
  data_rights: {
    title: 'What we hold about them',
    say: "You have a right to that, and I'm passing it on today with the day you asked.",
    isRestricted: false,
    mustChoose: false,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'as-before' },
    showsNumbersAtOnce: false,
  },
  information_request: {
    title: 'How the landlord does things',
    say: "You can ask for that, and I'm passing it on today with the day you asked.",
    isRestricted: false,
    mustChoose: false,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'as-before' },
    showsNumbersAtOnce: false,
  },
  service_request: {
    title: 'A new repair or job',
    say: "That's a job for the repairs team, and I'm passing it to them today.",
    isRestricted: false,
    mustChoose: false,
    keepsVoice: false,
    acknowledge: 'same-day',
    after: { kind: 'as-before' },
    showsNumbersAtOnce: false,
  },
};

/**
 * RFC 3339 instant by which the other side should have said that it has the hand-off, from the moment the resident said
 * it. The same day is the rest of that day in London, and never less than four hours, so that what is said late in the
 * evening does not fall due at midnight. `override` is the landlord's own target in minutes; it never gives an
 * emergency longer than ours. Throws `RangeError` when `toldAt` is not RFC 3339.
 */
export function targetOf(
  route: HandOffRoute,
  toldAt: string,
  isEmergency: boolean,
  override: number | null = null,
): string {
  const told = readInstant(toldAt);
  if (isEmergency || route === 'emergency') {
    return instantText(told + Math.min(override ?? AT_ONCE, AT_ONCE) * MINUTE);
  }
  if (override !== null) return instantText(told + override * MINUTE);
  const { acknowledge } = handOffRules[route];
  if (acknowledge !== 'same-day') return instantText(told + acknowledge.minutes * MINUTE);
  return instantText(Math.max(nextLondonDay(told), told + WITHIN_HOURS * MINUTE));
}

/**
 * Whether a hand-off reached us so long after the resident said it that a supervisor must know: more than an hour, our
 * own default. Both RFC 3339. Throws `RangeError` when one cannot be read.
 */
export function isToldLate(toldAt: string, receivedAt: string): boolean {
  return readInstant(receivedAt) - readInstant(toldAt) > LATE_TO_ARRIVE * MINUTE;
}
