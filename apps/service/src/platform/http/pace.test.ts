import { describe, expect, it } from '@jest/globals';
import { SourceProblem } from '@doorstep/connectors';
import { paceOf, TokenBucket } from './pace.js';

describe('a token bucket of 60 a minute', () => {
  it('lets an eighth of a minute through at once, then one a second', () => {
    let now = 0;
    const bucket = new TokenBucket(60, () => now);
    const first = Array.from({ length: 7 }, () => bucket.take());
    expect(first).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(bucket.take()).toBe(500);
    expect(bucket.take()).toBe(1500);
    now = 2500;
    expect(bucket.take()).toBe(0);
  });

  it('saves up no more than that', () => {
    let now = 0;
    const bucket = new TokenBucket(60, () => now);
    now = 3_600_000;
    const waits = Array.from({ length: 9 }, () => bucket.take());
    expect(waits.filter((wait) => wait > 0)).toHaveLength(2);
  });
});

describe('the pace of a connection', () => {
  it('is one for all that use it, until an administrator sets another', () => {
    expect(paceOf('a', 600)).toBe(paceOf('a', 600));
    expect(paceOf('a', 600)).not.toBe(paceOf('b', 600));
    const before = paceOf('a', 600);
    expect(paceOf('a', 60)).not.toBe(before);
  });

  it('leaves a system alone that fails twenty times in a row, and not one that refuses', async () => {
    const { breaker } = paceOf('failing', 600);
    const fail = (code: 'unreachable' | 'no-permission') =>
      breaker
        .execute(() => Promise.reject(new SourceProblem(code, 'It failed.', true)))
        .catch((error: Error) => error.name);
    for (let n = 0; n < 30; n++) expect(await fail('no-permission')).toBe('SourceProblem');
    for (let n = 0; n < 20; n++) expect(await fail('unreachable')).toBe('SourceProblem');
    expect(await fail('unreachable')).not.toBe('SourceProblem');
  });
});
