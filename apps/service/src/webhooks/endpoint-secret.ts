import { randomBytes } from 'node:crypto';
import type { Sealer } from '../platform/secrets/seal.js';

/** Whose secret it is: the endpoint's id stands where a connection's would. */
interface Owner {
  readonly organisationId: string;
  readonly endpointId: string;
}

const field = 'endpoint secret';

/** A new secret as Standard Webhooks writes one, and the form in which it is kept. */
export function makeEndpointSecret(sealer: Sealer, owner: Owner): { readonly secret: string; readonly sealed: string } {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return { secret, sealed: sealer.seal(secret, bindingOf(owner)) };
}

/** Throws `SealProblem` when it was sealed for another. */
export function openEndpointSecret(sealer: Sealer, sealed: string, owner: Owner): string {
  return sealer.open(sealed, bindingOf(owner));
}

function bindingOf({ organisationId, endpointId }: Owner) {
  return { organisationId, connectionId: endpointId, field };
}
