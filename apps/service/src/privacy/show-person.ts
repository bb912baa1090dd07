import type { PersonShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { readWayToReach } from '../preferences/index.js';
import { referencesOf, samePeople } from '../records/index.js';

/** What is held about one person, by the host's reference, or by one that was merged into theirs. Looking is in the audit. */
@Injectable()
export class ShowPerson {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when nobody has the reference. */
  async run(caller: Caller, reference: string): Promise<PersonShown> {
    refuseUnless(caller.roles, 'people.read');
    const { actor, organisationId } = caller;
    const mayRead = mayDo(caller.roles, 'voices.read');
    return this.database.inOrganisation(organisationId, async (db) => {
      const [person] = await db.rows<Omit<PersonShown, 'wayToReach'>>(
        `SELECT p.id, jsonb_build_object('id', p.reference_id, 'allocatedBy', p.allocated_by) AS reference, n.name AS connection, p.full_name AS name,
           coalesce((SELECT jsonb_agg(jsonb_build_object('reference', t.reference_id, 'home', array_to_string(h.address_lines, ', '),
               'isActive', t.is_active, 'isResponsible', y.is_responsible) ORDER BY t.start_date DESC)
             FROM tenancy_parties y JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id
             LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
             WHERE y.organisation_id = $1 AND y.person_id = p.id), '[]') AS tenancies,
           coalesce((SELECT jsonb_agg(jsonb_build_object('type', c.type_code, 'source', c.type_source, 'occurredAt', c.occurred_at,
               'outcome', d.outcome, 'whyNot', d.why_not) ORDER BY c.occurred_at DESC)
             FROM contacts c LEFT JOIN decisions d ON d.organisation_id = $1 AND d.contact_id = c.id
             WHERE c.organisation_id = $1 AND c.tenancy_id = ANY (same.households)), '[]') AS contacts,
           coalesce((SELECT jsonb_agg(jsonb_build_object('outcome', o.outcome, 'heard', o.heard, 'reason', o.reason, 'takesPart', d.takes_part,
               'needs', coalesce(d.needs, '{}'), 'askBy', d.ask_by, 'wrongBecause', d.wrong_because, 'saidAt', o.said_at) ORDER BY o.said_at DESC)
             FROM outcomes o LEFT JOIN outcome_details d ON d.organisation_id = $1 AND d.outcome_id = o.id
             WHERE $3 AND o.organisation_id = $1 AND o.person_id = ANY (same.ids) AND o.withdrawn_at IS NULL), '[]') AS outcomes,
           coalesce((SELECT jsonb_agg(jsonb_build_object('words', v.words, 'whose', v.whose, 'kind', v.kind, 'speaker', v.speaker,
               'takenThrough', v.taken_through, 'saidAt', v.said_at, 'isReplyOwed', w.voice_id IS NOT NULL) ORDER BY v.said_at DESC)
             FROM voices v LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = v.id AND w.settled_at IS NULL
             WHERE $3 AND v.organisation_id = $1 AND v.person_id = ANY (same.ids) AND v.withdrawn_at IS NULL), '[]') AS voices,
           coalesce((SELECT jsonb_agg(jsonb_build_object('result', r.result, 'words', r.words, 'way', x.way, 'toldAt', x.told_at) ORDER BY x.told_at DESC)
             FROM tellings x JOIN replies r ON r.organisation_id = $1 AND r.id = x.reply_id
             WHERE $3 AND x.organisation_id = $1 AND x.person_id = ANY (same.ids) AND x.state = 'told'), '[]') AS told,
           coalesce((SELECT jsonb_agg(jsonb_build_object('route', g.route, 'reference', g.reference, 'toldAt', g.told_at,
               'acknowledgedAt', g.acknowledged_at) ORDER BY g.told_at DESC)
             FROM hand_offs g WHERE $3 AND g.organisation_id = $1 AND g.person_id = ANY (same.ids)), '[]') AS "handOffs",
           coalesce((SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'theme', f.theme, 'since', f.since) ORDER BY f.since DESC)
             FROM preferences f WHERE f.organisation_id = $1 AND f.household_id = ANY (same.households) AND f.ended_at IS NULL), '[]') AS preferences
         FROM people p JOIN connections n ON n.organisation_id = $1 AND n.id = p.connection_id
         CROSS JOIN LATERAL (SELECT who.ids, array(SELECT y.tenancy_id FROM tenancy_parties y
             WHERE y.organisation_id = $1 AND y.person_id = ANY (who.ids)) AS households
           FROM (SELECT ${samePeople('p.id')} AS ids OFFSET 0) who OFFSET 0) same
         WHERE p.organisation_id = $1 AND p.reference_id = ANY ($2::text[]) AND p.deleted_at IS NULL`,
        [organisationId, await referencesOf(db, reference), mayRead],
      );
      if (!person) throw new Problem('not-known', 'person-unknown', `Nobody here has the reference ${reference}.`);
      await writeAudit(db, { actor, action: 'person.show', subject: `person:${person.id}` });
      return { ...person, wayToReach: await readWayToReach(db, person.id, caller.roles) };
    });
  }
}
