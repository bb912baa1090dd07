import { describe, expect, it } from '@jest/globals';
import { makeCredential, readCredential } from './credential.js';

const organisation = '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
const id = '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c';

describe('a credential', () => {
  it('is read back as the one that was made, and is not its own hash', () => {
    const made = makeCredential('dk', organisation, id);
    expect(readCredential('dk', made.text)).toEqual({ organisationId: organisation, id, secretHash: made.secretHash });
    expect(made.text).not.toContain(made.secretHash.toString('base64url'));
    expect(made.text).not.toContain(made.secretHash.toString('hex'));
  });

  it('is never made twice', () => {
    expect(new Set(Array.from({ length: 200 }, () => makeCredential('dk', organisation, id).text)).size).toBe(200);
  });

  it('has another hash when one character of its secret differs', () => {
    const { text, secretHash } = makeCredential('dk', organisation, id);
    for (let at = text.length - 43; at < text.length - 1; at++) {
      const other = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
      expect(readCredential('dk', other)!.secretHash.equals(secretHash)).toBe(false);
    }
  });

  it('keeps its secret whole when it has the sign that parts the others', () => {
    const made = Array.from({ length: 200 }, () => makeCredential('ps', organisation, id));
    const parted = made.find(({ text }) => text.slice(-43).includes('_'))!;
    expect(readCredential('ps', parted.text)!.secretHash).toEqual(parted.secretHash);
  });

  const { text } = makeCredential('dk', organisation, id);
  it.each([
    ['of another kind', text.replace('dk_', 'ps_')],
    ['empty', ''],
    ['without a prefix', text.slice(3)],
    ['cut short', text.slice(0, -1)],
    ['with more behind it', `${text}A`],
    ['with a line behind it', `${text}\n`],
    ['with another before it', `x ${text}`],
    ['with an id that is no id', text.replace(/_[0-9a-f]{32}_/, '_nobody_')],
    ['with capitals in its id', text.replace(/_[0-9a-f]{32}_/, (found) => found.toUpperCase())],
    ['that is a statement', `dk_${"'; DROP TABLE api_keys; --".padEnd(32)}_${'0'.repeat(32)}_${'A'.repeat(43)}`],
  ])('is none when it is %s', (_, wrong) => {
    expect(readCredential('dk', wrong)).toBeUndefined();
  });
});
