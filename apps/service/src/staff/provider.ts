import { SourceProblem } from '@doorstep/connectors';
import {
  allowInsecureRequests,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type Configuration,
  type CustomFetch,
} from 'openid-client';
import { guardedClient } from '../platform/http/guarded-client.js';
import { Problem } from '../platform/problem.js';

/** A provider is near and its answers are small; who waits for it is a member of staff. */
const limits = { silenceMs: 5_000, totalMs: 8_000, bytes: 512 * 1024, attempts: 0 };

/** What has to be known of a landlord's provider to ask it anything. */
export interface ProviderAccess {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Private addresses it may be reached at, as CIDRs. */
  readonly allowedAddresses: readonly string[];
}

/**
 * Reads what a provider says about itself and hands it to `work`; everything goes out through the guarded client. The
 * signature on what it says of a person is checked with its published keys, though it comes over TLS as well.
 * Throws `Problem` (unavailable) when it cannot be reached or is not the provider it should be.
 */
export async function withProvider<T>(
  { issuer, clientId, clientSecret, allowedAddresses }: ProviderAccess,
  work: (provider: Configuration) => Promise<T>,
): Promise<T> {
  const client = guardedClient(allowedAddresses, new AbortController().signal, limits);
  try {
    const provider = await discovery(new URL(issuer), clientId, undefined, ClientSecretPost(clientSecret), {
      [customFetch]: throughClient(client),
      // The guarded client speaks plain http to addresses alone that an administrator allowed.
      execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http://') ? [allowInsecureRequests] : [])],
    }).catch((error: unknown) => {
      throw providerProblem(error);
    });
    return await work(provider);
  } finally {
    await client.close();
  }
}

function throughClient(client: ReturnType<typeof guardedClient>): CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer =
      method === 'GET'
        ? await client.get({ url, headers })
        : await client.send({ method: 'POST', url, headers, body: String(body ?? '') });
    return new Response(answer.body === '' ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
}

/** What stands in the way of asking a provider, in words for an administrator. */
function providerProblem(error: unknown): Problem {
  for (let at = error as { cause?: unknown } | undefined; at !== undefined; at = at.cause as typeof at)
    if (at instanceof SourceProblem) return new Problem('unavailable', 'provider-unreachable', at.message);
  return new Problem(
    'unavailable',
    'provider-not-right',
    'What answers there is not the provider it should be: its description is missing or names another issuer. Copy the issuer as the provider shows it.',
  );
}
