import { Injectable } from '@nestjs/common';
import type { RecordSystems, StaffAtRecord } from '../records/index.js';
import { readCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** Answers who holds a panel session and at which record. Throws `Problem` for one that is unknown, over or elsewhere. */
@Injectable()
export class CheckSession {
  constructor(private readonly database: Database) {}

  /** From the headers of a request: `Authorization: Bearer ps_…` and `Origin`. */
  async of(headers: { readonly authorization?: string; readonly origin?: string }): Promise<StaffAtRecord> {
    return this.run(/^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1], headers.origin);
  }

  async run(text: string | undefined, origin: string | undefined): Promise<StaffAtRecord> {
    const claim = readCredential('ps', text ?? '');
    if (!claim) throw ended();
    const [found] = await this.database.inOrganisation(claim.organisationId, (db) =>
      db.rows<{
        staff_id: string;
        roles: string[];
        record_type: 'person' | 'tenancy' | 'home';
        record_id: string;
        origin: string;
        record_systems: RecordSystems;
      }>(
        `SELECT s.staff_id, s.roles, s.record_type, s.record_id, s.origin, i.record_systems
         FROM panel_sessions s JOIN installations i ON i.organisation_id = $1 AND i.id = s.installation_id
         WHERE s.organisation_id = $1 AND s.secret_hash = $2 AND s.installation_id = $3 AND s.expires_at > now()`,
        [claim.organisationId, claim.secretHash, claim.id],
      ),
    );
    if (!found || (origin !== undefined && origin !== found.origin)) throw ended();
    return {
      organisationId: claim.organisationId,
      staffId: found.staff_id,
      roles: found.roles,
      record: { type: found.record_type, id: found.record_id },
      systems: found.record_systems,
    };
  }
}

function ended(): Problem {
  return new Problem(
    'not-signed-in',
    'session-ended',
    'You have been signed out of Doorstep. Refresh the page to carry on.',
  );
}
