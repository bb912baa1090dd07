import { randomBytes } from 'node:crypto';
import { addHostKeyRequest, type AddHostKeyRequest, type HostKeyAdded } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { parseInput } from '../../platform/problem.js';
import { ChangeHostKeys } from './change-host-keys.js';
import { readPublicKey, type HostKeyInput } from './host-key.js';

const secretBytes = 32;

/** Gives an installation one more key: a public one that somebody pasted, an address, or a secret that is made here. */
@Injectable()
export class GiveHostKey {
  constructor(private readonly changeHostKeys: ChangeHostKeys) {}

  /** `installation` is its name or its code. Throws `Problem`. A secret that was made is answered this once. */
  async run(
    actor: string,
    organisationId: string,
    installation: string,
    raw: AddHostKeyRequest,
  ): Promise<HostKeyAdded> {
    const asked = parseInput(addHostKeyRequest, raw);
    const secret = asked.kind === 'shared' ? randomBytes(secretBytes).toString('base64url') : null;
    const key = await keyOf(asked, secret ?? '');
    return { installation: await this.changeHostKeys.add(actor, organisationId, installation, key), secret };
  }
}

async function keyOf(asked: AddHostKeyRequest, secret: string): Promise<HostKeyInput> {
  if (asked.kind === 'shared') return { kind: 'shared', kid: asked.kid, secret };
  if (asked.kind === 'key-set')
    return { kind: 'key-set', url: asked.url, allowedAddresses: asked.allowedAddresses ?? [] };
  if (asked.kind === 'canvas') return asked;
  const { jwk, ...named } = await readPublicKey(asked.text, asked.kid);
  return { kind: 'public', ...named, jwk: { ...jwk } };
}
