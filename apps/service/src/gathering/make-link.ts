import { gatherLinkRequest, type GatherLinkMade } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { makeCredential } from '../organisations/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readLinks } from './list-links.js';

/** Makes a link through which somebody can add what people say, and read nothing. Its secret is answered this once. */
@Injectable()
export class MakeLink {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for an ask that is not open, and for a wonder box of another ask or a full one. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<GatherLinkMade> {
    refuseUnless(caller.roles, 'links.manage');
    const given = parseInput(gatherLinkRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM gather_links WHERE organisation_id = $1 AND made_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return { link: await oneLink(db, before.id), address: null };
      }
      if (given.ask !== null) await refuseClosedAsk(db, given.ask);
      if (given.wonder !== null) await refuseOtherWonder(db, given.ask, given.wonder);
      if (given.wonder !== null && given.form !== 'own-words')
        throw new Problem('bad-input', 'form', 'form: a wonder box takes people’s own words. Leave the form out.');
      const id = uuidv7();
      const { text, secretHash } = makeCredential('sd', db.organisationId, id);
      await db.rows(
        `INSERT INTO gather_links (organisation_id, id, secret_hash, kind, name, place, ask_id, wonder_id, form, made_by,
           expires_at, most_an_hour, idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(days => $11), $12, $13, $14)`,
        [
          ...[db.organisationId, id, secretHash, given.kind, given.name, given.place, given.ask, given.wonder],
          ...[given.form, caller.actor, given.days, given.mostAnHour, once.idempotencyKey, once.requestHash],
        ],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'link.make',
        subject: `link:${id}`,
        detail: { kind: given.kind, days: given.days },
      });
      return { link: await oneLink(db, id), address: `/said/#${text}` };
    });
  }
}

async function oneLink(db: Transaction, id: string): Promise<GatherLinkMade['link']> {
  const [link] = await readLinks(db, 1, id);
  return link!;
}

/** Throws `Problem` where the ask is not there or takes no answers. */
export async function refuseClosedAsk(db: Transaction, askId: string): Promise<void> {
  const [ask] = await db.rows<{ isOpen: boolean }>(
    `SELECT state = 'open' AND closes_on >= (now() AT TIME ZONE 'Europe/London')::date AS "isOpen"
     FROM asks WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, askId],
  );
  if (!ask) throw new Problem('not-known', 'ask-unknown', 'There is no such ask here.');
  if (!ask.isOpen) throw new Problem('conflict', 'ask-not-open', 'This ask takes no answers now. Open it first.');
}

async function refuseOtherWonder(db: Transaction, askId: string | null, wonderId: string): Promise<void> {
  const [wonder] = await db.rows<{ isFull: boolean }>(
    `SELECT full_at IS NOT NULL AS "isFull" FROM wonders WHERE organisation_id = $1 AND id = $2 AND ask_id = $3`,
    [db.organisationId, wonderId, askId],
  );
  if (!wonder) throw new Problem('not-known', 'wonder-unknown', 'There is no such wonder box for this ask.');
  if (wonder.isFull) throw new Problem('conflict', 'wonder-full', 'It has its answers already: go and read them.');
}
