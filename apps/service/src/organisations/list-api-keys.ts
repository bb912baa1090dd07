import type { ApiKeyShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

interface StoredKey extends Pick<ApiKeyShown, 'id' | 'name' | 'role'> {
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** Lists a landlord's API keys, those that work first, the newest first. The keys themselves are kept nowhere. */
@Injectable()
export class ListApiKeys {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: ApiKeyShown[]; total: number }> {
    const rows = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<StoredKey>(
        `SELECT id, name, role, created_at AS "createdAt", revoked_at AS "revokedAt" FROM api_keys
         WHERE organisation_id = $1 ORDER BY revoked_at IS NOT NULL, created_at DESC, id`,
        [organisationId],
      ),
    );
    const items = rows.map(({ createdAt, revokedAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      revokedAt: revokedAt?.toISOString() ?? null,
    }));
    return { items, total: items.length };
  }
}
