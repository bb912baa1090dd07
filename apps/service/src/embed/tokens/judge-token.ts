import { errors, importJWK, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Sealer } from '../../platform/secrets/seal.js';
import { sealedFor } from './host-key.js';
import { installationCode, type Installation } from '../installations/installation.entity.js';
import {
  clockSkewSeconds,
  Findings,
  isOrMissing,
  judgeClaims,
  longestTokenSeconds,
  type Finding,
  type Judged,
} from './judge-claims.js';
import type { KeySets } from './key-sets.js';
import { readStrictJson } from './strict-json.js';

/** The header has what names the key, and nothing that brings one along or changes what is signed. */
const headerNames = new Set(['alg', 'kid', 'typ', 'x5t', 'x5t#S256']);

/** Characters; the door takes no more. */
const longestToken = 8192;

interface NamedKey {
  readonly key: JWTVerifyGetKey;
  /** The key's own, which the token has to say as well. */
  readonly algorithms: readonly string[];
}

/**
 * Judges a token that a host signed, for one installation: by its keys alone, with the algorithm of the key. Every part
 * is looked at, and all of it has to be good. It is judged, not used: it can be judged again.
 */
export async function judgeToken(
  token: string,
  installation: Installation,
  keySets: KeySets,
  sealer: Sealer,
): Promise<Judged> {
  const found = new Findings();
  const named = findKey(found, token, installation, keySets, sealer);
  const signed = named && (await checkSignature(found, token, named));
  if (!signed) return { findings: found.items, isSigned: false, staff: null };
  const { findings, staff } = judgeClaims(signed.claims, {
    installation: installationCode(installation.organisationId, installation.id),
    organisationId: installation.organisationId,
    allowedOrigins: installation.allowedOrigins,
    roleMap: installation.roleMap,
    now: Date.now() / 1000,
  });
  const all = [...found.items, ...findings];
  // The library reads the same claims by its own rules: what either refuses is refused.
  if (staff && signed.refused) return { findings: [...all, signed.refused], isSigned: true, staff: null };
  return { findings: all, isSigned: true, staff };
}

function findKey(
  found: Findings,
  token: string,
  installation: Installation,
  keySets: KeySets,
  sealer: Sealer,
): NamedKey | undefined {
  const header = readHeader(found, token);
  if (!header) return undefined;
  const { kid, alg } = header;
  const extra = Object.keys(header).filter((name) => !headerNames.has(name));
  if (extra.length > 0)
    return found.bad('header', `has ${extra.join(', ').slice(0, 80)}, write alg, kid and typ alone`);
  if (header['typ'] !== undefined && !/^JWT$/i.test(String(header['typ'])))
    return found.bad('header', `typ ${isOrMissing(header['typ'])}, write "JWT" or leave it out`);
  if (typeof kid !== 'string' || kid === '')
    return found.bad('kid', `${isOrMissing(kid)}, write the name that the key has here`);
  const named = keyNamed(kid, installation, keySets, sealer);
  if (!named)
    return found.bad('kid', `${isOrMissing(kid)}, and this installation has ${namesOf(installation) || 'no key'}`);
  found.good('kid', isOrMissing(kid), kid);
  if (typeof alg !== 'string' || !named.algorithms.includes(alg))
    return found.bad('alg', `${isOrMissing(alg)}, and the key is for ${named.algorithms.join(', ')}`);
  found.good('alg', alg, alg);
  return named;
}

/** Three parts of base64url, each written the one way there is. */
function readHeader(found: Findings, token: string): Record<string, unknown> | undefined {
  if (token.length > longestToken)
    return found.bad('token', `has ${token.length} characters, write at most ${longestToken}`);
  const parts = token.split('.');
  if (parts.length === 5) return found.bad('token', 'is encrypted, send one that is signed');
  if (parts.length !== 3)
    return found.bad('token', `has ${parts.length} parts, write three with dots between: header, claims, signature`);
  if (parts.some((part) => part === '' || Buffer.from(part, 'base64url').toString('base64url') !== part))
    return found.bad('token', 'is not base64url throughout, send what the signing library made and nothing around it');
  const [header, claims] = parts.map((part) => readStrictJson(Buffer.from(part, 'base64url')));
  if (!header) return found.bad('header', 'is not one JSON object that has every name once');
  if (!claims) return found.bad('token', 'has claims that are not one JSON object that has every name once');
  return header;
}

function keyNamed(kid: string, installation: Installation, keySets: KeySets, sealer: Sealer): NamedKey | undefined {
  const pasted = installation.publicKeys.find((one) => one.kid === kid);
  if (pasted) return { key: () => importJWK(pasted.jwk, pasted.alg), algorithms: [pasted.alg] };
  const shared = installation.sealedKeys.find((one) => one.kid === kid);
  if (shared) {
    const secret = sealer.open(shared.sealed, sealedFor(installation, `shared:${kid}`));
    return { key: async () => new TextEncoder().encode(secret), algorithms: ['HS256'] };
  }
  const { keySetUrl } = installation;
  if (keySetUrl === null) return undefined;
  return { key: keySets.of(Object.assign(installation, { keySetUrl })), algorithms: ['ES256', 'RS256', 'EdDSA'] };
}

function namesOf({ publicKeys, sealedKeys }: Installation): string {
  return [...publicKeys, ...sealedKeys].map(({ kid }) => `"${kid}"`).join(' and ');
}

async function checkSignature(
  found: Findings,
  token: string,
  { key, algorithms }: NamedKey,
): Promise<{ claims: JWTPayload; refused?: Finding } | undefined> {
  const options: JWTVerifyOptions = {
    algorithms: [...algorithms],
    audience: 'doorstep-embed',
    clockTolerance: clockSkewSeconds,
    maxTokenAge: longestTokenSeconds, // also refuses an issue time that has not come, which would stretch the limit
    requiredClaims: ['iss', 'sub', 'iat', 'exp', 'jti'],
  };
  try {
    const { payload } = await jwtVerify(token, key, options);
    return found.good('signature', 'is by that key', { claims: payload });
  } catch (error) {
    // These two come after the signature was found to be right.
    if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) {
      const refused = { claim: error.claim, isGood: false, says: `cannot be accepted (${error.reason})` };
      return found.good('signature', 'is by that key', { claims: error.payload, refused });
    }
    return found.bad('signature', whyNotSigned(error));
  }
}

function whyNotSigned(error: unknown): string {
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'is not by that key over these words, sign with the private key whose public half is here';
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'names a key that is not in the set of keys, publish it there and wait half a minute';
  if (error instanceof errors.JOSEError) return 'cannot be checked with that key, look at the key and its algorithm';
  return 'cannot be checked: the set of keys is out of reach or the key is too weak (RSA: 2048 bits or more)';
}
