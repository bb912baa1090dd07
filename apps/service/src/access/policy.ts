import { acts, roles, staffRoles, type Act, type ConsoleSession, type Role } from '@doorstep/contracts/http';
import { Problem } from '../platform/problem.js';

/**
 * The one table of who may do what. Everybody at a door can hear a resident and pass on what is not engagement; those
 * who enforce (income, anti-social behaviour, legal) can never read what was said, so that nobody need fear saying it.
 * An administrator sets up and oversees, and reads no voices either. Only an administrator lets people and systems in.
 */
export const policy: Readonly<Record<Role, readonly Act[]>> = {
  system: acts.filter((act) => act !== 'access.manage' && act !== 'evaluations.write'),
  administrator: [
    'hand-offs.read',
    'hand-offs.answer',
    'people.read',
    'decisions.read',
    'tasks.read',
    'phones.manage',
    'alarms.read',
    'alarms.see',
    'write-backs.read',
    'write-backs.redo',
    'rules.read',
    'rules.change',
    'prompt-texts.read',
    'prompt-texts.change',
    'routes.read',
    'routes.change',
    'connections.read',
    'connections.change',
    'held.read',
    'runs.read',
    'sync.run',
    'jobs.redrive',
    'delivery.read',
    'delivery.change',
    'installations.manage',
    'off-switch.use',
    'privacy.export',
    'privacy.erase',
    'audit.read',
    'settings.read',
    'settings.change',
    'webhooks.manage',
    'access.manage',
    'asks.read',
    'asks.request',
    'links.manage',
    'picture.read',
    'evidence.read',
    'evidence.make',
    'promises.read',
  ],
  lead: [
    'voices.read',
    'voices.write',
    'voices.correct',
    'voices.sort',
    'visit-entries.settle',
    'hand-offs.raise',
    'hand-offs.read',
    'hand-offs.answer',
    'replies.give',
    'answers.tell',
    'people.read',
    'preferences.write',
    'recompense.give',
    'ladders.read',
    'ladders.change',
    'prompts.read',
    'decisions.read',
    'panel.open',
    'tasks.read',
    'tasks.do',
    'phones.manage',
    'alarms.read',
    'alarms.see',
    'write-backs.read',
    'write-backs.redo',
    'rules.read',
    'rules.change',
    'prompt-texts.read',
    'prompt-texts.change',
    'routes.read',
    'routes.change',
    'connections.read',
    'held.read',
    'runs.read',
    'delivery.read',
    'off-switch.use',
    'settings.read',
    'settings.change',
    'asks.read',
    'asks.change',
    'asks.hear',
    'asks.request',
    'links.manage',
    'picture.read',
    'evidence.read',
    'evidence.make',
    'promises.read',
    'promises.change',
  ],
  officer: [
    'voices.read',
    'voices.write',
    'voices.correct',
    'voices.sort',
    'visit-entries.settle',
    'hand-offs.raise',
    'hand-offs.read',
    'hand-offs.answer',
    'replies.give',
    'answers.tell',
    'people.read',
    'preferences.write',
    'recompense.give',
    'ladders.read',
    'ladders.change',
    'prompts.read',
    'decisions.read',
    'panel.open',
    'tasks.read',
    'tasks.do',
    'alarms.read',
    'alarms.see',
    'write-backs.read',
    'write-backs.redo',
    'rules.read',
    'prompt-texts.read',
    'routes.read',
    'settings.read',
    'asks.read',
    'asks.hear',
    'asks.request',
    'picture.read',
    'evidence.read',
    'promises.read',
  ],
  operative: [
    'voices.write',
    'hand-offs.raise',
    'answers.tell',
    'preferences.write',
    'prompts.read',
    'asks.hear',
    'asks.request',
  ],
  viewer: [
    'connections.read',
    'runs.read',
    'rules.read',
    'prompt-texts.read',
    'routes.read',
    'settings.read',
    'asks.read',
    'picture.read',
    'evidence.read',
    'promises.read',
  ],
  evaluator: [
    'rules.read',
    'prompt-texts.read',
    'settings.read',
    'asks.read',
    'picture.read',
    'promises.read',
    'evaluations.write',
  ],
  income: ['voices.write', 'hand-offs.raise', 'preferences.write'],
  asb: ['voices.write', 'hand-offs.raise', 'preferences.write'],
  legal: ['voices.write', 'hand-offs.raise', 'preferences.write'],
};

/** Roles that stand on the other side of the wall. Whoever has one of them is there, whatever else they are. */
const enforcement: readonly Role[] = ['income', 'asb', 'legal'];
const behindTheWall: readonly Act[] = [
  'voices.read',
  'voices.correct',
  'voices.sort',
  'visit-entries.settle',
  'replies.give',
  'answers.tell',
  'recompense.give',
  'ladders.read',
  'ladders.change',
  // A copy of everything has their words in it.
  'privacy.export',
];

/** Whether someone with these roles may do this. A role that is not known gives nothing. */
export function mayDo(held: readonly string[], act: Act): boolean {
  const known = roles.filter((role) => held.includes(role));
  // Whoever works for the landlord evaluates nothing, whatever else they are.
  if (act === 'evaluations.write' && known.some((role) => role !== 'evaluator')) return false;
  if (behindTheWall.includes(act) && known.some((role) => enforcement.includes(role))) return false;
  return known.some((role) => policy[role].includes(act));
}

/** All that someone with these roles may do. */
export function actsOf(held: readonly string[]): Act[] {
  return acts.filter((act) => mayDo(held, act));
}

/** Which roles of those who sign in allow this. */
export function rolesFor(act: Act): ConsoleSession['roles'] {
  return staffRoles.filter((role) => mayDo([role], act));
}

/** Of all that these roles do not allow: the roles that do. */
export function whoElseMay(held: readonly string[]): ConsoleSession['whoElseMay'] {
  return Object.fromEntries(acts.filter((act) => !mayDo(held, act)).map((act) => [act, rolesFor(act)]));
}

/** Throws `Problem` (403) before anything is looked up, so that neither counts nor times tell whether there is something. */
export function refuseUnless(held: readonly string[], act: Act): void {
  if (!mayDo(held, act))
    throw new Problem('not-allowed', 'not-your-role', 'Your role does not allow this. Ask your manager if it should.');
}
