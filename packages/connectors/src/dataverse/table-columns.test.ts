import { describe, expect, it } from '@jest/globals';

import { dataverseConfig, json, mappingWith, WebApi } from '../../test/web-api.js';

import { dataverse } from './dataverse.js';

const attribute = (LogicalName: string, AttributeType: string) => ({ LogicalName, AttributeType });

describe('the columns of a table', () => {
  it('are named as rows name them, dates are known as such, and what is never taken is not among them', async () => {
    const value = [
      attribute('hsg_movedin', 'DateTime'),
      attribute('hsg_property', 'Lookup'),
      attribute('hsg_bankaccount', 'String'),
      attribute('hsg_name', 'String'),
    ];
    const web = new WebApi(
      ({ url }) => (url.includes('/Attributes?') ? json({ value }) : json({}, 404)),
      mappingWith({}),
    );
    expect(await dataverse.columns!(dataverseConfig(), 'people', web.context)).toEqual([
      { name: 'hsg_movedin', isTime: true },
      { name: '_hsg_property_value', isTime: false },
      { name: 'hsg_name', isTime: false },
    ]);
  });

  it('are a problem where something else is answered', async () => {
    const web = new WebApi(() => json({ value: [1] }), mappingWith({}));
    await expect(dataverse.columns!(dataverseConfig(), 'people', web.context)).rejects.toThrow('list of columns');
  });
});
