import { describe, expect, it } from '@jest/globals';

import { KeyMarks } from './key-marks.js';

describe('KeyMarks', () => {
  it('knows each key and its last mark, over many growths', () => {
    const marks = new KeyMarks();
    const keys = Array.from({ length: 20_000 }, (_, at) => `key-${at}`);
    expect(keys.every((key) => marks.mark(key, 1) === 0)).toBe(true);
    expect(marks.size).toBe(20_000);
    expect(keys.every((key, at) => marks.mark(key, 1 + (at % 200)) === 1)).toBe(true);
    expect(keys.every((key, at) => marks.mark(key, 7) === 1 + (at % 200))).toBe(true);
    expect(marks.mark('another', 2)).toBe(0);
    expect(marks.size).toBe(20_001);
  });
});
