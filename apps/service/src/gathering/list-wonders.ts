import type { WonderShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** The wonder boxes of an ask, with what was said in them. */
@Injectable()
export class ListWonders {
  constructor(private readonly database: Database) {}

  /** The newest first. Words are left out for whoever may not read them. */
  async run(caller: Caller, askId: string): Promise<{ items: WonderShown[]; total: number }> {
    refuseUnless(caller.roles, 'asks.read');
    const items = await this.database.inOrganisation(caller.organisationId, (db) =>
      readWonders(db, askId, caller.roles),
    );
    return { items, total: items.length };
  }
}

/** Those of one ask, the newest first. */
export async function readWonders(db: Transaction, askId: string, roles: readonly string[]): Promise<WonderShown[]> {
  const rows = await db.rows<Omit<WonderShown, 'says'>>(
    `SELECT w.id, w.ask_id AS ask, w.question, w.most, w.answers, ${instant('w.asked_at')} AS "askedAt",
       ${instant('w.full_at')} AS "fullAt", CASE WHEN $3 THEN coalesce(said.words, '[]') ELSE '[]' END AS words
     FROM wonders w
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('voiceId', v.id, 'words', v.words) ORDER BY r.number, v.id) AS words
       FROM wonder_answers r
       LEFT JOIN said_parts p ON p.organisation_id = $1 AND p.entry_id = r.entry_id
       JOIN voices v ON v.organisation_id = $1 AND v.id = coalesce(r.voice_id, p.voice_id) AND v.withdrawn_at IS NULL
       WHERE r.organisation_id = $1 AND r.wonder_id = w.id
     ) said ON true
     WHERE w.organisation_id = $1 AND w.ask_id = $2 ORDER BY w.asked_at DESC, w.id DESC`,
    [db.organisationId, askId, mayDo(roles, 'voices.read')],
  );
  return rows.map((one) => ({ ...one, says: saysOf(one) }));
}

function saysOf({ answers, most, fullAt }: Pick<WonderShown, 'answers' | 'most' | 'fullAt'>): string {
  if (fullAt === null) return `It has ${answers} of ${most} answers, and stops by itself at ${most}.`;
  return `It has its ${most}, and takes no more: go and read them.`;
}
