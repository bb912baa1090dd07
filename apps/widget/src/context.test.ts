import { describe, expect, it } from '@jest/globals';
import {
  contextFromAttributes,
  keyOf,
  namesOf,
  readContext,
  recordOf,
  sameContext,
  takenThroughOf,
} from './context.js';

const one = (host: string, label?: string) => readContext({ kind: 'one', type: 'person', id: { host }, label });

describe('what the host has open', () => {
  it('is nothing when the host says nothing', () => {
    expect(readContext(null)).toEqual({ kind: 'none' });
    expect(contextFromAttributes('person', null)).toEqual({ kind: 'none' });
    expect(contextFromAttributes(null, 'P-1')).toEqual({ kind: 'none' });
  });

  it.each([
    [{}],
    ['P-1'],
    [{ kind: 'one', type: 'person', id: 'P-1' }],
    [{ kind: 'one', type: 'lorry', id: { host: '1' } }],
  ])('is refused in another shape: %j', (given) => {
    expect(() => readContext(given)).toThrow(expect.objectContaining({ code: 'context_unreadable' }));
  });

  it('is refused, and nothing thrown of the host’s, when reading it throws', () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new RangeError('a trap');
        },
      },
    );
    for (const given of [
      trap,
      {
        kind: 'one',
        type: 'person',
        get id(): never {
          throw new RangeError('a getter');
        },
      },
    ])
      expect(() => readContext(given)).toThrow(expect.objectContaining({ code: 'context_unreadable' }));
  });

  it('is no job, which belongs to no household alone', () => {
    const unknown = expect.objectContaining({ code: 'record_unknown' });
    expect(() => readContext({ kind: 'one', type: 'job', id: { host: 'J-1' } })).toThrow(unknown);
    expect(() => contextFromAttributes('job', 'J-1')).toThrow(unknown);
  });

  it('calls a property a home', () => {
    expect(recordOf(contextFromAttributes('property', 'H-1'))).toEqual({ type: 'home', id: 'H-1' });
  });

  it('has every name that the host gave for it, the host’s own first', () => {
    const id = { host: 'guid', uprn: '100023336956', tenancyRef: 'TN-1', personRef: 'P-1' };
    const named = readContext({ kind: 'one', type: 'tenancy', id, channel: 'phone' });
    expect(namesOf(named).map(keyOf)).toEqual(['tenancy:guid', 'home:100023336956', 'tenancy:TN-1', 'person:P-1']);
    expect(takenThroughOf(named)).toBe('phone');
    expect(takenThroughOf(one('P-1'))).toBe('in-person');
    expect(namesOf(one('P-1')).map(keyOf)).toEqual(['person:P-1']);
    expect(namesOf(readContext({ kind: 'many', count: 3 }))).toEqual([]);
  });

  it('is the same record whatever it is called', () => {
    expect(sameContext(one('P-1'), one('P-1', 'A name'))).toBe(true);
    expect(sameContext(one('P-1'), one('P-2'))).toBe(false);
    expect(sameContext(one('P-1'), readContext(null))).toBe(false);
    expect(sameContext(contextFromAttributes('person', 'P-1'), contextFromAttributes('tenancy', 'P-1'))).toBe(false);
  });
});
