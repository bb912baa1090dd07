import { describe, expect, it } from '@jest/globals';

import { landlordConfiguration } from '../../test/salesforce-source.js';
import { ConfigurationProblem } from '../contract.js';

import { configurationSchema, configure } from './configuration.js';

const given = landlordConfiguration('https://sample.my.salesforce.com');

describe('the configuration', () => {
  it('starts with the standard objects, and with no object of homes', () => {
    const { homesObject: _homes, tenanciesObject: _tenancies, ...least } = given;
    expect(configure(least)).toMatchObject({
      objects: { homes: '', tenancies: 'Account', people: 'Contact', repairs: 'Case', tasks: 'Task', visits: 'Event' },
      referenceField: null,
      raising: null,
      dailyShare: 80,
      pageSize: 2000,
    });
  });

  it('has one secret', () => {
    const properties = configurationSchema['properties'] as Record<string, { 'x-secret'?: boolean }>;
    expect(Object.keys(properties).filter((name) => properties[name]?.['x-secret'] === true)).toEqual(['clientSecret']);
  });

  it.each([
    ['peopleObject', "Contact WHERE Name != ''"],
    ['tasksObject', '(SELECT Id FROM Tasks)'],
    ['referenceField', "Reference__c = '' OR Id"],
    ['raiseHomeField', 'Home__c, OwnerId'],
    ['apiVersion', '62'],
    ['loginUrl', 'https://user:word@sample.my.salesforce.com'],
    ['pageSize', 2001],
    ['dailyShare', 0],
  ])('takes no %s that is %j', (field, value) => {
    expect(() => configure({ ...given, [field]: value })).toThrow(ConfigurationProblem);
    expect(() => configure({ ...given, [field]: value })).toThrow(field);
  });
});
