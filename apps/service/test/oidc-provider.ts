import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** Somebody who has an account there, with what the provider says of them. */
export interface Account {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly amr?: readonly string[];
}

/** A real OpenID Provider of one test file, whose people sign in without a page: the one named signs in at once. */
export interface StartedProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who is at the keyboard when a sign-in comes. */
  signsIn: string;
  readonly accounts: Map<string, Account>;
  close(): Promise<void>;
}

export async function startProvider(redirectAddress: string): Promise<StartedProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started = {
    issuer,
    clientId: 'doorstep',
    clientSecret: 'a-client-secret-of-the-test-9f2a',
    signsIn: 'priya',
    accounts: new Map<string, Account>(),
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const configuration: Configuration = {
    clients: [
      {
        client_id: started.clientId,
        client_secret: started.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [redirectAddress],
      },
    ],
    cookies: { keys: ['one-of-the-test'] },
    // As Entra ID does: what is known of somebody stands in the token.
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'groups', 'acrs', 'amr'], profile: ['name'], email: ['email'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...started.accounts.get(id)?.claims }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, configuration);
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    const { amr = [] } = started.accounts.get(started.signsIn) ?? {};
    const login = { accountId: started.signsIn, remember: false, amr: [...amr] };
    void provider.interactionFinished(request, response, { login });
  });
  return started;
}
