import type { Transaction } from '../platform/database/database.js';
import { writeOnce } from '../platform/write-once.js';
import { closeIfEnough } from './close-if-enough.js';
import { keepAskEvent, type AskEvent } from './keep-ask-event.js';

/** What came of a prompt, as far as a roll call looks at it. */
export interface PromptAnswer {
  /** The ask that the prompt put; null: none. */
  readonly askId: string | null;
  readonly outcomeId: string;
  readonly promptId: string;
  readonly householdId: string;
  /** Why not this time; null: they answered. */
  readonly reason: 'moment' | 'topic' | 'another-way' | 'never' | 'wrong' | null;
  readonly actor: string;
}

const declined = {
  topic: 'not-my-topic',
  'another-way': 'not-this-way',
  never: 'no-reason',
} as const;

/**
 * Enters what came of a prompt in the roll call of the ask that it put; nothing where it put none. Call it where the
 * outcome is kept.
 */
export async function recordPromptAnswer(db: Transaction, answer: PromptAnswer): Promise<void> {
  const { askId } = answer;
  if (askId === null) return;
  const [stood] = await db.rows<{ round: number }>(
    'SELECT round FROM ask_households WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3',
    [db.organisationId, askId, answer.householdId],
  );
  const said = {
    ...nothingElse,
    askId,
    householdId: answer.householdId,
    promptId: answer.promptId,
    recordedBy: answer.actor,
  };
  await enter(
    db,
    { ...said, kind: 'asked', round: (stood?.round ?? 0) + 1, way: 'in-person' },
    `asked:${answer.outcomeId}`,
  );
  const reason =
    answer.reason !== null && answer.reason in declined ? declined[answer.reason as keyof typeof declined] : null;
  if (reason !== null) await enter(db, { ...said, kind: 'declined', reason }, `said:${answer.outcomeId}`);
  if (answer.reason === null) await enter(db, { ...said, kind: 'heard', way: 'in-person' }, `said:${answer.outcomeId}`);
  await closeIfEnough(db, askId);
}

/** Takes an answer back out of the roll call, where the prompt put an ask: it was asked, and is not heard. */
export async function takeBackPromptAnswer(
  db: Transaction,
  { askId, outcomeId, promptId, householdId, actor }: Omit<PromptAnswer, 'reason'>,
): Promise<void> {
  if (askId === null) return;
  const said = { ...nothingElse, askId, householdId, promptId, recordedBy: actor };
  await enter(db, { ...said, kind: 'unheard' }, `unsaid:${outcomeId}`);
}

/**
 * The topic in which what is said to this outcome's prompt belongs: of the ask that it put, or of what they were told, where it
 * asked whether that felt listened to; and the wonder box that it answers, where
 * it was asked for that and nothing said to it was counted yet. Null where it put none.
 */
export async function askOfOutcome(
  db: Transaction,
  outcomeId: string,
): Promise<{ topicId: string; wonderId: string | null } | null> {
  const [found] = await db.rows<{ topicId: string; wonderId: string | null }>(
    `SELECT coalesce(a.topic_id, r.topic_id) AS "topicId", CASE WHEN NOT EXISTS (
         SELECT FROM wonder_answers r JOIN voices v ON v.organisation_id = $1 AND v.id = r.voice_id
         WHERE r.organisation_id = $1 AND r.wonder_id = q.wonder_id AND v.outcome_id = o.id)
       THEN q.wonder_id END AS "wonderId"
     FROM outcomes o
     JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
     LEFT JOIN asks a ON a.organisation_id = $1 AND a.id = q.ask_id
     LEFT JOIN tellings g ON g.organisation_id = $1 AND g.id = q.telling_id
     LEFT JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
     WHERE o.organisation_id = $1 AND o.id = $2 AND coalesce(a.topic_id, r.topic_id) IS NOT NULL`,
    [db.organisationId, outcomeId],
  );
  return found ?? null;
}

const nothingElse = { at: null, round: null, reason: null, until: null, way: null, voiceId: null, option: null };

async function enter(db: Transaction, event: AskEvent, key: string): Promise<void> {
  await keepAskEvent(db, event, writeOnce(key, { kind: event.kind, askId: event.askId }));
}
