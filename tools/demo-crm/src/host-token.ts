import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importJWK, SignJWT, type CryptoKey } from 'jose';
import type { Officer } from './officers.js';

/** Seconds that a token may be used for. */
const LIFETIME = 300;

/** The host's signing key, with the id by which the service finds its public half. */
export interface HostKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** What a token says: which officer has which record open, and where. */
export interface HostTokenClaims {
  readonly installation: string;
  readonly officer: Officer;
  readonly record: { readonly type: string; readonly id: string };
  /** Scheme, host and port of the page that shows the panel. */
  readonly origin: string;
}

/**
 * Reads the host's private key.
 * @param path A file with one JWK: an EC private key on P-256, with its `kid`.
 * @throws when the file cannot be read or holds another kind of key.
 */
export async function readHostKey(path: string): Promise<HostKey> {
  const jwk = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  if (jwk['kty'] !== 'EC' || typeof jwk['kid'] !== 'string' || typeof jwk['d'] !== 'string') {
    throw new Error(`${path} wants one private EC key as a JWK with a kid`);
  }
  const key = await importJWK(jwk, 'ES256');
  if (key instanceof Uint8Array) throw new Error(`${path} holds a shared secret, not a private key`);
  return { kid: jwk['kid'], key };
}

/** Signs who is signed in to the CRM, for one record (ES256). */
export function signHostToken(
  { kid, key }: HostKey,
  { installation, officer, record, origin }: HostTokenClaims,
): Promise<string> {
  return new SignJWT({ name: officer.name, roles: [...officer.roles], rec: record, origin })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(installation)
    .setAudience('doorstep-embed')
    .setSubject(officer.id)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME}s`)
    .setJti(randomUUID())
    .sign(key);
}
