import type { SignInSettings, SignInSettingsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readSettings, redirectAddress, type StoredSettings } from './sign-in-settings.js';

/** Shows how people sign in with their organisation's accounts. The secret stays where it is. */
@Injectable()
export class ShowSignInSettings {
  constructor(private readonly database: Database) {}

  /** `origin` is ours. */
  async run(organisationId: string, origin: string): Promise<SignInSettingsShown> {
    const stored = await this.database.inOrganisation(organisationId, readSettings);
    return { settings: stored ? shown(stored, origin) : null, redirectAddress: redirectAddress(origin) };
  }
}

export function shown(stored: StoredSettings, origin: string): SignInSettings {
  const { sealedClientSecret: _, secretEndsIn: endsIn, secretSavedBy: savedBy, secretSavedAt, ...rest } = stored;
  return {
    ...rest,
    acceptedAmr: [...stored.acceptedAmr],
    acceptedAcr: [...stored.acceptedAcr],
    allowedAddresses: [...stored.allowedAddresses],
    secret: { savedBy, savedAt: secretSavedAt.toISOString(), endsIn },
    changedAt: stored.changedAt.toISOString(),
    redirectAddress: redirectAddress(origin),
  };
}
