import { describe, expect, it } from '@jest/globals';

import { ConfigurationProblem } from '../contract.js';

import { configurationSchema, configure } from './configuration.js';

describe('configure', () => {
  it('fills in what may be left out', () => {
    expect(configure({ housingUrl: 'https://housing.example/', apiKey: ' k ' })).toEqual({
      housingUrl: 'https://housing.example',
      repairsUrl: 'https://housing.example',
      notesUrl: 'https://housing.example',
      raising: null,
      apiKey: 'k',
      userToken: null,
      pageSize: 500,
    });
  });

  it.each([
    [{ apiKey: 'k' }, /housingUrl/],
    [{ housingUrl: 'ftp://x', apiKey: 'k' }, /housingUrl/],
    [{ housingUrl: 'https://me:secret@x', apiKey: 'k' }, /housingUrl/],
    [{ housingUrl: 'https://x' }, /apiKey/],
    [{ housingUrl: 'https://x', apiKey: ' ' }, /apiKey/],
    [{ housingUrl: 'https://x', apiKey: 'k', pageSize: 1001 }, /pageSize/],
    [{ housingUrl: 'https://x', apiKey: 'k', apikey: 'secret' }, /apikey/],
    ['https://x', /object/],
  ])('refuses %j by the name of the field and without its value', (configuration, sentence) => {
    const attempt = (): unknown => configure(configuration);
    expect(attempt).toThrow(ConfigurationProblem);
    expect(attempt).toThrow(sentence);
    expect(attempt).not.toThrow(/secret/);
  });

  it('publishes a JSON Schema that marks the secrets', () => {
    expect(configurationSchema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['housingUrl', 'apiKey'],
      additionalProperties: false,
      properties: {
        apiKey: { type: 'string', 'x-secret': true },
        userToken: { type: 'string', 'x-secret': true },
        pageSize: { type: 'integer', minimum: 1, maximum: 1000, default: 500 },
      },
    });
  });
});
