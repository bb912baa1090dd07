import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { SourceProblem, type SqlTarget } from '@doorstep/connectors';

import { addressPolicy } from '../http/address-policy.js';

import type { SqlAddress } from './sql-session.js';

/**
 * Asks for the address once, and answers the one to connect to, so that a name cannot change its mind in between.
 * Public addresses are reached with TLS alone; private ones where `allowedAddresses` (CIDRs) names them.
 * Throws `SourceProblem`.
 */
export async function resolveAddress(
  { host, tls }: Pick<SqlTarget, 'host' | 'tls'>,
  allowedAddresses: readonly string[],
): Promise<SqlAddress> {
  const name = host.replace(/^\[|\]$/g, '');
  const policy = addressPolicy(allowedAddresses);
  const found = isIP(name) > 0 ? [name] : await addressesOf(name);
  const [address] = found;
  if (address === undefined || !found.every((one) => policy(one) !== undefined)) {
    throw new SourceProblem(
      'blocked-address',
      `${name} is a private address. If that is where your database lives, allow its address for this connection. On the command line, for instance: --allow-address ${isIP(name) > 0 ? name : '10.0.0.0'}/32.`,
      false,
    );
  }
  if (tls === 'off' && !found.every((one) => policy(one) === 'private')) {
    throw new SourceProblem(
      'blocked-address',
      `Without encryption a database is only reached at an address that was allowed by name, and ${name} was not.`,
      false,
    );
  }
  return { address, name };
}

async function addressesOf(name: string): Promise<readonly string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch {
    throw new SourceProblem(
      'unreachable',
      `${name} cannot be reached: its name is not known. Check the address.`,
      true,
    );
  }
}
