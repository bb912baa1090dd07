import type { PersonCopy } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { languageOfTelling } from '../replies/index.js';
import { inLanguage, type CopyLanguage } from './copy-words.js';
import { bound, residentOf, type Resident } from './find-resident.js';
import { heldTables, leftOut, overRows } from './held-tables.js';
import { readOpenCase } from './read-case.js';

/** Everything that names a person, in one document, with what was left out and why. Making it is in the audit. */
@Injectable()
export class CopyPerson {
  constructor(private readonly database: Database) {}

  /**
   * `asked` is the language it was asked for in; null: that in which they like to be told things, else English. Throws
   * `Problem` for a case that is closed, or asks for something else.
   */
  async run(caller: Caller, caseId: string, asked: CopyLanguage | null = null): Promise<PersonCopy> {
    refuseUnless(caller.roles, 'privacy.export');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const { personId } = await readOpenCase(db, caseId, 'copy');
      const resident = await residentOf(db, personId);
      await writeAudit(db, { actor: caller.actor, action: 'privacy.copy', subject: `person:${personId}` });
      const [about] = await db.rows<{ landlord: string; madeAt: Date; speaks: string | null }>(
        `SELECT name AS landlord, now() AS "madeAt", (SELECT w.language FROM ways_to_reach w
           WHERE w.organisation_id = $1 AND w.person_id = ANY ($2) AND w.ended_at IS NULL AND w.language <> ''
           ORDER BY w.recorded_at DESC LIMIT 1) AS speaks
         FROM organisations WHERE id = $1`,
        [db.organisationId, resident.ids],
      );
      return inLanguage({
        language: asked ?? languageOfTelling(about!.speaks ?? ''),
        reference: resident.reference,
        name: resident.name,
        landlord: about!.landlord,
        madeAt: about!.madeAt.toISOString(),
        parts: await readParts(db, resident),
        leftOut: await readLeftOut(db, resident),
      });
    });
  }
}

type Cell = string | number | boolean | null;

async function readParts(db: Transaction, resident: Resident): Promise<PersonCopy['parts']> {
  const parts = [];
  for (const table of Object.values(heldTables)) {
    const rows = await db.rows<Record<string, Cell | Date>>(
      overRows(table.shows, table, 'ORDER BY 1'),
      bound(db, resident),
    );
    parts.push({ kind: table.kind, title: table.title, rows: rows.map(written) });
  }
  return parts;
}

function written(row: Readonly<Record<string, Cell | Date>>): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(row).map(([heading, cell]) => [heading, cell instanceof Date ? cell.toISOString() : cell]),
  );
}

async function readLeftOut(db: Transaction, resident: Resident): Promise<PersonCopy['leftOut']> {
  const left = [];
  for (const { what, because, rows } of leftOut) {
    if (rows === undefined) {
      left.push({ what, because, count: null });
      continue;
    }
    const [found] = await db.rows<{ count: number }>(overRows('count(*)::int AS count', { rows }), bound(db, resident));
    if (found !== undefined && found.count > 0) left.push({ what, because, count: found.count });
  }
  return left;
}
