import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, type JWTPayload } from 'jose';
import * as z from 'zod';
import { Installation, readInstallationCode } from '../embed/index.js';
import type { Database } from '../platform/database/database.js';
import type { Shift } from './shift-scope.js';

/** What a landlord's job system says of a shift, once its signature was checked. */
export interface ShiftToken extends Shift {
  readonly organisationId: string;
  readonly installationId: string;
  /** Known once: a second use is refused. */
  readonly tokenId: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

const longestTokenSeconds = 24 * 60 * 60;
export const clockSkewSeconds = 60;

const text = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/);
const claims = z.object({
  sub: text,
  jti: text,
  iat: z.number(),
  exp: z.number(),
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^\0]*$/)
    .optional(),
  contractor: text.optional(),
  jobs: z.array(text).min(1).max(50).optional(),
});

/**
 * Checks a shift link that a job system signed. Its issuer decides whose keys it is checked with, the key decides the
 * algorithm. Undefined for anything that is not to be believed.
 */
export async function readShiftToken(database: Database, token: string): Promise<ShiftToken | undefined> {
  const claimed = readInstallationCode(issuerOf(token));
  if (!claimed) return undefined;
  const installation = await database.inOrganisation(claimed.organisationId, (db) =>
    db.manager.findOneBy(Installation, { organisationId: claimed.organisationId, id: claimed.id }),
  );
  const read = installation && claims.safeParse(await verified(token, installation));
  if (!read?.success) return undefined;
  const { sub, jti, iat, exp, name, contractor, jobs } = read.data;
  if (exp - iat > longestTokenSeconds || (contractor === undefined) === (jobs === undefined)) return undefined;
  return {
    organisationId: claimed.organisationId,
    installationId: claimed.id,
    tokenId: jti,
    expires: exp,
    operativeId: sub,
    operativeName: name ?? null,
    scope: contractor === undefined ? { jobs: jobs ?? [] } : { contractor },
  };
}

async function verified(token: string, installation: Installation): Promise<JWTPayload | undefined> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = installation.publicKeys.find((one) => one.kid === kid);
    if (!key) return undefined;
    const { payload } = await jwtVerify(token, await importJWK(key.jwk, key.alg), {
      algorithms: [key.alg],
      audience: 'doorstep-visit',
      clockTolerance: clockSkewSeconds,
      maxTokenAge: longestTokenSeconds, // also refuses an issue time that has not come, which would stretch the limit
      requiredClaims: ['iss', 'sub', 'iat', 'exp', 'jti'],
    });
    return payload;
  } catch {
    return undefined;
  }
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}
