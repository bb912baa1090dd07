import type { PingReply } from '@doorstep/contracts/visit';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { CheckPhone } from './check-phone.js';

/** Answers a phone that asks whether we are there, and keeps how much waits on it. */
@Injectable()
export class Ping {
  constructor(
    private readonly database: Database,
    private readonly checkPhone: CheckPhone,
  ) {}

  /** `oldest` is RFC 3339: when the oldest waiting visit was saved, by the phone's clock. Throws `Problem` (401). */
  async run(
    authorization: string | undefined,
    { waiting, oldest }: { readonly waiting?: number | undefined; readonly oldest?: string | undefined },
  ): Promise<PingReply> {
    const { organisationId, phoneId, isRemoved } = await this.checkPhone.known(authorization);
    const [clock] = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<{ at: Date }>(
        `UPDATE phones SET last_contact_at = now(), waiting = coalesce($3, waiting),
           oldest_waiting_at = CASE WHEN $3 IS NULL THEN oldest_waiting_at WHEN $3 > 0 THEN $4::timestamptz END,
           cleared_at = CASE WHEN removed_at IS NOT NULL AND $3 = 0 THEN coalesce(cleared_at, now()) ELSE cleared_at END
         WHERE organisation_id = $1 AND id = $2 RETURNING now() AS at`,
        [organisationId, phoneId, waiting ?? null, oldest === undefined ? null : new Date(oldest)],
      ),
    );
    return { doorstep: 'here', at: clock!.at.toISOString(), phone: isRemoved ? 'removed' : 'known' };
  }
}
