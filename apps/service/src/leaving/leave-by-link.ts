import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { keepAskEvent, stopAsking, takeUpTasks, type OneOfAsk } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { writeOnce } from '../platform/write-once.js';
import { hashOfCode, reopenReply } from '../replies/index.js';

/** Whether they take part; where they do not, whether it can be taken back by this code still. Null: no such code. */
export type TakesPart = { readonly takesPart: boolean; readonly mayComeBack: boolean } | null;

/** One landlord, by its short name. */
export interface AtLandlord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/**
 * Lets a household leave an ask by a code that it holds itself: in one step, no reason asked, whatever it said to it (seed
 * row 127). For a day it can be taken back. A code that is unknown and one that is over are the same. Done again, nothing
 * changes.
 */
@Injectable()
export class LeaveByLink {
  constructor(private readonly database: Database) {}

  /** Null where no landlord is called so. */
  async landlord(slug: string): Promise<AtLandlord | null> {
    const [found] = await this.database.dispatch<AtLandlord>(
      'SELECT id, slug, name FROM organisations WHERE slug = $1',
      [slug],
    );
    return found ?? null;
  }

  async leave(organisationId: string, code: string): Promise<TakesPart> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const link = await findLink(db, code);
      if (link === null) return null;
      if (link.state === 'declined') return { takesPart: false, mayComeBack: link.isLately };
      await stopAsking(db, link, link.actor);
      await keep(db, link, link.state === 'heard' ? 'left' : 'declined');
      await db.rows('UPDATE leave_links SET left_at = now() WHERE organisation_id = $1 AND id = $2', [
        db.organisationId,
        link.id,
      ]);
      return { takesPart: false, mayComeBack: true };
    });
  }

  async comeBack(organisationId: string, code: string): Promise<TakesPart> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const link = await findLink(db, code);
      if (link === null) return null;
      const { leftAt } = link;
      if (link.state !== 'declined') return { takesPart: true, mayComeBack: false };
      if (leftAt === null || !link.isLately) return { takesPart: false, mayComeBack: false };
      await keep(db, link, 'came-back');
      await reopenReply(db, { ...link, settledAt: leftAt });
      await takeUpTasks(db, link, leftAt);
      await db.rows('UPDATE leave_links SET left_at = NULL WHERE organisation_id = $1 AND id = $2', [
        db.organisationId,
        link.id,
      ]);
      return { takesPart: true, mayComeBack: false };
    });
  }
}

interface OpenLink extends OneOfAsk {
  readonly id: string;
  readonly state: string | null;
  /** When they left by it, as PostgreSQL writes it; null: they did not. */
  readonly leftAt: string | null;
  /** That is less than a day ago. */
  readonly isLately: boolean;
  /** As the audit names whoever has it. */
  readonly actor: string;
}

/** Two that use one code wait for each other. */
async function findLink(db: Transaction, code: string): Promise<OpenLink | null> {
  const [link] = await db.rows<Omit<OpenLink, 'actor' | 'state'>>(
    `SELECT l.id, l.ask_id AS "askId", a.topic_id AS "topicId", l.household_id AS "householdId", l.left_at::text AS "leftAt",
       coalesce(l.left_at > now() - interval '1 day', false) AS "isLately"
     FROM leave_links l JOIN asks a ON a.organisation_id = $1 AND a.id = l.ask_id
     WHERE l.organisation_id = $1 AND l.code_hash = $2 AND l.expires_at > now() FOR UPDATE OF l`,
    [db.organisationId, hashOfCode(db.organisationId, code)],
  );
  if (!link) return null;
  const [stands] = await db.rows<{ state: string }>(
    'SELECT state FROM ask_households WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3 FOR UPDATE',
    [db.organisationId, link.askId, link.householdId],
  );
  return { ...link, state: stands?.state ?? null, actor: `leave-link:${link.id}` };
}

async function keep(db: Transaction, link: OpenLink, kind: 'left' | 'declined' | 'came-back'): Promise<void> {
  const { askId, householdId, actor } = link;
  const nothingElse = { at: null, round: null, until: null, way: null, voiceId: null, promptId: null, option: null };
  const reason = kind === 'declined' ? 'no-reason' : null;
  const event = { ...nothingElse, askId, householdId, kind, reason, recordedBy: actor } as const;
  // What is kept once is told by where they stand, locked above: they may leave, come back and leave again.
  await keepAskEvent(db, event, writeOnce(uuidv7(), { kind }));
  await writeAudit(db, {
    actor,
    action: kind === 'came-back' ? 'ask.come-back' : 'ask.leave',
    subject: `ask:${askId}`,
  });
}
