import { describe, expect, it } from '@jest/globals';
import { judgeAccent } from './accent.js';

describe('a landlord’s own colour', () => {
  it.each([
    ['#1d5c9f', true],
    ['#000000', true],
    ['#0176d3', false],
    ['#ffdd00', false],
    ['#ffffff', false],
  ])('%s is enough: %s', (accent, isEnough) => {
    const judged = judgeAccent(accent);
    expect(judged.isEnough).toBe(isEnough);
    if (isEnough) expect(judged.nearest).toBe(accent);
    else expect(judged.nearest).not.toBe(accent);
    expect(judgeAccent(judged.nearest)).toMatchObject({
      isEnough: true,
      nearest: judged.nearest,
      dark: expect.any(String),
    });
    expect(judged.dark).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('goes no further than it must, and keeps what is light enough in the dark', () => {
    expect(judgeAccent('#8dbdf0').dark).toBe('#8dbdf0');
    expect(judgeAccent('#0176d3').nearest).toMatch(/^#0[01]6/);
    expect(judgeAccent('#ffffff').contrast).toBe(1);
  });
});
