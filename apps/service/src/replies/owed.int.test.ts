import { foldOwed, type Owed, type OwedEvent } from '@doorstep/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import type { Transaction } from '../platform/database/database.js';
import type { Problem } from '../platform/problem.js';
import { writeOnce } from '../platform/write-once.js';
import { GiveReply, JoinTopic, MakeTopic, NoReplyWanted, oweReply, settleReply, standInTopicOf } from './index.js';
import { MarkPosted } from './mark-posted.js';

let service: StartedService;
let landlord: Landlord;

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'rowan');
});
afterAll(() => service.close());

const caller = () => ({ organisationId: landlord.id, actor: 'api-key:test', roles: ['system'] });
const inLandlord = <T>(work: (db: Transaction) => Promise<T>) =>
  service.platform.database.inOrganisation(landlord.id, work);

/** Keeps a voice as listening does: the words, then the debt. */
async function keep(voiceId: string, wantsReply: boolean, corrects: string | null = null): Promise<void> {
  await inLandlord(async (db) => {
    await db.rows(
      `INSERT INTO voices (organisation_id, id, words, whose, speaker, place, keep_name, wants_reply, corrects, taken_by,
         said_at, idempotency_key, request_hash)
       VALUES ($1, $2, 'The gate sticks.', 'own', 'neighbour', 'Elm Court', false, $3, $4, 'test', now(), $5, '\\x00')`,
      [db.organisationId, voiceId, wantsReply, corrects, voiceId],
    );
    if (wantsReply) await oweReply(db, { voiceId, householdId: null, since: new Date().toISOString() });
    if (corrects === null) return;
    await settleReply(db, [corrects], 'corrected');
    await standInTopicOf(db, corrects, voiceId, 'test');
  });
}

type Step =
  | { readonly do: 'keep'; readonly wantsReply: boolean }
  | { readonly do: 'correct' | 'withdraw' | 'no-reply' | 'cannot-reach' | 'tell'; readonly voice: number }
  | { readonly do: 'join'; readonly voice: number; readonly topic: number }
  | { readonly do: 'reply'; readonly topic: number };

const voice = fc.nat(4);
const topic = fc.nat(1);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('keep' as const), wantsReply: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('join' as const), voice, topic }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reply' as const), topic }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tell' as const), voice }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('correct', 'withdraw', 'no-reply', 'cannot-reach'), voice }),
  },
);

/** Does the steps on the database through the verbs, and says what happened for the model. */
async function live(steps: readonly Step[]): Promise<{ events: OwedEvent[]; voices: string[] }> {
  const { app } = service;
  const events: OwedEvent[] = [];
  const voices: string[] = [];
  const topics = [
    (await app.get(MakeTopic).run(caller(), { title: 'The gate' })).topicId,
    (await app.get(MakeTopic).run(caller(), { title: 'The lift' })).topicId,
  ];
  const gone = new Set<string>();
  for (const step of steps) {
    const id = 'voice' in step ? voices[step.voice % Math.max(1, voices.length)] : undefined;
    if (step.do === 'keep') {
      const voiceId = uuidv7();
      await keep(voiceId, step.wantsReply);
      voices.push(voiceId);
      events.push({ what: 'kept', voiceId, wantsReply: step.wantsReply });
    } else if (step.do === 'reply') {
      const topicId = topics[step.topic] ?? '';
      const given = { topicId, result: 'done' as const, words: 'We oiled the gate.', saidBy: 'Nia Pugh' };
      const { replyId } = await app.get(GiveReply).run(caller(), given, writeOnce(`reply-${uuidv7()}`, given));
      events.push({ what: 'replied', topicId, replyId });
    } else if (id !== undefined && !gone.has(id)) {
      await change(step, id, topics, { events, voices, gone });
    }
  }
  return { events, voices };
}

