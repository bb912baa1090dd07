import { heldKindNames, type ErasurePreview } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { countHeld } from './count-held.js';
import { residentOf } from './find-resident.js';
import { readOpenCase } from './read-case.js';

/** What would go were a person erased now, and what stays and why, in numbers. Erases nothing. */
@Injectable()
export class PreviewErasure {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a case that is closed or asks for something else. */
  async run(caller: Caller, caseId: string): Promise<ErasurePreview> {
    refuseUnless(caller.roles, 'privacy.erase');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const { personId } = await readOpenCase(db, caseId, 'erase');
      const counted = (await countHeld(db, await residentOf(db, personId))).filter(({ count }) => count > 0);
      const sum = (some: typeof counted) => some.reduce((all, { count }) => all + count, 0);
      return {
        kinds: heldKindNames.flatMap((kind) => {
          const ofKind = counted.filter((one) => one.kind === kind);
          const stays = ofKind.filter(({ staysBecause }) => staysBecause !== null);
          if (ofKind.length === 0) return [];
          return {
            kind,
            goes: sum(ofKind) - sum(stays),
            stays: sum(stays),
            because: [...new Set(stays.flatMap(({ staysBecause }) => staysBecause ?? []))],
          };
        }),
      };
    });
  }
}
