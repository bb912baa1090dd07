import { describe, expect, it } from '@jest/globals';
import { contextFromAttributes, readContext, sameContext } from './context.js';

const one = (host: string, label?: string) => readContext({ kind: 'one', type: 'person', id: { host }, label });

describe('what the host has open', () => {
  it('is nothing when the host says nothing', () => {
    expect(readContext(null)).toEqual({ kind: 'none' });
    expect(contextFromAttributes('person', null)).toEqual({ kind: 'none' });
    expect(contextFromAttributes('lorry', '1')).toEqual({ kind: 'none' });
  });

  it.each([
    [{}],
    ['P-1'],
    [{ kind: 'one', type: 'person', id: 'P-1' }],
    [{ kind: 'one', type: 'lorry', id: { host: '1' } }],
  ])('is refused in another shape: %j', (given) => {
    expect(() => readContext(given)).toThrow(expect.objectContaining({ code: 'context_unreadable' }));
  });

  it('is the same record whatever it is called', () => {
    expect(sameContext(one('P-1'), one('P-1', 'A name'))).toBe(true);
    expect(sameContext(one('P-1'), one('P-2'))).toBe(false);
    expect(sameContext(one('P-1'), readContext(null))).toBe(false);
    expect(sameContext(contextFromAttributes('person', 'P-1'), contextFromAttributes('tenancy', 'P-1'))).toBe(false);
  });
});
