import type { StaffInvited } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { makeCredential } from '../organisations/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { readStaff } from './list-staff.js';

/** Days that a link works if nobody uses it. */
const daysGood = 7;

interface SignInLink {
  /** `/console/#si_…`, shown this once: it follows the address of Doorstep. */
  readonly address: string;
  readonly expiresAt: string;
}

/** Makes a link that signs one person in, once. One that was made for them before and not used stops working. */
@Injectable()
export class MakeSignInLink {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for somebody who is not here, was removed, or signs in with their organisation's account. */
  async run(actor: string, organisationId: string, staffId: string): Promise<StaffInvited> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const { address, expiresAt } = await makeLink(db, actor, staffId);
      const [staff] = await readStaff(db, staffId);
      return { staff: staff!, address, expiresAt };
    });
  }
}

/** The same in a transaction that is open already. */
export async function makeLink(db: Transaction, actor: string, staffId: string): Promise<SignInLink> {
  const [person] = await db.rows<{ hasAccount: boolean }>(
    `SELECT issuer IS NOT NULL AS "hasAccount" FROM staff WHERE organisation_id = $1 AND id = $2 AND removed_at IS NULL`,
    [db.organisationId, staffId],
  );
  if (!person) throw staffUnknown();
  if (person.hasAccount)
    throw new Problem(
      'conflict',
      'signs-in-by-account',
      'They sign in with their organisation’s account, so they need no link.',
    );
  const id = uuidv7();
  const { text, secretHash } = makeCredential('si', db.organisationId, id);
  await db.rows('DELETE FROM sign_in_links WHERE organisation_id = $1 AND staff_id = $2 AND used_at IS NULL', [
    db.organisationId,
    staffId,
  ]);
  const [made] = await db.rows<{ expiresAt: Date }>(
    `INSERT INTO sign_in_links (organisation_id, id, secret_hash, staff_id, made_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING expires_at AS "expiresAt"`,
    [db.organisationId, id, secretHash, staffId, actor, daysGood],
  );
  await writeAudit(db, { actor, action: 'sign-in-link.make', subject: `staff:${staffId}` });
  return { address: `/console/#${text}`, expiresAt: made!.expiresAt.toISOString() };
}

export function staffUnknown(): Problem {
  return new Problem('not-known', 'staff-unknown', 'There is nobody with this id here. Look at the list of people.');
}
