import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What a sealed value is bound to: it opens nowhere else. */
export interface SealedFor {
  readonly organisationId: string;
  readonly connectionId: string;
  readonly field: string;
}

/** A secret that cannot be opened with the key at hand. */
export class SealProblem extends Error {
  override readonly name = 'SealProblem';
}

/** Encrypts secrets at rest with AES-256-GCM under the installation's key; write-only as far as any API goes. */
export class Sealer {
  private readonly keyId: string;

  /** `key` is 32 bytes. */
  constructor(private readonly key: Buffer) {
    if (key.length !== 32) throw new SealProblem('The secret key must be 32 bytes.');
    this.keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  }

  /** Answers `v1.<key id>.<iv>.<ciphertext>.<tag>`, each part base64url. */
  seal(secret: string, boundTo: SealedFor): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(binding(boundTo));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [
      'v1',
      this.keyId,
      iv.toString('base64url'),
      text.toString('base64url'),
      cipher.getAuthTag().toString('base64url'),
    ].join('.');
  }

  /** Throws `SealProblem` when the key, the binding or a byte differs. */
  open(sealed: string, boundTo: SealedFor): string {
    const [version, keyId, iv, text, tag] = sealed.split('.');
    if (version !== 'v1' || !iv || text === undefined || !tag) throw new SealProblem('A sealed secret is damaged.');
    if (keyId !== this.keyId)
      throw new SealProblem('A secret was sealed with another DOORSTEP_SECRET_KEY. Start with that one.');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
        .setAAD(binding(boundTo))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
    } catch {
      throw new SealProblem('A sealed secret does not open: it was changed, or belongs to another connection.');
    }
  }
}

function binding(boundTo: SealedFor): Buffer {
  return Buffer.from(`${boundTo.organisationId}|${boundTo.connectionId}|${boundTo.field}`, 'utf8');
}
