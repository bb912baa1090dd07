import { Injectable } from '@nestjs/common';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { v7 as uuidv7 } from 'uuid';
import { makeCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { withProvider } from './provider.js';
import { returnPath } from './return-path.js';
import { readSettings, redirectAddress, secretPlace, type StoredSettings } from './sign-in-settings.js';

/** Minutes somebody has at their provider. */
const minutes = 10;
/** Of a landlord at once: a sign-in that nobody comes back from is forgotten with its time. */
const mostUnderWay = 1000;

export interface BegunSignIn {
  /** At the provider. */
  readonly address: string;
  /** For a cookie: only the browser that began can come back. */
  readonly secret: string;
}

/** Sends somebody to their organisation's provider: authorization code with PKCE, and a state and a nonce used once. */
@Injectable()
export class BeginSignIn {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /**
   * `slug` names the landlord, where more than one has a provider. `origin` is ours. Throws `Problem`: `which-organisation`,
   * `no-provider`, or that the provider cannot be asked.
   */
  async run(slug: string | undefined, origin: string, wanted: string | undefined): Promise<BegunSignIn> {
    const organisationId = await this.landlord(slug);
    const settings = await this.database.inOrganisation(organisationId, readSettings);
    if (!settings) throw noProvider();
    const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const id = uuidv7();
    const { text: secret, secretHash } = makeCredential('su', organisationId, id);
    const address = await this.addressAt(organisationId, settings, {
      redirect_uri: redirectAddress(origin),
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...askedOf(settings.acceptedAcr),
    });
    await this.database.inOrganisation(organisationId, async (db) => {
      await db.rows('DELETE FROM sign_ins_under_way WHERE organisation_id = $1 AND expires_at < now()', [
        organisationId,
      ]);
      const [kept] = await db.rows<{ id: string }>(
        `INSERT INTO sign_ins_under_way (organisation_id, id, secret_hash, state, nonce, code_verifier, return_path, expires_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, now() + make_interval(mins => $8)
         WHERE (SELECT count(*) FROM sign_ins_under_way WHERE organisation_id = $1) < $9 RETURNING id`,
        [organisationId, id, secretHash, state, nonce, codeVerifier, returnPath(wanted), minutes, mostUnderWay],
      );
      if (!kept)
        throw new Problem(
          'too-many',
          'too-many-tries',
          'Many people are signing in at once. Try again in ten minutes.',
        );
    });
    return { address: address.href, secret };
  }

  private async addressAt(
    organisationId: string,
    settings: StoredSettings,
    parameters: Record<string, string>,
  ): Promise<URL> {
    const clientSecret = this.sealer.open(settings.sealedClientSecret, secretPlace(organisationId));
    return withProvider({ ...settings, clientSecret }, async (provider) => buildAuthorizationUrl(provider, parameters));
  }

  private async landlord(slug: string | undefined): Promise<string> {
    const [found, ...more] = await this.database.dispatch<{ id: string }>(
      `SELECT o.id FROM organisations o JOIN sign_in_settings s ON s.organisation_id = o.id
       WHERE $1::text IS NULL OR o.slug = $1 LIMIT 2`,
      [slug ?? null],
    );
    if (more.length > 0)
      throw new Problem('bad-input', 'which-organisation', 'Write the short name of your organisation.');
    if (!found) throw noProvider();
    return found.id;
  }
}

/**
 * Asks for one of the contexts that count. Entra ID wants its own (c1 to c99) in `claims`, and then makes somebody show a
 * second factor (learn.microsoft.com/entra/identity-platform/developer-guide-conditional-access-authentication-context).
 */
function askedOf(accepted: readonly string[]): Record<string, string> {
  const context = accepted.find((one) => /^c\d{1,2}$/.test(one));
  if (context !== undefined)
    return { claims: JSON.stringify({ id_token: { acrs: { essential: true, value: context } } }) };
  return accepted.length === 0 ? {} : { acr_values: accepted.join(' ') };
}

function noProvider(): Problem {
  return new Problem(
    'not-known',
    'no-provider',
    'Signing in with an organisation’s account is not set up here. Ask an administrator for a link.',
  );
}
