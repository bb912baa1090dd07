import type { ContactMappingRow } from '@doorstep/contracts/http';
import { contactMapping } from '@doorstep/domain';
import { describe, expect, it } from '@jest/globals';
import { draftFor, draftOf, rowOf } from './row-draft.js';

describe('a row of the mapping in its form', () => {
  it('comes out as it went in, for every row that is shipped', () => {
    const shipped = contactMapping as ContactMappingRow[];
    expect(shipped.map((row) => rowOf(draftOf(row)))).toEqual(shipped);
  });

  it.each<[string, object]>([
    ['repair phase=completed trade=CP emergency', { on: 'repair-ended', phase: 'completed', tradeCodes: ['CP'] }],
    [
      'repair phase=no-access trade=Gas Servicing hazard',
      { on: 'repair-ended', phase: 'no-access', tradeNameWords: ['gas servicing'] },
    ],
    ['repair phase=completed trade=none', { on: 'repair-ended', phase: 'completed' }],
    ['tenancy started', { on: 'tenancy-started', isMutualExchange: false }],
    ['tenancy started by mutual exchange', { on: 'tenancy-started', isMutualExchange: true }],
    ['tenancy ended', { on: 'tenancy-ended' }],
    ['case kind=possession source=Court', { on: 'case-opened', kind: 'possession' }],
    [
      'contact kind=visit direction=outbound source=Home visit',
      { on: 'contact-told', kind: 'visit', direction: 'outbound' },
    ],
    ['contact kind=email direction=null source=none', { on: 'contact-told', kind: 'email' }],
  ])('begins from what no row fits: %s', (source, row) => {
    expect(rowOf({ ...draftFor(source), typeCode: 'RPR-VIS' })).toEqual({ ...row, typeCode: 'RPR-VIS' });
  });
});
