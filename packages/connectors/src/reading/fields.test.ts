import { describe, expect, it } from '@jest/globals';

import { ownId, ownIdOf } from './fields.js';

describe('the id of a row', () => {
  it.each([
    ...['10000254', ' padded ', '', '   ', 'a\0b', '\uD800', 'x'.repeat(200), 'x'.repeat(201)],
    ...[0, 7, -1.5, Number.NaN, Number.POSITIVE_INFINITY, true, false, null, undefined, {}, ['7']],
  ])('is the same asked quickly as by the allow-list: %j', (value) => {
    const { success, data } = ownId.safeParse(value);
    expect(ownIdOf(value)).toBe(success ? data : null);
  });
});
