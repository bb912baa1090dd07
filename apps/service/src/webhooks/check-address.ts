import { isIP } from 'node:net';
import { addressPolicy, isCidr } from '../platform/http/address-policy.js';
import { Problem } from '../platform/problem.js';

/**
 * Throws `Problem` for an address that could never be sent to. A name is looked up each time something is sent, and is
 * held to the same rule then.
 */
export function checkAddress(text: string, allowedAddresses: readonly string[]): void {
  if (!allowedAddresses.every(isCidr))
    throw new Problem('bad-input', 'address', 'Write each address with its mask bits, for instance 10.20.0.0/16.');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new Problem('bad-input', 'endpoint-url', 'Write an address that begins with https:// and holds no password.');
  if (url.protocol === 'http:' && allowedAddresses.length === 0)
    throw new Problem('bad-input', 'endpoint-plain', 'Write an address that begins with https://.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && addressPolicy(allowedAddresses)(host) === undefined)
    throw new Problem(
      'bad-input',
      'endpoint-private',
      `${host} is a private address. If your system lives there, allow it: ${host}/${isIP(host) === 6 ? 128 : 32}.`,
    );
}
