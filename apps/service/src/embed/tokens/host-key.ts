import { createPublicKey, type JsonWebKeyInput } from 'node:crypto';
import { calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import * as z from 'zod';
import { Problem } from '../../platform/problem.js';
import type { SealedFor, Sealer } from '../../platform/secrets/seal.js';
import type { HostKey, Installation } from '../installations/installation.entity.js';

/** Two, so that a host can change its key without an hour in which nobody can sign in. */
const mostKeys = 2;
const leastSecretBytes = 32;

const kid = z
  .string()
  .regex(/^[^\p{C}]{1,100}$/u, 'write a name of up to 100 characters')
  .refine((name) => name !== 'key-set' && name !== 'canvas', 'choose another name than key-set and canvas');

/** A public key of the host. */
export const publicKeyInput = z.object({
  kid,
  alg: z.enum(['ES256', 'RS256', 'EdDSA']),
  jwk: z
    .record(z.string(), z.unknown())
    .refine((jwk) => !('d' in jwk) && !('k' in jwk), 'paste the public key, not the private one'),
});

/** What an installation can be given to check its host with. */
export const hostKeyInput = z.discriminatedUnion('kind', [
  publicKeyInput.extend({ kind: z.literal('public') }),
  z.object({
    kind: z.literal('shared'),
    kid,
    secret: z
      .string()
      .refine((secret) => Buffer.byteLength(secret) >= leastSecretBytes, `write at least ${leastSecretBytes} bytes`),
  }),
  z.object({
    kind: z.literal('key-set'),
    url: z.url({ protocol: /^https?$/, error: 'write the address of the key set, with https://' }),
    allowedAddresses: z
      .array(z.union([z.cidrv4(), z.cidrv6()], 'write an address and its mask bits, for instance 10.20.0.0/16'))
      .default([]),
  }),
  z.object({
    kind: z.literal('canvas'),
    /** The consumer secret. */
    secret: z.string().min(1),
    organisation: z
      .string()
      .regex(
        /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/,
        'write the id of the Salesforce organisation, 15 or 18 characters',
      ),
  }),
]);
export type HostKeyInput = z.infer<typeof hostKeyInput>;

type KeyColumns = Pick<
  Installation,
  'publicKeys' | 'sealedKeys' | 'keySetUrl' | 'keySetAddresses' | 'sealedCanvasSecret' | 'canvasOrganisation'
>;
export const noKeys: KeyColumns = {
  publicKeys: [],
  sealedKeys: [],
  keySetUrl: null,
  keySetAddresses: [],
  sealedCanvasSecret: null,
  canvasOrganisation: null,
};

/** What a secret of an installation is sealed for: it opens nowhere else. */
export function sealedFor(
  { organisationId, id }: Pick<Installation, 'organisationId' | 'id'>,
  field: string,
): SealedFor {
  return { organisationId, connectionId: id, field };
}

/** The keys of an installation with one more. Throws `Problem` for one that is no good, a third, or a name in use. */
export async function withKey(
  installation: Pick<Installation, 'organisationId' | 'id'> & KeyColumns,
  key: HostKeyInput,
  sealer: Sealer,
): Promise<KeyColumns> {
  const { publicKeys, sealedKeys, keySetUrl, keySetAddresses, sealedCanvasSecret, canvasOrganisation } = installation;
  const now = { publicKeys, sealedKeys, keySetUrl, keySetAddresses, sealedCanvasSecret, canvasOrganisation };
  if (key.kind === 'key-set') return { ...now, keySetUrl: key.url, keySetAddresses: key.allowedAddresses };
  if (key.kind === 'canvas') {
    const sealed = sealer.seal(key.secret, sealedFor(installation, 'canvas'));
    return { ...now, sealedCanvasSecret: sealed, canvasOrganisation: key.organisation };
  }
  const names = [...publicKeys, ...sealedKeys].map((one) => one.kid);
  if (names.includes(key.kid))
    throw new Problem('conflict', 'key-exists', `There is a key ${key.kid} already. Give the new one another name.`);
  if (names.length >= mostKeys)
    throw new Problem(
      'conflict',
      'two-keys',
      `There are two keys already: ${names.join(', ')}. Remove the old one first.`,
    );
  if (key.kind === 'shared') {
    const sealed = sealer.seal(key.secret, sealedFor(installation, `shared:${key.kid}`));
    return { ...now, sealedKeys: [...sealedKeys, { kid: key.kid, sealed }] };
  }
  const checked = { kid: key.kid, alg: key.alg, jwk: key.jwk as JWK };
  await checkPublicKey(checked);
  return { ...now, publicKeys: [...publicKeys, checked] };
}

/** The keys of an installation without one. Throws `Problem` where there is none of that name. */
export function withoutKey(now: KeyColumns, name: string): KeyColumns {
  const { publicKeys, sealedKeys, keySetUrl, keySetAddresses, sealedCanvasSecret, canvasOrganisation } = now;
  const kept = { publicKeys, sealedKeys, keySetUrl, keySetAddresses, sealedCanvasSecret, canvasOrganisation };
  if (name === 'key-set' && keySetUrl !== null) return { ...kept, keySetUrl: null, keySetAddresses: [] };
  if (name === 'canvas' && sealedCanvasSecret !== null)
    return { ...kept, sealedCanvasSecret: null, canvasOrganisation: null };
  const isOther = (key: { readonly kid: string }) => key.kid !== name;
  if ([...publicKeys, ...sealedKeys].every(isOther))
    throw new Problem(
      'not-known',
      'key-unknown',
      `There is no key ${name} here. List them with: embed installation list.`,
    );
  return { ...kept, publicKeys: publicKeys.filter(isOther), sealedKeys: sealedKeys.filter(isOther) };
}

/** Reads a public key that somebody pasted: a JWK, or PEM of a key or a certificate. Throws `Problem`. */
export async function readPublicKey(text: string, name: string | undefined): Promise<HostKey> {
  if (/PRIVATE/.test(text)) throw notAKey('This is a private key. Keep it in your CRM, and give its public half here.');
  const jwk = /-----BEGIN/.test(text) ? fromPem(text) : fromJson(text);
  if ('d' in jwk || 'k' in jwk) throw notAKey('This key is not public. Keep it in your CRM, and give its public half.');
  const alg = algorithmOf(jwk);
  const own = await calculateJwkThumbprint(jwk).catch(() => undefined);
  const called = name ?? jwk.kid ?? own;
  if (called === undefined) throw notAKey('This is no public key that can be read.');
  const key = { kid: called, alg, jwk };
  await checkPublicKey(key);
  return key;
}

function fromPem(text: string): JWK {
  try {
    return createPublicKey(text).export({ format: 'jwk' }) as JWK;
  } catch {
    throw notAKey('This PEM cannot be read. Write it whole, from -----BEGIN PUBLIC KEY----- to the end.');
  }
}

function fromJson(text: string): JWK {
  try {
    const value: unknown = JSON.parse(text);
    const [only, ...more] = (value as { keys?: unknown[] } | null)?.keys ?? [value];
    if (more.length === 0 && typeof only === 'object' && only !== null) return only as JWK;
  } catch {
    // Said below.
  }
  throw notAKey('The key is neither PEM nor one JWK.');
}

function algorithmOf({ kty, crv }: JWK): HostKey['alg'] {
  if (kty === 'EC' && crv === 'P-256') return 'ES256';
  if (kty === 'RSA') return 'RS256';
  if (kty === 'OKP' && crv === 'Ed25519') return 'EdDSA';
  throw notAKey('Use a key of P-256 (ES256), RSA of 2048 bits or more (RS256), or Ed25519 (EdDSA).');
}

async function checkPublicKey({ kid: name, alg, jwk }: HostKey): Promise<void> {
  try {
    await importJWK(jwk, alg);
    const { modulusLength } =
      createPublicKey({ key: jwk, format: 'jwk' } as JsonWebKeyInput).asymmetricKeyDetails ?? {};
    if (modulusLength === undefined || modulusLength >= 2048) return;
  } catch {
    throw notAKey(`The key ${name} is not a public key for ${alg}.`);
  }
  throw notAKey(`The key ${name} is too short. Make one of 2048 bits or more.`);
}

function notAKey(sentence: string): Problem {
  return new Problem('bad-input', 'key', sentence);
}
