import { describe, expect, it, jest } from '@jest/globals';
import { claimPage, type PageQueue } from './loader-page.js';
import { followInstruction } from './queue.js';

/** A page with the queue that hosts paste into it. */
function aPage(): { Doorstep: PageQueue } {
  const page = { Doorstep: (...instruction: unknown[]) => void (page.Doorstep.q ??= []).push(instruction) } as {
    Doorstep: PageQueue;
  };
  return page;
}

describe('the one queue of a page', () => {
  it.each([
    ['the panel comes first', ['token', 'frame']],
    ['the frame script comes first', ['frame', 'token']],
  ])('follows each instruction, before and after, when %s', (_, scripts) => {
    const page = aPage();
    const followed: unknown[] = [];
    page.Doorstep('token', 'early');
    page.Doorstep('frame', 'early', 'with more');
    for (const name of scripts) followInstruction(page, name, (...given) => followed.push([name, ...given]));
    page.Doorstep('token', 'late');
    page.Doorstep('frame', 'late');
    expect(followed).toHaveLength(4);
    expect(followed).toEqual(
      expect.arrayContaining([
        ['token', 'early'],
        ['frame', 'early', 'with more'],
        ['token', 'late'],
        ['frame', 'late'],
      ]),
    );
  });

  it('keeps what the loader wrote on it, whoever made it', () => {
    const page: { Doorstep?: PageQueue } = {};
    expect(claimPage(page, '1.2.3')).toBe(true);
    page.Doorstep?.('token', 'early');
    const followed: unknown[] = [];
    followInstruction(page, 'frame', () => undefined);
    followInstruction(page, 'token', (...given) => followed.push(...given));
    expect(page.Doorstep?.version).toBe('1.2.3');
    expect(followed).toEqual(['early']);
    expect(claimPage(page, '1.2.3')).toBe(false);
  });

  it('says on the console what nothing follows, and throws nothing', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const page = aPage();
    followInstruction(page, 'token', () => undefined);
    page.Doorstep('tokne', () => undefined);
    page.Doorstep();
    expect(warn.mock.calls.map(([, name]) => name)).toEqual(['tokne', undefined]);
    warn.mockRestore();
  });
});
