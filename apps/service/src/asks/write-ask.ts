import type { AskContent } from '@doorstep/contracts/http';
import { Problem } from '../platform/problem.js';
import type { Transaction } from '../platform/database/database.js';

const columns = [
  'question',
  'why',
  'owner',
  'claimed',
  'already_decided',
  'still_open',
  'scope',
  'decision_on',
  'closes_on',
  'most_answers',
  'size',
  'stakes',
  'target',
  'journey',
  'room_to_change',
  'briefing',
  'formats',
  'recompense',
  'theme',
  'is_tenant_led',
  'wording_held_by',
  'easy_read',
] as const;

/** Says in an update of `asks` that it was changed, by the actor under this parameter. */
export const changedBy = (parameter: string) => `version = version + 1, changed_by = ${parameter}, changed_at = now()`;

/** The columns that hold what an ask says, and their values in that order. */
export function columnsOf(content: AskContent): { names: readonly string[]; values: readonly unknown[] } {
  const values: Record<(typeof columns)[number], unknown> = {
    question: content.question,
    why: content.why,
    owner: content.owner,
    claimed: content.claimed,
    already_decided: JSON.stringify(content.alreadyDecided),
    still_open: content.stillOpen,
    scope: JSON.stringify(content.scope),
    decision_on: content.decisionOn,
    closes_on: content.closesOn ?? content.decisionOn,
    most_answers: content.mostAnswers,
    size: content.size,
    stakes: content.stakes,
    target: content.target,
    journey: content.journey,
    room_to_change: content.roomToChange,
    briefing: content.briefing,
    formats: content.formats,
    recompense: content.recompense,
    theme: content.theme,
    is_tenant_led: content.isTenantLed,
    wording_held_by: content.wordingHeldBy,
    easy_read: content.easyRead,
  };
  return { names: columns, values: columns.map((name) => values[name]) };
}

/** Keeps the options in their order; those that are no longer there are withdrawn, so that whoever chose one still did. */
export async function writeOptions(db: Transaction, askId: string, options: AskContent['options']): Promise<void> {
  await db.rows(
    `INSERT INTO ask_options (organisation_id, ask_id, number, title, words, cost, cost_words, who_pays, fixed_parts)
     SELECT $1, $2, o.number, o.title, o.words, o.cost, o."costWords", o."whoPays",
       ARRAY(SELECT jsonb_array_elements_text(o."fixedParts"))
     FROM jsonb_to_recordset($3::jsonb) AS o(number int, title text, words text, cost bigint, "costWords" text,
       "whoPays" text, "fixedParts" jsonb)
     ON CONFLICT (organisation_id, ask_id, number) DO UPDATE SET title = excluded.title, words = excluded.words,
       cost = excluded.cost, cost_words = excluded.cost_words, who_pays = excluded.who_pays,
       fixed_parts = excluded.fixed_parts, withdrawn_at = NULL`,
    [db.organisationId, askId, JSON.stringify(options.map((option, index) => ({ ...option, number: index + 1 })))],
  );
  await db.rows(
    `UPDATE ask_options SET withdrawn_at = coalesce(withdrawn_at, now())
     WHERE organisation_id = $1 AND ask_id = $2 AND number > $3`,
    [db.organisationId, askId, options.length],
  );
}

/** Throws `Problem` where a place of the scope is none that the housing system has. */
export async function refuseUnknownPlaces(db: Transaction, scope: AskContent['scope']): Promise<void> {
  if (scope.kind === 'everyone') return;
  const known = await db.rows<{ place: string }>(
    `SELECT g.place FROM unnest($2::text[]) AS g(place)
     WHERE EXISTS (SELECT FROM homes h WHERE h.organisation_id = $1 AND h.reference_id = g.place)
       OR EXISTS (SELECT FROM homes h WHERE h.organisation_id = $1 AND h.parent_reference->>'id' = g.place)`,
    [db.organisationId, scope.places],
  );
  const unknown = scope.places.find((one) => !known.some(({ place }) => place === one));
  if (unknown !== undefined)
    throw new Problem('bad-input', 'place-unknown', `The housing system has no place with the reference ${unknown}.`);
}
