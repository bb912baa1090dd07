import { contactRequest, type ContactRequest, type TakenContacts } from '@doorstep/contracts/http';
import { contactTypes } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { findReferences } from '../records/index.js';
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
  const { personId, householdId, homeId } = await findReferences(db, one);
  return {
    reference: one.reference,
    typeCode: one.type,
    typeSource: `told by ${one.reference.allocatedBy}`,
    occurredAt: one.occurredAt,
    homeId,
    tenancyId: householdId,
    personId,
    repairId: null,
  };
}
