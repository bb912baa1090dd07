import { describe, expect, it } from '@jest/globals';

import type { Message } from '../contract.js';
import { translateRow } from '../reading/translate-row.js';

import { sqlViewDefaults } from './codes.js';
import { configure } from './configuration.js';
import { contacts } from './map-contact.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { appointments, repairs } from './map-repair.js';
import { tenancies } from './map-tenancy.js';
import type { View } from './view.js';

function told({ mapping }: View, row: unknown): readonly Message[] {
  const about = { now: new Date('2026-11-25T12:00:00Z'), values: sqlViewDefaults, zone: 'Europe/London' };
  return translateRow(row, mapping, about);
}

function recordOf(view: View, row: unknown): unknown {
  const found = told(view, row).find((message) => message.type === 'RECORD');
  return found?.type === 'RECORD' ? found.record : null;
}

describe('a row', () => {
  it('of a home loses its padding and the zeros of its UPRN', () => {
    const row = { source_id: '00014665    ', uprn: '000000012345', kind: '7 ', address_line_1: ' 1 Quay Row   ' };
    expect(recordOf(homes, row)).toMatchObject({
      reference: { id: '00014665' },
      otherReferences: [{ id: '12345', allocatedBy: 'uprn' }],
      kind: 'dwelling',
      addressLines: ['1 Quay Row'],
      isActive: true,
    });
  });

  it('of a tenancy that ends in 1900 is of one that has not ended', () => {
    const parties = [
      { person_id: '7/2', full_name: 'Bo Invented', is_responsible: 0 },
      { person_id: '7/1', full_name: 'Al Invented', is_responsible: true },
    ];
    const row = { source_id: 't', end_date: '1900-01-01T00:00:00.000', start_date: '2020-02-03', parties };
    expect(recordOf(tenancies, row)).toMatchObject({
      isActive: true,
      endDate: null,
      startDate: '2020-02-03',
      members: [
        { reference: { id: '7/1' }, isResponsible: true },
        { reference: { id: '7/2' }, isResponsible: false },
      ],
    });
  });

  it('of a person without a name is held, with nothing of what is not on the list', () => {
    const [held] = told(people, { source_id: 'p', date_of_birth: '1980-01-01', ni_number: 'QQ123456C' });
    expect(held).toMatchObject({ type: 'PROBLEM', key: 'p', code: 'bad-record' });
    expect(JSON.stringify(held)).not.toContain('QQ');
  });

  it('of a person has the kinds and tenancies of its parties, in one order', () => {
    const parties = [
      { tenancy_id: 'b', role: 'tenant' },
      { tenancy_id: 'a', role: 'leaseholder' },
    ];
    expect(recordOf(people, { source_id: 'p', family_name: 'Invented', parties })).toMatchObject({
      kinds: ['leaseholder', 'tenant'],
      tenancyReferences: [{ id: 'a' }, { id: 'b' }],
    });
  });

  it('of a repair with a status that nobody told us about is unknown, and counted', () => {
    const messages = told(repairs, { source_id: 'r', status: '200', description: 'Mould in the hall' });
    expect(messages).toMatchObject([
      { type: 'UNKNOWN_CODE', field: 'repairs.status', value: '200' },
      { type: 'RECORD', record: { phase: 'unknown', statusSource: '200', isHazard: true } },
    ]);
  });

  it('without the time that it is about is held', () => {
    for (const [view, row] of [
      [appointments, { source_id: 'a', repair_id: 'r', starts_at: '1900-01-01 00:00:00' }],
      [contacts, { source_id: 'c', kind: 'visit', occurred_at: null }],
    ] as const)
      expect(told(view, row)).toMatchObject([{ type: 'PROBLEM', code: 'bad-record' }]);
  });
});

describe('a configuration', () => {
  const good = { driver: 'mariadb', host: 'db.example', database: 'd', user: 'u', password: 'p' };

  it('asks for encryption unless it is told otherwise, at the usual port', () => {
    expect(configure('changed_at', good)).toEqual({
      target: { ...good, port: 3306, tls: 'required' },
      schema: 'doorstep',
      pageSize: 500,
    });
  });

  it('has no row versions in MariaDB, and no names that are not plain', () => {
    expect(() => configure('row_version', good)).toThrow('driver');
    expect(() => configure('changed_at', { ...good, schema: 'a; drop' })).toThrow('schema');
    expect(() => configure('changed_at', { ...good, host: 'db.example/x?y' })).toThrow('host');
  });
});
