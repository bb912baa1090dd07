import { recordKey, type RecordKey, type SessionReply, type SessionRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, type JWTPayload } from 'jose';
import type { Role } from '../access/index.js';
import { makeCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Installation, readInstallationCode } from './installation.entity.js';
import { capsOf } from './panel-caps.js';

const sessionSeconds = 15 * 60;
const longestTokenSeconds = 10 * 60;
const clockSkewSeconds = 60;

/**
 * Exchanges a host-signed token for a session bound to the landlord, the origin and the one record that was open.
 * The token names its issuer, and that decides whose keys it is checked with; the algorithm is the key's, never the
 * token's; it can be used once. Every refusal is the same to the caller.
 */
@Injectable()
export class ExchangeToken {
  constructor(private readonly database: Database) {}

  /** `origin` is the request's Origin header. Throws `Problem` (`token-rejected`). */
  async run(shown: SessionRequest, origin: string | undefined): Promise<SessionReply> {
    if (!('token' in shown)) throw rejected();
    const { token } = shown;
    const claimed = readInstallationCode(issuerOf(token));
    if (!claimed) throw rejected();
    const installation = await this.database.inOrganisation(claimed.organisationId, (db) =>
      db.manager.findOneBy(Installation, { organisationId: claimed.organisationId, id: claimed.id }),
    );
    if (!installation) throw rejected();
    const claims = await verify(token, installation);
    const from = origin ?? claims.origin;
    if (from !== claims.origin || !installation.allowedOrigins.includes(from)) throw rejected();
    const session = makeCredential('ps', installation.organisationId, installation.id);
    await this.database.inOrganisation(installation.organisationId, async (db) => {
      await db.rows('DELETE FROM used_tokens WHERE organisation_id = $1 AND expires_at < now()', [db.organisationId]);
      await db.rows('DELETE FROM panel_sessions WHERE organisation_id = $1 AND expires_at < now()', [
        db.organisationId,
      ]);
      const [fresh] = await db.rows<{ token_id: string }>(
        `INSERT INTO used_tokens (organisation_id, installation_id, token_id, expires_at) VALUES ($1, $2, $3, to_timestamp($4))
         ON CONFLICT DO NOTHING RETURNING token_id`,
        [db.organisationId, installation.id, claims.tokenId, claims.expires + clockSkewSeconds],
      );
      if (!fresh) throw rejected();
      await db.rows(
        `INSERT INTO panel_sessions (organisation_id, secret_hash, installation_id, staff_id, roles, record_type, record_id, origin, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))`,
        [
          db.organisationId,
          session.secretHash,
          installation.id,
          claims.staffId,
          claims.roles,
          claims.record.type,
          claims.record.id,
          from,
          sessionSeconds,
        ],
      );
    });
    return {
      session: session.text,
      expiresIn: sessionSeconds,
      record: claims.record,
      caps: capsOf(claims.roles),
      locale: null,
    };
  }
}

interface Claims {
  readonly staffId: string;
  readonly roles: string[];
  readonly record: RecordKey;
  readonly origin: string;
  readonly tokenId: string;
  readonly expires: number;
}

const knownRoles = new Set<string>(['officer', 'lead', 'operative', 'income', 'asb', 'legal'] satisfies Role[]);

async function verify(token: string, installation: Installation): Promise<Claims> {
  let payload: JWTPayload;
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = installation.publicKeys.find((one) => one.kid === kid);
    if (!key) throw rejected();
    ({ payload } = await jwtVerify(token, await importJWK(key.jwk, key.alg), {
      algorithms: [key.alg],
      audience: 'doorstep-embed',
      clockTolerance: clockSkewSeconds,
      maxTokenAge: longestTokenSeconds, // also refuses an issue time that has not come, which would stretch the limit
      requiredClaims: ['iss', 'sub', 'iat', 'exp', 'jti'],
    }));
  } catch {
    throw rejected();
  }
  const { sub, iat, exp, jti } = payload;
  const roles = Array.isArray(payload['roles'])
    ? payload['roles'].filter((role) => knownRoles.has(String(role))).map(String)
    : [];
  const record = recordKey.safeParse(payload['rec']);
  const origin = payload['origin'];
  if (!sub || !jti || iat === undefined || exp === undefined || exp - iat > longestTokenSeconds) throw rejected();
  if (sub.length > 200 || jti.length > 200 || roles.length === 0 || !record.success || typeof origin !== 'string')
    throw rejected();
  if ([sub, jti, record.data.id].some((text) => text.includes('\u0000'))) throw rejected();
  return { staffId: sub, roles, record: record.data, origin, tokenId: jti, expires: exp };
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}

function rejected(): Problem {
  return new Problem('not-signed-in', 'token-rejected', 'The sign-in from your CRM was not accepted.');
}
