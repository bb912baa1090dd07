import { Problem } from '../platform/problem.js';

/** Who may be at work here. `system` is a landlord's own system, by its API key. */
export const roles = [
  'system',
  'administrator',
  'lead',
  'officer',
  'operative',
  'viewer',
  'evaluator',
  'income',
  'asb',
  'legal',
] as const;
export type Role = (typeof roles)[number];

/** What can be done, where who may do it differs. */
export const acts = [
  'voices.read',
  'voices.write',
  'hand-offs.raise',
  'hand-offs.read',
  'replies.give',
  'people.read',
  'phones.manage',
  'answers.tell',
  'preferences.write',
  'recompense.give',
  'settings.read',
  'settings.change',
  'access.manage',
] as const;
export type Act = (typeof acts)[number];

/**
 * The one table of who may do what. Everybody at a door can hear a resident and pass on what is not engagement; those
 * who enforce (income, anti-social behaviour, legal) can never read what was said, so that nobody need fear saying it.
 */
export const policy: Readonly<Record<Role, readonly Act[]>> = {
  system: [
    'voices.read',
    'voices.write',
    'hand-offs.raise',
    'hand-offs.read',
    'replies.give',
    'people.read',
    'phones.manage',
    'answers.tell',
    'preferences.write',
    'recompense.give',
    'settings.read',
    'settings.change',
  ],
  administrator: [
    'hand-offs.read',
    'people.read',
    'phones.manage',
    'settings.read',
    'settings.change',
    'access.manage',
  ],
  lead: [
    'voices.read',
    'voices.write',
    'hand-offs.raise',
    'hand-offs.read',
    'replies.give',
    'people.read',
    'phones.manage',
    'answers.tell',
    'preferences.write',
    'recompense.give',
    'settings.read',
    'settings.change',
  ],
  officer: [
    'voices.read',
    'voices.write',
    'hand-offs.raise',
    'hand-offs.read',
    'replies.give',
    'people.read',
    'answers.tell',
    'preferences.write',
    'recompense.give',
    'settings.read',
  ],
  operative: ['voices.write', 'hand-offs.raise', 'answers.tell', 'preferences.write'],
  viewer: ['people.read', 'settings.read'],
  evaluator: ['voices.read', 'settings.read'],
  income: ['voices.write', 'hand-offs.raise', 'preferences.write'],
  asb: ['voices.write', 'hand-offs.raise', 'preferences.write'],
  legal: ['voices.write', 'hand-offs.raise', 'preferences.write'],
};

/** Roles that stand on the other side of the wall. Whoever has one of them is there, whatever else they are. */
const enforcement: readonly Role[] = ['income', 'asb', 'legal'];
const behindTheWall: readonly Act[] = ['voices.read', 'replies.give', 'answers.tell', 'recompense.give'];

/** Whether someone with these roles may do this. A role that is not known gives nothing. */
export function mayDo(held: readonly string[], act: Act): boolean {
  const known = roles.filter((role) => held.includes(role));
  if (behindTheWall.includes(act) && known.some((role) => enforcement.includes(role))) return false;
  return known.some((role) => policy[role].includes(act));
}

/** Throws `Problem` (403) before anything is looked up, so that neither counts nor times tell whether there is something. */
export function refuseUnless(held: readonly string[], act: Act): void {
  if (!mayDo(held, act))
    throw new Problem('not-allowed', 'not-your-role', 'Your role does not allow this. Ask your manager if it should.');
}
