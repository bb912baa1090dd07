import { describe, expect, it } from '@jest/globals';

import { nextCursor } from './next-cursor.js';

const cursor = (precision: 'millisecond' | 'second' | 'day', overlapSeconds = 0) =>
  ({ kind: 'modified-since', precision, moves: 'any-change', overlapSeconds }) as const;
const began = new Date('2026-11-25T12:00:00.000Z');

describe('engine rule 2: where the next read begins', () => {
  it.each([
    ['the latest change seen', cursor('millisecond'), '2026-11-25T11:59:58.123Z', '2026-11-25T11:59:58.123Z'],
    [
      'when this read began, for a change while it ran',
      cursor('millisecond'),
      '2026-11-25T12:00:07Z',
      began.toISOString(),
    ],
    [
      'when this read began, for a change dated in 2090',
      cursor('millisecond'),
      '2090-01-01T00:00:00Z',
      began.toISOString(),
    ],
    ['earlier by the overlap', cursor('millisecond', 300), '2026-11-25T11:59:58.123Z', '2026-11-25T11:54:58.123Z'],
    ['rounded down to the second', cursor('second'), '2026-11-25T11:59:58.999Z', '2026-11-25T11:59:58.000Z'],
    ['rounded down to the day', cursor('day'), '2026-11-25T11:59:58.999Z', '2026-11-25T00:00:00.000Z'],
    ['rounded after the overlap', cursor('day', 3600), '2026-11-25T00:30:00Z', '2026-11-24T00:00:00.000Z'],
  ])('is %s', (_what, kind, latest, expected) => {
    expect(nextCursor(kind, began, latest, null)).toBe(expected);
  });

  it('is where it was when nothing came', () => {
    expect(nextCursor(cursor('second', 60), began, null, '2026-11-25T10:00:00.000Z')).toBe('2026-11-25T10:00:00.000Z');
    expect(nextCursor(cursor('second', 60), began, null, null)).toBeNull();
  });

  it('never goes back', () => {
    const previous = '2026-11-25T11:59:00.000Z';
    expect(nextCursor(cursor('second', 600), began, '2026-11-25T11:59:30Z', previous)).toBe(previous);
  });
});
