import type { HeldEntry } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { photosShown } from '../handoffs/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openBody, readEntry } from './entry-body.js';

const says: Readonly<Record<HeldEntry['because'], string>> = {
  'home-unknown': 'We do not know which home this is about. Say which it is.',
  'phone-removed': 'It came from a phone that was removed. Keep it, or leave it out.',
  'phone-copy': 'It came in a copy that was saved on a phone. Keep it, or leave it out.',
  unreadable: 'We could not read it. Ask the operative what was said, then leave it out.',
  'choose-route': 'What was said may have to be passed on. Say where it goes, or why not.',
  'no-route': 'It was to be passed on and nobody is set to get it. Ring them, then choose again.',
};

/** What was said on visits and waits for a person, oldest first. Reading it is in the audit. */
@Injectable()
export class ListHeldEntries {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem` for a role that may not read what was said. */
  async run(caller: Caller, limit: number): Promise<{ items: HeldEntry[]; total: number }> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const rows = await db.rows<HeldRow>(
        `SELECT held.id, held.reference, held.held_because AS because, held.sealed_body AS sealed, held.received_at AS "receivedAt",
           held.told_at AS "toldAt", coalesce(p.operative_name, held.operative_id) AS operative, p.name AS phone,
           CASE WHEN h.id IS NOT NULL THEN
             concat_ws(', ', nullif(array_to_string(h.address_lines, ', '), ''), h.postal_code) END AS home,
           f.reference AS "handOff", ${photosShown('e.id = held.id')} AS photos, (count(*) OVER ())::int AS total
         FROM visit_entries held
         JOIN phones p ON p.organisation_id = $1 AND p.id = held.phone_id
         LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = held.home_id
         LEFT JOIN hand_offs f ON f.organisation_id = $1 AND f.id = held.hand_off_id
         WHERE held.organisation_id = $1 AND held.state = 'held' AND held.settled_at IS NULL
         ORDER BY held.received_at, held.id LIMIT $2`,
        [db.organisationId, limit],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'visit.held',
        subject: `organisation:${db.organisationId}`,
        detail: { shown: rows.length },
      });
      const items = rows.map((row) => this.show(db.organisationId, row));
      return { items, total: rows[0]?.total ?? 0 };
    });
  }

  private show(organisationId: string, row: HeldRow): HeldEntry {
    const { id, because, sealed, receivedAt, toldAt, home, total: _, ...rest } = row;
    const raw = sealed === null ? Buffer.alloc(0) : openBody(this.sealer, organisationId, id, sealed);
    const entry = readEntry(raw, id);
    return {
      ...rest,
      id,
      because,
      says: says[because],
      receivedAt: receivedAt.toISOString(),
      toldAt: toldAt?.toISOString() ?? null,
      address: home ?? entry?.address ?? null,
      what: entry?.what ?? null,
      topics: entry?.topics ?? [],
      words: entry ? entry.words : raw.toString('utf8'),
    };
  }
}

interface HeldRow extends Pick<
  HeldEntry,
  'id' | 'reference' | 'because' | 'operative' | 'phone' | 'handOff' | 'photos'
> {
  readonly sealed: string | null;
  readonly receivedAt: Date;
  readonly toldAt: Date | null;
  readonly home: string | null;
  readonly total: number;
}
