import { createHash, randomBytes } from 'node:crypto';

/**
 * A secret that names its organisation and carries 256 random bits: `<prefix>_<organisation>_<id>_<secret>`, ids as 32
 * hex digits. The organisation it claims only decides where it is looked up; the hash decides whether it is true.
 */
export interface Credential {
  readonly organisationId: string;
  readonly id: string;
  readonly secretHash: Buffer;
}

/** Makes one. The text is shown once; only the hash is kept. */
export function makeCredential(
  prefix: string,
  organisationId: string,
  id: string,
): { text: string; secretHash: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { text: [prefix, pack(organisationId), pack(id), secret].join('_'), secretHash: hashOf(secret) };
}

/** Takes one apart, or answers undefined for anything that is not one. */
export function readCredential(prefix: string, text: string): Credential | undefined {
  const match = /^([a-z]+)_([0-9a-f]{32})_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/.exec(text);
  if (!match || match[1] !== prefix) return undefined;
  return { organisationId: unpack(match[2]!), id: unpack(match[3]!), secretHash: hashOf(match[4]!) };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function pack(uuid: string): string {
  return uuid.replaceAll('-', '');
}

function unpack(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
