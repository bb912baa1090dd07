import { contactRequest, type ContactRequest, type TakenContacts } from '@doorstep/contracts/http';
import { contactTypes } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { addContacts, type NewContact } from './add-contacts.js';
import { noticeContacts } from './notice-contacts.js';

/**
 * Takes everyday contacts that a landlord's system tells, all of them or none. A contact for a home we do not know is
 * kept all the same: its decision says so. Throws `Problem` that names the item.
 */
@Injectable()
export class TakeContacts {
  constructor(private readonly database: Database) {}

  async run(actor: string, organisationId: string, items: readonly unknown[]): Promise<TakenContacts> {
    const known = new Set(contactTypes.map((type) => type.code));
    const parsed = items.map((item, at) => {
      const one = parseItem(item, at);
      if (!known.has(one.type))
        throw new Problem('bad-input', 'contact-type', `Item ${at + 1}: there is no contact type ${one.type}.`);
      return one;
    });
    return this.database.inOrganisation(organisationId, async (db) => {
      const contacts: NewContact[] = [];
      for (const one of parsed) contacts.push(await toContact(db, one));
      const added = await addContacts(db, contacts);
      await noticeContacts(db, added);
      await writeAudit(db, {
        actor,
        action: 'contacts.take',
        subject: `organisation:${organisationId}`,
        detail: { added: added.length },
      });
      return { added: added.length, known: parsed.length - added.length };
    });
  }
}

function parseItem(item: unknown, at: number): ContactRequest {
  try {
    return parseInput(contactRequest, item);
  } catch (error) {
    if (error instanceof Problem) throw new Problem(error.kind, error.code, `Item ${at + 1}: ${error.message}`);
    throw error;
  }
}

async function toContact(db: Transaction, one: ContactRequest): Promise<NewContact> {
  const find = async (
    table: 'people' | 'tenancies' | 'homes',
    entity: 'person' | 'tenancy' | 'home',
    reference: { id: string; allocatedBy: string } | undefined,
  ) => {
    if (!reference) return null;
    const [row] = await db.rows<{ id: string }>(
      `SELECT id FROM ${table} WHERE organisation_id = $1 AND reference_id = $2 AND allocated_by = $3 AND deleted_at IS NULL
       UNION ALL
       SELECT entity_id FROM other_references
       WHERE organisation_id = $1 AND entity = $4 AND reference_id = $2 AND allocated_by = $3
       LIMIT 1`,
      [db.organisationId, reference.id, reference.allocatedBy, entity],
    );
    return row?.id ?? null;
  };
  const personId = await find('people', 'person', one.person);
  return {
    reference: one.reference,
    typeCode: one.type,
    typeSource: `told by ${one.reference.allocatedBy}`,
    occurredAt: one.occurredAt,
    homeId: await find('homes', 'home', one.home),
    tenancyId:
      (await find('tenancies', 'tenancy', one.tenancy)) ?? (personId === null ? null : await tenancyOf(db, personId)),
    personId,
    repairId: null,
  };
}

async function tenancyOf(db: Transaction, personId: string): Promise<string | null> {
  const [row] = await db.rows<{ id: string }>(
    `SELECT t.id FROM tenancy_parties y JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id
     WHERE y.organisation_id = $1 AND y.person_id = $2 AND t.is_active AND t.deleted_at IS NULL
     ORDER BY t.start_date DESC NULLS LAST, t.id LIMIT 1`,
    [db.organisationId, personId],
  );
  return row?.id ?? null;
}
