import type { RouteWords } from '../handoffs/index.js';
import { keepVoice } from '../listening/index.js';
import type { Transaction } from '../platform/database/database.js';
import { putToTopic } from '../replies/index.js';
import { actorOfLink } from './find-link.js';
import { kindOfPart } from './parts-of-form.js';
import { wholeOf, type SaidWords } from './said-words.js';

/** An entry that is about to become voices. */
export interface EntryToKeep {
  readonly id: string;
  readonly linkId: string;
  readonly kind: 'partner' | 'stall';
  readonly place: string;
  readonly askId: string | null;
  readonly requestHash: Buffer;
  readonly said: SaidWords;
  /** RFC 3339; null: now. */
  readonly saidAt: string | null;
  /** Whose it is; null: nobody knows, and it is about the place of the link. */
  readonly householdId: string | null;
}

/**
 * Makes a voice of each part, as it was written, in the topic of the ask and marked as said through its link. Answers
 * their ids.
 */
export async function keepSaid(db: Transaction, routeWords: RouteWords, entry: EntryToKeep): Promise<string[]> {
  const { said, linkId, householdId } = entry;
  const by = actorOfLink(linkId);
  const topicId = entry.askId === null ? null : await topicOf(db, entry.askId);
  const voiceIds: string[] = [];
  for (const [index, { part, words }] of said.parts.entries()) {
    const voiceId = await keepVoice(
      db,
      {
        words,
        whose: said.whose,
        kind: kindOfPart(part),
        speaker: 'resident',
        reach: said.reach,
        takenThrough: entry.kind === 'stall' ? 'event' : 'online',
        supportedBy: entry.kind === 'partner' && said.whose === 'relayed' ? 'partner' : null,
        keepName: false,
        mayShare: false,
        // Nobody can be told who is not known and left no way to be reached.
        wantsReply: said.reach !== null || householdId !== null,
        isAnonymous: false,
        isAboutAnother: false,
        place: householdId === null ? entry.place : null,
        outcomeId: null,
        householdId,
        personId: null,
        homeId: null,
        corrects: null,
        saidAt: entry.saidAt,
        takenBy: by,
      },
      { idempotencyKey: `${entry.id}.${index + 1}`, requestHash: entry.requestHash },
    );
    if (topicId !== null) await putToTopic(db, voiceId, topicId, by);
    await db.rows(
      'INSERT INTO said_parts (organisation_id, entry_id, number, part, voice_id) VALUES ($1, $2, $3, $4, $5)',
      [db.organisationId, entry.id, index + 1, part, voiceId],
    );
    voiceIds.push(voiceId);
  }
  await routeWords.keepDecision(db, by, voiceIds[0]!, { words: wholeOf(said), routing: said.routing ?? undefined });
  return voiceIds;
}

async function topicOf(db: Transaction, askId: string): Promise<string> {
  const [ask] = await db.rows<{ topicId: string }>(
    'SELECT topic_id AS "topicId" FROM asks WHERE organisation_id = $1 AND id = $2',
    [db.organisationId, askId],
  );
  return ask!.topicId;
}
