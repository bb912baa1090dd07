import type { SignInSettings } from '@doorstep/contracts/http';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { SealedFor } from '../platform/secrets/seal.js';

/** How a landlord's people sign in with their own accounts, as it is stored. */
export interface StoredSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly sealedClientSecret: string;
  readonly secretEndsIn: string;
  /** Their name, for whoever is signed in to the console. */
  readonly secretSavedBy: string;
  readonly secretSavedAt: Date;
  readonly groupsClaim: string;
  readonly roleOfGroup: SignInSettings['roleOfGroup'];
  readonly requiresMfa: boolean;
  readonly acceptedAmr: readonly string[];
  readonly acceptedAcr: readonly string[];
  readonly allowedAddresses: readonly string[];
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** Undefined where there are none. */
export async function readSettings(db: Transaction): Promise<StoredSettings | undefined> {
  const [stored] = await db.rows<StoredSettings>(
    `SELECT issuer, client_id AS "clientId", sealed_client_secret AS "sealedClientSecret",
       secret_ends_in AS "secretEndsIn", ${nameOf('s.secret_saved_by')} AS "secretSavedBy", secret_saved_at AS "secretSavedAt",
       groups_claim AS "groupsClaim", role_of_group AS "roleOfGroup", requires_mfa AS "requiresMfa",
       accepted_amr AS "acceptedAmr", accepted_acr AS "acceptedAcr", allowed_addresses AS "allowedAddresses", version,
       ${nameOf('s.changed_by')} AS "changedBy", changed_at AS "changedAt"
     FROM sign_in_settings s WHERE organisation_id = $1`,
    [db.organisationId],
  );
  return stored;
}

/** What the client secret is bound to: it opens nowhere else. */
export function secretPlace(organisationId: string): SealedFor {
  return { organisationId, connectionId: 'sign-in', field: 'client-secret' };
}

/** Where a provider sends people back to. `origin` is ours. */
export function redirectAddress(origin: string): string {
  return `${origin}/admin/v1/sign-in/back`;
}
