import { Injectable } from '@nestjs/common';
import { authorizationCodeGrant } from 'openid-client';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { readCredential } from '../organisations/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openSession } from './console-session.js';
import { judgeClaims, type Judged, type Refusal } from './judge-claims.js';
import { withProvider } from './provider.js';
import { readSettings, redirectAddress, secretPlace, type StoredSettings } from './sign-in-settings.js';

interface UnderWay {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnPath: string;
}

interface Account extends Judged {
  readonly issuer: string;
  readonly subject: string;
}

const sentences: Readonly<Record<Refusal, string>> = {
  'no-role': 'You have signed in, but nobody has given you a role here. Ask an administrator of Doorstep.',
  'groups-left-out':
    'You are in more groups than your provider puts into a sign-in. Have it send only the groups that are assigned to Doorstep.',
  'no-mfa': 'Your provider did not say that you signed in with a second factor. Set one up, then sign in again.',
};

/** Takes somebody in who comes back from their provider. What they began is used up by the first try, however it ends. */
@Injectable()
export class FinishSignIn {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /**
   * `secret` is what the browser was given when it began, `search` what the provider added to our address, `origin` ours.
   * Answers the session's text and where to go. Throws `Problem`.
   */
  async run(
    secret: string | undefined,
    search: string,
    origin: string,
  ): Promise<{ session: string; returnPath: string }> {
    const claim = secret === undefined ? undefined : readCredential('su', secret);
    if (!claim) throw startAgain();
    const { organisationId } = claim;
    const [underWay, settings] = await this.database.inOrganisation(organisationId, async (db) => {
      const [taken] = await db.rows<UnderWay>(
        `DELETE FROM sign_ins_under_way WHERE organisation_id = $1 AND id = $2 AND secret_hash = $3 AND expires_at > now()
         RETURNING state, nonce, code_verifier AS "codeVerifier", return_path AS "returnPath"`,
        [organisationId, claim.id, claim.secretHash],
      );
      return [taken, await readSettings(db)] as const;
    });
    if (!underWay || !settings) throw startAgain();
    const account = await this.accountOf(organisationId, settings, underWay, redirectAddress(origin) + search);
    const session = await this.database.inOrganisation(organisationId, async (db) =>
      openSession(db, await keepAccount(db, account), 'provider'),
    );
    return { session, returnPath: underWay.returnPath };
  }

  private async accountOf(
    organisationId: string,
    settings: StoredSettings,
    { state, nonce, codeVerifier }: UnderWay,
    address: string,
  ): Promise<Account> {
    const clientSecret = this.sealer.open(settings.sealedClientSecret, secretPlace(organisationId));
    const claims = await withProvider({ ...settings, clientSecret }, async (provider) => {
      const tokens = await authorizationCodeGrant(provider, new URL(address), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      }).catch(() => {
        throw refused();
      });
      return tokens.claims();
    });
    if (!claims) throw refused();
    const judged = judgeClaims(claims, settings);
    if (typeof judged === 'string') throw new Problem('not-allowed', judged, sentences[judged]);
    return { ...judged, issuer: claims.iss, subject: claims.sub };
  }
}

/** What the provider says now is what holds: the name, and the roles by the groups. Answers who it is here. */
async function keepAccount(db: Transaction, { issuer, subject, name, email, roles }: Account): Promise<string> {
  const [known] = await db.rows<{ id: string; roles: string[]; isRemoved: boolean }>(
    `SELECT id, roles, removed_at IS NOT NULL AS "isRemoved" FROM staff
     WHERE organisation_id = $1 AND issuer = $2 AND subject = $3 FOR UPDATE`,
    [db.organisationId, issuer, subject],
  );
  if (known?.isRemoved)
    throw new Problem('not-allowed', 'removed', 'An administrator has removed you here. Ask them to take you back.');
  const id = known?.id ?? uuidv7();
  const actor = `staff:${id}`;
  await db.rows(
    `INSERT INTO staff (organisation_id, id, name, email, issuer, subject, roles, added_by, changed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
     ON CONFLICT (organisation_id, id) DO UPDATE SET name = excluded.name, email = excluded.email, roles = excluded.roles,
       version = staff.version + 1, changed_by = excluded.changed_by, changed_at = now()
     WHERE (staff.name, staff.email, staff.roles) IS DISTINCT FROM (excluded.name, excluded.email, excluded.roles)`,
    [db.organisationId, id, name, email, issuer, subject, roles, actor],
  );
  if (known?.roles.join() !== roles.join())
    await writeAudit(db, {
      actor,
      action: known ? 'staff.change-roles' : 'staff.add',
      subject: actor,
      detail: { roles: roles.join(' '), by: 'groups' },
    });
  return id;
}

function startAgain(): Problem {
  return new Problem(
    'not-signed-in',
    'start-again',
    'This sign-in was used before, took too long or began in another browser. Sign in again.',
  );
}

function refused(): Problem {
  return new Problem('not-signed-in', 'provider-refused', 'Your provider did not sign you in. Sign in again.');
}
