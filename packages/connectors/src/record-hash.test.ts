import { describe, expect, it } from '@jest/globals';

import type { PersonRecord } from '@doorstep/domain';

import { recordHash } from './record-hash.js';

const record: PersonRecord = {
  entity: 'person',
  reference: { id: 'p-1', allocatedBy: 'hackney/person' },
  otherReferences: [],
  fullName: 'Ms Sample “Ünicode” Person',
  title: 'Ms',
  givenName: 'Sample',
  familyName: 'Person',
  dateOfBirth: null,
  dateOfDeath: null,
  kinds: ['tenant'],
  tenancyReferences: [
    { id: 't-1', allocatedBy: 'hackney/tenure' },
    { id: 't-2', allocatedBy: 'hackney/tenure' },
  ],
};

describe('recordHash', () => {
  it('is the same on every machine and in every release', () => {
    expect(recordHash(record)).toBe('c7c1596cc117e46888303ae7ef4c161b9251e968335849c197b087b06b5785ec');
  });

  it('does not depend on the order in which fields were set', () => {
    const turned = Object.fromEntries(Object.entries(record).reverse()) as unknown as PersonRecord;
    const reference = { allocatedBy: 'hackney/person', id: 'p-1' };
    expect(recordHash({ ...turned, reference })).toBe(recordHash(record));
  });

  it('changes with any value and with the order of a list', () => {
    const hashes = [
      record,
      { ...record, dateOfBirth: '1969-05-08' },
      { ...record, kinds: [] },
      { ...record, tenancyReferences: record.tenancyReferences.toReversed() },
    ].map(recordHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
