import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { ApiKey } from './api-key.entity.js';
import { readCredential } from './credential.js';

/** Answers whose key this is, or undefined for one that is unknown, revoked or not a key. */
@Injectable()
export class CheckApiKey {
  constructor(private readonly database: Database) {}

  async run(text: string): Promise<{ organisationId: string; actor: string; roles: readonly string[] } | undefined> {
    const claim = readCredential('dk', text);
    if (!claim) return undefined;
    const stored = await this.database.inOrganisation(claim.organisationId, (db) =>
      db.manager.findOneBy(ApiKey, { organisationId: claim.organisationId, id: claim.id, revokedAt: IsNull() }),
    );
    if (!stored || !timingSafeEqual(stored.secretHash, claim.secretHash)) return undefined;
    return { organisationId: claim.organisationId, actor: `api-key:${claim.id}`, roles: [stored.role] };
  }
}
