import type { CheckedToken } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Sealer } from '../../platform/secrets/seal.js';
import { findInstallation } from '../installations/find-installation.js';
import { judgeCanvas } from './judge-canvas.js';
import { judgeToken } from './judge-token.js';
import { KeySets } from './key-sets.js';

/** Tells whoever sets a host up what is wrong with a token and what to write instead. It is not stored and not used up. */
@Injectable()
export class CheckToken {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly keySets: KeySets,
  ) {}

  /**
   * `installation` is its name or its code; `text` a host-signed token or the signed request of a canvas. Throws `Problem`
   * when there is no such installation.
   */
  async run(organisationId: string, installation: string, text: string): Promise<CheckedToken> {
    const found = await this.database.inOrganisation(organisationId, (db) => findInstallation(db, installation));
    const token = text.trim();
    const judged =
      token.split('.').length === 2
        ? judgeCanvas(token, found, this.sealer)
        : await judgeToken(token, found, this.keySets, this.sealer);
    const items = [...judged.findings];
    if (judged.staff && (await this.wasUsed(organisationId, found.id, judged.staff.tokenId)))
      items.push({ claim: 'jti', isGood: false, says: 'was used before, write a new id for every token' });
    return { good: items.every(({ isGood }) => isGood), items, total: items.length };
  }

  private async wasUsed(organisationId: string, installationId: string, tokenId: string): Promise<boolean> {
    const used = await this.database.inOrganisation(organisationId, (db) =>
      db.rows('SELECT 1 FROM used_tokens WHERE organisation_id = $1 AND installation_id = $2 AND token_id = $3', [
        organisationId,
        installationId,
        tokenId,
      ]),
    );
    return used.length > 0;
  }
}
