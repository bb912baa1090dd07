import type { PersonShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** What is held about one person, by the host's reference. Looking is in the audit. */
@Injectable()
export class ShowPerson {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when nobody has the reference. */
  async run(actor: string, organisationId: string, reference: string): Promise<PersonShown> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const [person] = await db.rows<PersonShown>(
        `SELECT p.id, jsonb_build_object('id', p.reference_id, 'allocatedBy', p.allocated_by) AS reference, n.name AS connection, p.full_name AS name,
           coalesce((SELECT jsonb_agg(jsonb_build_object('reference', t.reference_id, 'home', array_to_string(h.address_lines, ', '),
               'isActive', t.is_active, 'isResponsible', y.is_responsible) ORDER BY t.start_date DESC)
             FROM tenancy_parties y JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id
             LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
             WHERE y.organisation_id = $1 AND y.person_id = p.id), '[]') AS tenancies,
           coalesce((SELECT jsonb_agg(jsonb_build_object('type', c.type_code, 'source', c.type_source, 'occurredAt', c.occurred_at,
               'outcome', d.outcome, 'whyNot', d.why_not) ORDER BY c.occurred_at DESC)
             FROM tenancy_parties y JOIN contacts c ON c.organisation_id = $1 AND c.tenancy_id = y.tenancy_id
             LEFT JOIN decisions d ON d.organisation_id = $1 AND d.contact_id = c.id
             WHERE y.organisation_id = $1 AND y.person_id = p.id), '[]') AS contacts,
           coalesce((SELECT jsonb_agg(jsonb_build_object('outcome', o.outcome, 'heard', o.heard, 'reason', o.reason, 'saidAt', o.said_at) ORDER BY o.said_at DESC)
             FROM outcomes o WHERE o.organisation_id = $1 AND o.person_id = p.id AND o.withdrawn_at IS NULL), '[]') AS outcomes
         FROM people p JOIN connections n ON n.organisation_id = $1 AND n.id = p.connection_id
         WHERE p.organisation_id = $1 AND p.reference_id = $2 AND p.deleted_at IS NULL`,
        [organisationId, reference],
      );
      if (!person) throw new Problem('not-known', 'person-unknown', `Nobody here has the reference ${reference}.`);
      await writeAudit(db, { actor, action: 'person.show', subject: `person:${person.id}` });
      return person;
    });
  }
}
