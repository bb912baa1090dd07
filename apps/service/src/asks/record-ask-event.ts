import { askEventRequest, type AskEventKept } from '@doorstep/contracts/http';
import { mostRounds } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import type { WriteOnce } from '../platform/write-once.js';
import { closeIfEnough } from './close-if-enough.js';
import { keepAskEvent, keptAskEvent } from './keep-ask-event.js';
import { readUncounted } from './read-ask.js';
import { stopAsking } from './stop-asking.js';

/** Records what happened with one household of the roll: asked, heard, would rather not say, cannot now, left. */
@Injectable()
export class RecordAskEvent {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. Nobody is asked about what they declined. */
  async run(caller: Caller, id: string, raw: unknown, once: WriteOnce): Promise<AskEventKept> {
    return this.database.inOrganisation(caller.organisationId, (db) => recordAskEvent(db, caller, id, raw, once));
  }
}

/** Records it in the transaction of what brought it. Throws `Problem`. */
export async function recordAskEvent(
  db: Transaction,
  caller: Caller,
  id: string,
  raw: unknown,
  once: WriteOnce,
): Promise<AskEventKept> {
  refuseUnless(caller.roles, 'asks.hear');
  const given = parseInput(askEventRequest, raw);
  const before = await keptAskEvent(db, caller.actor, once);
  if (before) return before;
  const ask = await readUncounted(db, id, true);
  if (ask.state === 'draft') throw new Problem('conflict', 'ask-not-open', 'Nobody is asked this yet. Open it first.');
  if (ask.state !== 'open' && given.kind !== 'heard' && given.kind !== 'left')
    throw new Problem('conflict', 'ask-closed', 'This ask is closed. What people still say is kept and answered.');
  const householdId = await householdOf(db, given);
  if (given.kind === 'asked') await refuseAskedEnough(db, id, householdId);
  if (given.kind === 'left') {
    await refuseUnheard(db, id, householdId);
    await stopAsking(db, { askId: id, topicId: ask.topicId, householdId }, caller.actor);
  }
  if (given.voiceId !== undefined) await refuseOtherVoice(db, ask.topicId, given.voiceId, householdId);
  if (given.option !== undefined && given.option > ask.content.options.length)
    throw new Problem('bad-input', 'option-unknown', 'option: this ask has no option of that number.');
  const kept = await keepAskEvent(
    db,
    {
      askId: id,
      householdId,
      kind: given.kind,
      at: given.at ?? null,
      round: given.kind === 'asked' ? await roundOf(db, id, householdId) : null,
      reason: given.kind === 'declined' ? given.reason : null,
      until: given.kind === 'cannot-now' ? given.until : null,
      way: given.way ?? null,
      voiceId: given.voiceId ?? null,
      promptId: null,
      option: given.option ?? null,
      recordedBy: caller.actor,
    },
    once,
  );
  if (given.kind === 'heard' && given.wouldMeet !== undefined) await keepWish(db, id, householdId, given.wouldMeet);
  await writeAudit(db, {
    actor: caller.actor,
    action: 'ask.record',
    subject: `ask:${id}`,
    detail: { event: kept.eventId, kind: given.kind },
  });
  await closeIfEnough(db, id);
  return kept;
}

/** Whether they would like to meet the neighbours that it is about. Taken back, nobody is told that they ever would. */
async function keepWish(db: Transaction, askId: string, householdId: string, wouldMeet: boolean): Promise<void> {
  await db.rows(
    `UPDATE ask_households SET would_meet_since = CASE WHEN $4 THEN coalesce(would_meet_since, now()) END,
       introduced_at = CASE WHEN $4 THEN introduced_at END
     WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3`,
    [db.organisationId, askId, householdId, wouldMeet],
  );
}

/** The round that asking them now is: one more than they were asked in. */
async function roundOf(db: Transaction, askId: string, householdId: string): Promise<number> {
  const [row] = await db.rows<{ round: number }>(
    'SELECT round + 1 AS round FROM ask_households WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3',
    [db.organisationId, askId, householdId],
  );
  return row?.round ?? 1;
}

async function householdOf(
  db: Transaction,
  { household, tenancy }: { household?: string | undefined; tenancy?: string | undefined },
): Promise<string> {
  const [found] = await db.rows<{ id: string }>(
    `SELECT id FROM tenancies WHERE organisation_id = $1 AND deleted_at IS NULL
       AND ${household === undefined ? 'reference_id = $2' : 'id = $2'} ORDER BY is_active DESC, id LIMIT 1`,
    [db.organisationId, household ?? tenancy ?? ''],
  );
  if (!found)
    throw new Problem('not-known', 'household-unknown', 'No tenancy here has that reference. Bring in data first.');
  return found.id;
}

async function refuseAskedEnough(db: Transaction, askId: string, householdId: string): Promise<void> {
  const [stood] = await db.rows<{ state: string; round: number }>(
    `SELECT state, round FROM ask_households WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3`,
    [db.organisationId, askId, householdId],
  );
  if (stood?.state === 'declined')
    throw new Problem('conflict', 'declined', 'They would rather not say, and that is their answer: leave it there.');
  if (stood !== undefined && stood.round >= mostRounds)
    throw new Problem(
      'conflict',
      'reminded-twice',
      'They were asked and reminded twice. Leave them in peace: they answer if they want to.',
    );
}

async function refuseUnheard(db: Transaction, askId: string, householdId: string): Promise<void> {
  const [heard] = await db.rows(
    `SELECT 1 AS found FROM ask_households
     WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3 AND state = 'heard'`,
    [db.organisationId, askId, householdId],
  );
  if (!heard)
    throw new Problem('conflict', 'not-heard', 'They were not heard here. Record that they would rather not say.');
}

async function refuseOtherVoice(db: Transaction, topicId: string, voiceId: string, householdId: string): Promise<void> {
  const [mine] = await db.rows(
    `SELECT 1 AS found FROM topic_voices t JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id
     WHERE t.organisation_id = $1 AND t.topic_id = $2 AND v.id = $3 AND v.household_id = $4 AND v.withdrawn_at IS NULL`,
    [db.organisationId, topicId, voiceId, householdId],
  );
  if (!mine)
    throw new Problem(
      'conflict',
      'other-voice',
      'That voice is not this household’s, or is not in the topic of this ask.',
    );
}
