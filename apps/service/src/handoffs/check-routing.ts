import type { RoutingDecision, WordsMatched } from '@doorstep/contracts/embed';
import { handOffRoutes, handOffRules, type HandOffRoute } from '@doorstep/domain';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { offersFor } from './match-words.js';

/** What a person decided about the hand-offs that their words suggest. */
export interface RouteChoice {
  readonly offered: readonly HandOffRoute[];
  readonly chosen: readonly HandOffRoute[];
  readonly whyNot: RoutingDecision['whyNot'] | null;
}

/**
 * Matches the words again as they are saved: what a screen showed before is not believed. Throws `Problem` `choose-route`
 * with the offers as `current` when one of them may not be passed over and nothing was decided.
 */
export async function checkRouting(
  db: Transaction,
  { words, decision }: { readonly words: string; readonly decision: RoutingDecision | undefined },
): Promise<RouteChoice> {
  const offers = await offersFor(db, words);
  const chosen = handOffRoutes.filter((route) => decision?.chosen.includes(route));
  if (decision && chosen.length < new Set(decision.chosen).size)
    throw new Problem('bad-input', 'route', `routing.chosen: write names out of ${handOffRoutes.join(', ')}.`);
  const whyNot = decision?.whyNot ?? null;
  if (chosen.length === 0 && whyNot === null && offers.some(({ mustChoose }) => mustChoose)) throw chooseRoute(offers);
  return { offered: offers.map(({ route }) => route), chosen, whyNot };
}

function chooseRoute(offers: WordsMatched['offers']): Problem {
  return new Problem(
    'conflict',
    'choose-route',
    'What was said may have to be passed on. Choose where it goes, or say why not, and save again.',
    { offers },
  );
}

/**
 * Keeps what was decided and by whom, beside the voice or the hand-off it was about. Where something restricted was
 * chosen it is tied to nothing and nobody.
 */
export async function keepRouteChoice(
  db: Transaction,
  { offered, chosen, whyNot }: RouteChoice,
  about: { readonly by: string; readonly voiceId: string | null; readonly handOffId: string | null },
): Promise<void> {
  if (chosen.length === 0 && whyNot === null) return;
  const isTied = !chosen.some((route) => handOffRules[route].isRestricted);
  await db.rows(
    `INSERT INTO route_choices (organisation_id, id, voice_id, hand_off_id, offered, chosen, why_not, decided_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      db.organisationId,
      uuidv7(),
      isTied ? about.voiceId : null,
      isTied ? about.handOffId : null,
      withoutRestricted(offered),
      withoutRestricted(chosen),
      whyNot,
      isTied ? about.by : 'not-kept',
    ],
  );
}

/** The names of routes as they may be kept: which of the restricted ones it was is not. */
function withoutRestricted(routes: readonly HandOffRoute[]): string[] {
  return [...new Set(routes.map((route) => (handOffRules[route].isRestricted ? 'restricted' : route)))];
}
