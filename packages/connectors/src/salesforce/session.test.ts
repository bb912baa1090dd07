import { describe, expect, it } from '@jest/globals';

import { landlordConfiguration, landlordContext } from '../../test/salesforce-source.js';
import type { FetchedText } from '../contract.js';

import { configure } from './configuration.js';
import { inSession, sessionOf } from './session.js';

const config = configure(landlordConfiguration('https://sample.my.salesforce.com'));

function signingIn(instance: string, status = 200) {
  let asked = 0;
  const context = landlordContext({
    send: async (request): Promise<FetchedText> => {
      expect(new URLSearchParams(request.body).get('grant_type')).toBe('client_credentials');
      asked++;
      return { status, headers: {}, body: JSON.stringify({ access_token: `token-${asked}`, instance_url: instance }) };
    },
  });
  return { context, asked: () => asked };
}

describe('a session', () => {
  it.each(['https://sample.my.salesforce.com', 'https://eu99.salesforce.com'])('may be at %s', async (instance) => {
    const { context } = signingIn(instance);
    expect(await sessionOf(config, context)).toEqual({ token: 'token-1', instanceUrl: instance });
  });

  it.each([
    'https://elsewhere.example',
    'https://sample.my.salesforce.com.elsewhere.example',
    'https://evil-salesforce.com',
    'http://sample.my.salesforce.com',
    'https://sample.my.salesforce.com:8443',
    'http://127.0.0.1:8080',
  ])('is not used at %s', async (instance) => {
    const { context } = signingIn(instance);
    await expect(sessionOf(config, context)).rejects.toMatchObject({ code: 'not-as-declared', retryable: false });
  });

  it('is asked for once, however many wait for it, and once more when it was refused', async () => {
    const { context, asked } = signingIn('https://sample.my.salesforce.com');
    const answer = async ({ token }: { token: string }): Promise<FetchedText> => ({
      status: token === 'token-1' ? 401 : 200,
      headers: {},
      body: '',
    });
    const answers = await Promise.all([1, 2, 3].map(() => inSession(config, context, answer)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(asked()).toBe(2);
  });

  it('that is refused twice is not asked for a third time', async () => {
    const { context, asked } = signingIn('https://sample.my.salesforce.com');
    const refused = async (): Promise<FetchedText> => ({ status: 401, headers: {}, body: '' });
    expect(await inSession(config, context, refused)).toMatchObject({ status: 401 });
    expect(asked()).toBe(2);
  });

  it('that sign-in refuses is not kept', async () => {
    const { context, asked } = signingIn('https://sample.my.salesforce.com', 400);
    await expect(sessionOf(config, context)).rejects.toMatchObject({ code: 'no-permission', retryable: false });
    await expect(sessionOf(config, context)).rejects.toMatchObject({ code: 'no-permission' });
    expect(asked()).toBe(2);
  });
});
