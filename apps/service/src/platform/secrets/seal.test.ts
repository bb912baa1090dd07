import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SealProblem, Sealer } from './seal.js';

const sealer = new Sealer(Buffer.alloc(32, 1));
const here = { organisationId: 'organisation', connectionId: 'connection', field: 'apiKey' };

describe('Sealer', () => {
  it('opens what it sealed, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        expect(sealer.open(sealer.seal(secret, here), here)).toBe(secret);
      }),
    );
  });

  it('never says the same thing twice, and never the secret', () => {
    const sealed = new Set(Array.from({ length: 100 }, () => sealer.seal('open sesame', here)));
    expect(sealed.size).toBe(100);
    for (const one of sealed) expect(one + Buffer.from(one, 'base64url').toString()).not.toContain('sesame');
  });

  it('opens nothing of which one bit differs', () => {
    const parts = sealer.seal('open sesame', here).split('.');
    let tried = 0;
    for (const at of [2, 3, 4]) {
      const bytes = Buffer.from(parts[at]!, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        const changed = parts.with(at, flipped.toString('base64url')).join('.');
        expect(() => sealer.open(changed, here)).toThrow(SealProblem);
        tried++;
      }
    }
    expect(tried).toBe((12 + 11 + 16) * 8);
  });

  it('opens nothing that was cut', () => {
    const sealed = sealer.seal('open sesame', here);
    for (let length = 0; length < sealed.length - 1; length++) {
      expect(() => sealer.open(sealed.slice(0, length), here)).toThrow(SealProblem);
    }
  });

  it('opens with a tag of full length alone', () => {
    const parts = sealer.seal('open sesame', here).split('.');
    for (const bytes of [4, 8, 12, 13, 14, 15]) {
      const tag = Buffer.from(parts[4]!, 'base64url').subarray(0, bytes).toString('base64url');
      expect(() => sealer.open(parts.with(4, tag).join('.'), here)).toThrow(SealProblem);
    }
  });

  it.each([
    { ...here, organisationId: 'another' },
    { ...here, connectionId: 'another' },
    { ...here, field: 'userToken' },
  ])('opens nowhere but where it belongs: %o', (elsewhere) => {
    expect(() => sealer.open(sealer.seal('open sesame', here), elsewhere)).toThrow(SealProblem);
  });

  it('does not open with another key, and says which key is wanted', () => {
    const other = new Sealer(Buffer.alloc(32, 2));
    expect(() => other.open(sealer.seal('open sesame', here), here)).toThrow(/another DOORSTEP_SECRET_KEY/);
    const [version, , ...rest] = sealer.seal('open sesame', here).split('.');
    const relabelled = [version, other.seal('', here).split('.')[1], ...rest].join('.');
    expect(() => other.open(relabelled, here)).toThrow(SealProblem);
  });

  it.each([0, 16, 31, 33])('is not made with a key of %i bytes', (length) => {
    expect(() => new Sealer(Buffer.alloc(length))).toThrow(SealProblem);
  });
});
