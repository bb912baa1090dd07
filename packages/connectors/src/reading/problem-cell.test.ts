import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';

import type { EmptiedField, Message } from '../contract.js';

import { listOf, ownId, part, text } from './fields.js';
import { HeldRow, type Mapping } from './mapping.js';
import { translateRow } from './translate-row.js';

const allowed = z.object({
  id: ownId,
  name: text,
  phones: listOf(z.object({ number: text, kind: ownId })),
  flat: part({ floor: text }),
});
const people: Mapping<z.output<typeof allowed>> = {
  stream: 'people',
  allowed,
  keyField: 'id',
  map: (row) => {
    if (row.name === 'nobody') throw new HeldRow('Nobody is meant.', 'name');
    const { id, name, phones, flat } = row;
    const numbers = phones.map(({ number }) => number).join(' ');
    return {
      ...{ entity: 'person', reference: { id, allocatedBy: 'test' }, otherReferences: [], kinds: [] },
      ...{ fullName: `${name} ${numbers} ${flat?.floor}`, title: null, givenName: null, familyName: null },
      ...{ dateOfBirth: null, dateOfDeath: null, tenancyReferences: [] },
    };
  },
};
const told = (row: object, emptied: readonly EmptiedField[] = []): Message | undefined =>
  translateRow({ id: 'p1', ...row }, people, {
    ...{ now: new Date(), zone: 'UTC', isOver: () => true },
    values: { schemes: {}, cases: {}, timeZones: {}, emptied: { people: emptied } },
  }).at(-1);
const nameOf = (message: Message | undefined) =>
  message?.type === 'RECORD' && message.record.entity === 'person' ? message.record.fullName : message;

const long = 'x'.repeat(100_001);
const phones = [
  { number: '0151', kind: 'mobile' },
  { number: ['0161'], kind: 'home' },
];

describe('the cell that keeps a row from being understood', () => {
  it.each([
    ['an item of a list', { phones }, 'bad-record', 'phones.number', null, true],
    ['too long', { name: long }, 'field-too-long', 'name', 'x'.repeat(200), true],
    ['a part that is none', { flat: 'Ground' }, 'bad-record', 'flat', null, true],
    ['what must be there', { phones: [{ number: '1', kind: ' ' }] }, 'bad-record', 'phones.kind', ' ', false],
    ['what makes no record', { name: 'nobody' }, 'bad-record', 'name', 'nobody', false],
  ])('is named, with what was sent: %s', (_what, row, code, field, value, mayBeEmpty) => {
    expect(told(row)).toMatchObject({ type: 'PROBLEM', key: 'p1', code, cell: { field, value, mayBeEmpty } });
  });
});

describe('a field that is treated as empty', () => {
  it('is empty where it cannot be understood, and nowhere else', () => {
    const number = { field: 'phones.number', code: 'bad-record' } as const;
    expect(nameOf(told({ name: 'Ada', phones, flat: { floor: '2' } }, [number]))).toBe('Ada 0151  2');
    expect(nameOf(told({ name: 'Ada', phones: phones.slice(0, 1) }, [number]))).toBe('Ada 0151 undefined');
  });

  it('holds the row for anything else that is wrong with it', () => {
    const name = { field: 'name', code: 'bad-record' } as const;
    expect(told({ name: long }, [name])).toMatchObject({ code: 'field-too-long' });
    expect(told({ name: {}, flat: 'Ground' }, [name])).toMatchObject({ cell: { field: 'flat' } });
    const kind = { field: 'phones.kind', code: 'bad-record' } as const;
    expect(told({ phones: [{ number: '1' }] }, [kind])).toMatchObject({ cell: { field: 'phones.kind' } });
  });
});
