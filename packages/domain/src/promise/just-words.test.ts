import { describe, expect, it } from '@jest/globals';
import { justWords } from './just-words.js';

const promise = { madeOn: '2026-01-31', actions: [] };

describe('a promise', () => {
  it('is just words on the day that the months are over, and not the day before', () => {
    expect(justWords(promise, 1, '2026-02-27')).toBeNull();
    expect(justWords(promise, 1, '2026-02-28')).toEqual({ because: 'no-action', since: '2026-01-31' });
  });

  it('stays just words while something is planned for it, and is not once it is done', () => {
    const planned = { ...promise, actions: [{ doneOn: null }] };
    expect(justWords(planned, 6, '2026-08-01')).toEqual({ because: 'none-done', since: '2026-01-31' });
    expect(
      justWords({ ...promise, actions: [{ doneOn: null }, { doneOn: '2026-07-30' }] }, 6, '2026-08-01'),
    ).toBeNull();
  });

  it('is just words again when nothing was done for as long since', () => {
    const done = { ...promise, actions: [{ doneOn: '2026-03-01' }, { doneOn: '2026-02-01' }] };
    expect(justWords(done, 6, '2026-08-31')).toBeNull();
    expect(justWords(done, 6, '2026-09-01')).toEqual({ because: 'none-done', since: '2026-03-01' });
  });
});
