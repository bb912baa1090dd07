import { describe, expect, it } from '@jest/globals';

import { dataverseConfig } from '../../test/web-api.js';

import { dataverse } from './dataverse.js';

const webhooks = dataverse.webhooks!;
const config = dataverseConfig();
const id = '0d6c1b9e-5a42-4f6c-9a53-6a7b1f0c2d11';
const delivery = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
  rawBody: new TextEncoder().encode(body),
  headers,
});
const hints = (...given: Parameters<typeof delivery>) => webhooks.hints(config, delivery(...given));

describe('a delivery', () => {
  it('says which row to read again, whatever else it says', () => {
    const body = `{"PrimaryEntityName":"contact","PrimaryEntityId":"${id.toUpperCase()}","OperationCreatedOn":"\\/Date(1764072000000-0700)\\/","InputParameters":[{"key":"Target","value":{"Attributes":[{"key":"modifiedon","value":"\\/Date(1764072000000)\\/"},{"key":"lastname","value":"Never taken"}]}}]}`;
    expect(hints(body)).toEqual([{ stream: 'people', keys: [id] }]);
  });

  it('about a table that two streams read is a hint at both', () => {
    expect(hints(`{"PrimaryEntityName":"incident","PrimaryEntityId":"${id}"}`)).toEqual([
      { stream: 'repairs', keys: [id] },
      { stream: 'cases', keys: [id] },
    ]);
  });

  it('about a table that nobody reads is no hint', () => {
    expect(hints(`{"PrimaryEntityName":"lead","PrimaryEntityId":"${id}"}`)).toEqual([]);
  });

  it('that was cut short is a hint at the changes of the table that its header names, else of all', () => {
    const header = { 'x-ms-dynamics-entity-name': 'account', 'x-ms-dynamics-msg-size-exceeded': 'true' };
    expect(hints('{"PrimaryEntityName":"acc', header)).toEqual([{ stream: 'tenancies', keys: 'changes' }]);
    expect(hints('{"PrimaryEntityName":"account","PrimaryEntityId":"../x"}', header)).toEqual([
      { stream: 'tenancies', keys: 'changes' },
    ]);
    expect(hints('')).toHaveLength(8);
  });

  it('is believed for the key in its header alone', () => {
    const verify = (headers: Readonly<Record<string, string>>, secrets: readonly string[]) =>
      webhooks.verify(delivery('{}', headers), secrets, new Date());
    expect(verify({ 'x-doorstep-key': 'new' }, ['old', 'new'])).toMatchObject({ accepted: true });
    expect(verify({ 'x-doorstep-key': 'ne' }, ['old', 'new'])).toEqual({ accepted: false, because: 'wrong-signature' });
    expect(verify({}, ['old'])).toEqual({ accepted: false, because: 'no-signature' });
  });
});
