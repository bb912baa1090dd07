import {
  changeSignInSettings,
  type ChangeSignInSettings as SettingsChange,
  type SignInSettings,
} from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { isCidr } from '../platform/http/address-policy.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { withProvider } from './provider.js';
import { shown } from './show-sign-in-settings.js';
import { readSettings, secretPlace, type StoredSettings } from './sign-in-settings.js';

/** Sets how people sign in with their organisation's accounts. The provider is asked first: one that is not there is not saved. */
@Injectable()
export class ChangeSignInSettings {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** `origin` is ours. Throws `Problem`; when another change came in between, with what stands now as `current`. */
  async run(actor: string, organisationId: string, origin: string, raw: SettingsChange): Promise<SignInSettings> {
    const { version, clientSecret, ...change } = parseInput(changeSignInSettings, raw);
    const wrong = change.allowedAddresses.find((one) => !isCidr(one));
    if (wrong !== undefined)
      throw new Problem('bad-input', 'address', 'Write an address and its mask bits, for instance 10.20.0.0/16.');
    const stored = await this.database.inOrganisation(organisationId, readSettings);
    if ((stored?.version ?? 0) !== version) throw changedMeanwhile(stored, origin);
    // A saved secret goes to nobody but the provider it was saved for.
    if (clientSecret === undefined && stored?.issuer !== change.issuer)
      throw new Problem('bad-input', 'secret-needed', 'Write the client secret that this provider gave you.');
    const secret = clientSecret ?? this.sealer.open(stored!.sealedClientSecret, secretPlace(organisationId));
    await withProvider({ ...change, clientSecret: secret }, async (provider) => provider.serverMetadata().issuer);
    return this.database.inOrganisation(organisationId, async (db) => {
      const sealed = clientSecret === undefined ? null : this.sealer.seal(clientSecret, secretPlace(organisationId));
      const isWritten = await write(
        db,
        actor,
        version,
        change,
        sealed === null ? null : { sealed, endsIn: secret.slice(-4) },
      );
      const now = await readSettings(db);
      if (!isWritten || !now) throw changedMeanwhile(now, origin);
      await writeAudit(db, {
        actor,
        action: 'sign-in-settings.change',
        subject: `organisation:${organisationId}`,
        detail: { version: now.version, hasNewSecret: sealed !== null, requiresMfa: now.requiresMfa },
      });
      return shown(now, origin);
    });
  }
}

type Written = Omit<SettingsChange, 'clientSecret' | 'version'>;

async function write(
  db: Transaction,
  actor: string,
  version: number,
  change: Written,
  secret: { readonly sealed: string; readonly endsIn: string } | null,
): Promise<boolean> {
  const values = [
    db.organisationId,
    change.issuer,
    change.clientId,
    change.groupsClaim,
    JSON.stringify(change.roleOfGroup),
    change.requiresMfa,
    change.acceptedAmr,
    change.acceptedAcr,
    change.allowedAddresses,
    actor,
    secret?.sealed ?? null,
    secret?.endsIn ?? null,
  ];
  const written =
    version === 0
      ? await db.rows(
          `INSERT INTO sign_in_settings (organisation_id, issuer, client_id, groups_claim, role_of_group, requires_mfa,
             accepted_amr, accepted_acr, allowed_addresses, changed_by, sealed_client_secret, secret_ends_in, secret_saved_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $10)
           ON CONFLICT (organisation_id) DO NOTHING RETURNING version`,
          values,
        )
      : await db.rows(
          `UPDATE sign_in_settings SET issuer = $2, client_id = $3, groups_claim = $4, role_of_group = $5,
             requires_mfa = $6, accepted_amr = $7, accepted_acr = $8, allowed_addresses = $9, changed_by = $10,
             changed_at = now(), version = version + 1,
             sealed_client_secret = coalesce($11, sealed_client_secret), secret_ends_in = coalesce($12, secret_ends_in),
             secret_saved_by = CASE WHEN $11::text IS NULL THEN secret_saved_by ELSE $10 END,
             secret_saved_at = CASE WHEN $11::text IS NULL THEN secret_saved_at ELSE now() END
           WHERE organisation_id = $1 AND version = $13 RETURNING version`,
          [...values, version],
        );
  return written.length > 0;
}

function changedMeanwhile(stored: StoredSettings | undefined, origin: string): Problem {
  return new Problem(
    'conflict',
    'settings-changed',
    'Somebody changed how people sign in meanwhile. Read it again and put your change on top.',
    stored ? shown(stored, origin) : null,
  );
}