async function change(
  step: Exclude<Step, { do: 'keep' | 'reply' }>,
  voiceId: string,
  topics: readonly string[],
  { events, voices, gone }: { events: OwedEvent[]; voices: string[]; gone: Set<string> },
): Promise<void> {
  const { app } = service;
  switch (step.do) {
    case 'correct': {
      const byVoiceId = uuidv7();
      await keep(byVoiceId, true, voiceId);
      gone.add(voiceId);
      voices.push(byVoiceId);
      events.push({ what: 'corrected', voiceId, byVoiceId, wantsReply: true });
      return;
    }
    case 'withdraw':
      await inLandlord(async (db) => {
        await db.rows('UPDATE voices SET withdrawn_at = now() WHERE organisation_id = $1 AND id = $2', [
          landlord.id,
          voiceId,
        ]);
        await settleReply(db, [voiceId], 'withdrawn');
      });
      gone.add(voiceId);
      events.push({ what: 'withdrawn', voiceId });
      return;
    case 'no-reply':
      await app.get(NoReplyWanted).run(caller(), voiceId);
      events.push({ what: 'no-reply-wanted', voiceId });
      return;
    case 'cannot-reach':
      await inLandlord((db) => settleReply(db, [voiceId], 'cannot-reach'));
      events.push({ what: 'cannot-reach', voiceId });
      return;
    case 'join': {
      const topicId = topics[step.topic] ?? '';
      try {
        await app.get(JoinTopic).run(caller(), topicId, { voiceId });
        events.push({ what: 'joined', voiceId, topicId });
      } catch (error) {
        expect((error as Problem).code).toBe('told-already');
      }
      return;
    }
    case 'tell': {
      // Whatever was made last for it, waiting or not: what was replaced cannot be told.
      const [last] = await inLandlord((db) =>
        db.rows<{ id: string; replyId: string; state: string }>(
          `SELECT id, reply_id AS "replyId", state FROM tellings WHERE organisation_id = $1 AND voice_id = $2
           ORDER BY made_at DESC, id DESC LIMIT 1`,
          [landlord.id, voiceId],
        ),
      );
      if (last === undefined) return;
      const posted = await app
        .get(MarkPosted)
        .run(caller(), last.id)
        .then(
          () => 'posted',
          (error: unknown) => (error as Problem).code,
        );
      expect(posted).toBe(last.state === 'replaced' ? 'reply-changed' : 'posted');
      events.push({ what: 'told', voiceId, replyId: last.replyId });
    }
  }
}

/** What the database says is owed, in the model's own terms. */
async function stored(voices: readonly string[]): Promise<Owed> {
  return inLandlord(async (db) => {
    const standing = await db.rows<{ id: string; as: string | null; isOpen: boolean }>(
      `SELECT v.id, w.settled_as AS as, w.voice_id IS NOT NULL AND w.settled_at IS NULL AS "isOpen"
       FROM voices v LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = v.id
       WHERE v.organisation_id = $1 AND v.id = ANY ($2::uuid[]) AND v.withdrawn_at IS NULL
         AND NOT EXISTS (SELECT FROM voices c WHERE c.organisation_id = $1 AND c.corrects = v.id)`,
      [landlord.id, voices],
    );
    const tellings = await db.rows<{ voiceId: string; replyId: string; state: string }>(
      `SELECT voice_id AS "voiceId", reply_id AS "replyId", state FROM tellings
       WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[]) ORDER BY made_at, id`,
      [landlord.id, voices],
    );
    const order = (id: string) => voices.indexOf(id);
    const owing = standing.filter(({ isOpen }) => isOpen).map(({ id }) => id);
    const inOrder = <One extends { voiceId: string }>(list: readonly One[]) =>
      list.toSorted((a, b) => order(a.voiceId) - order(b.voiceId));
    const of = ({ voiceId, replyId }: { voiceId: string; replyId: string }) => ({ voiceId, replyId });
    return {
      voices: standing.length,
      answered: standing.filter(({ as }) => as === 'told').length,
      noReplyWanted: standing.filter(({ as, isOpen }) => !isOpen && (as === null || as === 'no-reply-wanted')).length,
      cannotReach: standing.filter(({ as }) => as === 'cannot-reach').length,
      owed: owing.length,
      owing: owing.toSorted((a, b) => order(a) - order(b)),
      waiting: inOrder(tellings.filter(({ state }) => state === 'waiting')).map(of),
      made: inOrder(tellings).map(of),
    };
  });
}

describe('what is owed', () => {
  it('is voices − answered − no reply wanted − cannot reach, after whatever happened in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
        const { events, voices } = await live(steps);
        const found = await stored(voices);
        const model = foldOwed(events);
        const order = (id: string) => voices.indexOf(id);
        const made = model.made.toSorted((a, b) => order(a.voiceId) - order(b.voiceId));
        expect(found).toEqual({ ...model, made });
        expect(found.owed).toBe(found.voices - found.answered - found.noReplyWanted - found.cannotReach);
      }),
      { numRuns: 40 },
    );
  });
});
