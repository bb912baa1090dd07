import { describe, expect, it } from '@jest/globals';

import { api, dataverseConfig, json, WebApi } from '../../test/web-api.js';

import { ask } from './ask.js';
import { accessToken } from './token.js';

const config = dataverseConfig();
const ok = () => json({ value: [] });
const minutes = (web: WebApi, more: number) => {
  web.now = new Date(web.now.getTime() + more * 60_000);
};
const authorizations = (web: WebApi) => web.requests.map(({ headers }) => headers?.['authorization']);

describe('the access token', () => {
  it('is asked for with client credentials, for the environment and nothing else', async () => {
    const web = new WebApi(ok);
    await accessToken(dataverseConfig({ environmentUrl: 'https://myorg.crm.dynamics.com/' }), web.context);
    expect(Object.fromEntries(web.signIns[0]!)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: 'secret-1',
      scope: 'https://myorg.crm.dynamics.com/.default',
    });
  });

  it('is kept, and changed five minutes before its end', async () => {
    const web = new WebApi(ok);
    await ask(`${api}/contacts`, config, web.context);
    minutes(web, 54);
    await ask(`${api}/contacts`, config, web.context);
    minutes(web, 1);
    await ask(`${api}/contacts`, config, web.context);
    expect(authorizations(web)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
  });

  it('is asked for once, however many wait for it, and once more when it was withdrawn', async () => {
    const web = new WebApi(({ headers }) => (headers?.['authorization'] === 'Bearer token-1' ? json({}, 401) : ok()));
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(`${api}/contacts`, config, web.context)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(web.signIns).toHaveLength(2);
  });

  it('is not asked for a third time where the second is refused too', async () => {
    const web = new WebApi(() => json({}, 401));
    expect((await ask(`${api}/contacts`, config, web.context)).status).toBe(401);
    expect(web.signIns).toHaveLength(2);
  });

  it.each([
    [400, 'no-permission', false],
    [401, 'no-permission', false],
    [429, 'too-many-requests', true],
    [503, 'unreachable', true],
  ])(
    'that sign-in answers with %i is a problem, and the secret does not stand in it',
    async (status, code, retryable) => {
      const web = new WebApi(ok);
      web.signIn = () =>
        json({ error: 'invalid_client', error_description: 'secret-1' }, status, { 'retry-after': '9' });
      const problem = await accessToken(config, web.context).then(
        () => null,
        (error: Error) => error,
      );
      expect(problem).toMatchObject({ code, retryable, retryAfterSeconds: status === 429 ? 9 : 0 });
      expect(`${problem?.message} ${JSON.stringify(problem)}`).not.toContain('secret-1');
      web.signIn = () => undefined;
      expect(await accessToken(config, web.context)).toBe('token-2');
    },
  );

  it('that is not there is a problem', async () => {
    const web = new WebApi(ok);
    web.signIn = () => json({ token_type: 'Bearer' });
    await expect(accessToken(config, web.context)).rejects.toMatchObject({ code: 'not-a-page' });
  });
});
