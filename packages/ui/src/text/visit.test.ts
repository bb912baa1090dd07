import { describe, expect, it } from '@jest/globals';
import { visitTextIn } from './visit.js';

describe('what the phone says', () => {
  it('counts as people do', () => {
    expect(visitTextIn('en-GB')('signedOut.title', { count: 1 })).toBe('Sign in to send 1 saved visit');
    expect(visitTextIn('en-GB')('signedOut.title', { count: 3 })).toBe('Sign in to send 3 saved visits');
  });
});
