import { describe, expect, it } from '@jest/globals';

import { fieldPath, isId, quoted, relationOf } from './soql.js';

describe('what stands in a query', () => {
  it.each([
    ["O'Neil", "'O\\'Neil'"],
    ["' OR Name != '", "'\\' OR Name != \\''"],
    ["\\' OR Name != \\'", "'\\\\\\' OR Name != \\\\\\''"],
    ['two\r\nlines "said"', '\'two\\r\\nlines \\"said\\"\''],
  ])('%j is the text %s', (text, literal) => {
    expect(quoted(text)).toBe(literal);
  });

  it.each(['Name', 'Tenant_1__r.Name', 'What.Type', 'Account.Owner.Name'])('%s is a field', (path) => {
    expect(fieldPath(path)).toBe(path);
  });

  it.each([
    '',
    '1x',
    'Name ',
    'a-b',
    'Name,Id',
    '(SELECT Id FROM Contacts)',
    'x'.repeat(81),
    'NI_Number__c',
    'Tax_Id__c',
  ])('%s is none, or is never taken', (path) => {
    expect(() => fieldPath(path)).toThrow('never taken');
  });

  it.each([
    ['003Q00000000001', true],
    ['003Q00000000001AAA', true],
    ["003Q0000000000'", false],
    ['no-such-key', false],
  ])('%s as an id: %s', (text, is) => {
    expect(isId(text)).toBe(is);
  });

  it.each([
    ['Tenant_1__c', 'Tenant_1__r'],
    ['AccountId', 'Account'],
    ['Home__r.Tenant__c', 'Home__r.Tenant__r'],
  ])('%s opens %s', (lookup, relation) => {
    expect(relationOf(lookup)).toBe(relation);
  });
});
