import { Injectable } from '@nestjs/common';
import { readCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import type { ShiftScope } from './shift-scope.js';
import { phoneRemoved } from './sign-in.js';

/** A phone that showed who it is. */
export interface PhoneAtDoor {
  readonly organisationId: string;
  readonly phoneId: string;
  readonly operativeId: string;
  readonly isRemoved: boolean;
  /** What its shift may see; null: no session, or one that is over. */
  readonly scope: ShiftScope | null;
}

export type PhoneOnShift = PhoneAtDoor & { readonly scope: ShiftScope };

const queries = {
  vs: `SELECT s.operative_id AS "operativeId", p.removed_at IS NOT NULL AS "isRemoved",
         CASE WHEN s.expires_at > now() THEN s.scope END AS scope
       FROM visit_sessions s JOIN phones p ON p.organisation_id = $1 AND p.id = s.phone_id
       WHERE s.organisation_id = $1 AND s.secret_hash = $3 AND s.phone_id = $2`,
  vp: `SELECT operative_id AS "operativeId", removed_at IS NOT NULL AS "isRemoved", NULL AS scope
       FROM phones WHERE organisation_id = $1 AND id = $2 AND secret_hash = $3`,
};

/** Answers which phone sends, from `Authorization: Bearer vs_…` (a shift) or `vp_…` (the phone itself). */
@Injectable()
export class CheckPhone {
  constructor(private readonly database: Database) {}

  /** Any phone that was ever signed in. Throws `Problem` (401). */
  async known(authorization: string | undefined): Promise<PhoneAtDoor> {
    const text = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '';
    for (const kind of ['vs', 'vp'] as const) {
      const claim = readCredential(kind, text);
      if (!claim) continue;
      const { organisationId, id, secretHash } = claim;
      const [found] = await this.database.inOrganisation(organisationId, (db) =>
        db.rows<Omit<PhoneAtDoor, 'organisationId' | 'phoneId'>>(queries[kind], [organisationId, id, secretHash]),
      );
      if (found) return { ...found, organisationId, phoneId: id };
    }
    throw signedOut();
  }

  /** A phone whose shift goes on. Throws `Problem`: 423 for a removed one, else 401. */
  async onShift(authorization: string | undefined): Promise<PhoneOnShift> {
    const phone = await this.known(authorization);
    if (phone.isRemoved) throw phoneRemoved();
    return refuseWithoutShift(phone);
  }

  /** A phone that may hand over: on shift, or removed. Throws `Problem` (401). */
  async mayHandOver(authorization: string | undefined): Promise<PhoneAtDoor> {
    const phone = await this.known(authorization);
    return phone.isRemoved ? phone : refuseWithoutShift(phone);
  }
}

function refuseWithoutShift(phone: PhoneAtDoor): PhoneOnShift {
  const { scope } = phone;
  if (scope === null) throw signedOut();
  return { ...phone, scope };
}

function signedOut(): Problem {
  return new Problem('not-signed-in', 'session-ended', 'Sign in again. What you saved is safe on this phone.');
}
