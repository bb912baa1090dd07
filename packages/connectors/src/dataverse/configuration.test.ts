import { describe, expect, it } from '@jest/globals';

import { dataverseConfig, org } from '../../test/web-api.js';

const account = '0d6c1b9e-5a42-4f6c-9a53-6a7b1f0c2d11';

describe('the configuration', () => {
  it('needs four things, and has a standard table for the rest', () => {
    expect(dataverseConfig({ environmentUrl: `${org}/` })).toMatchObject({
      environmentUrl: org,
      signInUrl: 'https://login.microsoftonline.com',
      apiVersion: 'v9.2',
      pageSize: 1000,
      tables: {
        homes: 'msdyn_functionallocation',
        people: 'contact',
        repairs: 'incident',
        emails: 'email',
        interactions: '',
      },
      raising: null,
    });
  });

  it('reads no table that is set to none', () => {
    expect(dataverseConfig({ emailsTable: '' }).tables.emails).toBe('');
  });

  it('can raise once it knows the account and the lookup', () => {
    expect(dataverseConfig({ raiseCustomer: account }).raising).toBeNull();
    expect(dataverseConfig({ raiseCustomer: account, raiseHomeLookup: 'hsg_Home' }).raising).toEqual({
      customer: account,
      homeLookup: 'hsg_Home',
      caseType: null,
    });
  });

  it.each([
    ['peopleTable', 'Contacts'],
    ['peopleTable', "contact'"],
    ['apiVersion', 'v8.2'],
    ['pageSize', 5001],
    ['raiseCustomer', 'the main account'],
    ['raiseHomeLookup', 'hsg_Home@odata.bind'],
    ['clientSecret', ' '],
    ['environmentUrl', `${org}?key=1`],
  ])('%s %p is refused by name', (field, value) => {
    expect(() => dataverseConfig({ [field]: value })).toThrow(new RegExp(`^${field}: `));
  });
});
