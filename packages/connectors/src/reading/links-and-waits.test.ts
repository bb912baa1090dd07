import { describe, expect, it } from '@jest/globals';

import { retryAfterSeconds } from './retry-after.js';
import { ownLink } from './own-link.js';

describe('engine rule 8: a link that the system sent', () => {
  const base = 'https://landlord.crm.example/api/data/v9.2';

  it('is followed whole and unchanged to the same origin', () => {
    const link = 'https://landlord.crm.example/other/path?$deltatoken=919042%2108%2f22';
    expect(ownLink(link, base)).toBe(link);
  });

  it.each([
    ['another host', 'https://landlord.crm.example.net/api'],
    ['another port', 'https://landlord.crm.example:8443/api'],
    ['plain http', 'http://landlord.crm.example/api'],
    ['a host that looks like a user name', 'https://landlord.crm.example@elsewhere.example/api'],
    ['a path without a host', '/api/data'],
    ['no text at all', 7],
  ])('is not followed to %s', (_where, link) => {
    expect(() => ownLink(link, base)).toThrow(
      expect.objectContaining({ code: 'not-as-declared', message: expect.not.stringContaining('elsewhere.example') }),
    );
  });
});

describe('engine rule 7: how long an answer asks us to wait', () => {
  const after = (value: string) =>
    retryAfterSeconds({ headers: { 'retry-after': value, date: 'Wed, 25 Nov 2026 12:00:00 GMT' } });

  it.each([
    ['12', 12],
    ['0', 0],
    ['Wed, 25 Nov 2026 12:00:30 GMT', 30],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['864000', 3600],
    ['soon', 0],
    ['-5', 0],
    ['', 0],
  ])('%s', (value, seconds) => expect(after(value)).toBe(seconds));

  it('is nothing when it does not say', () => expect(retryAfterSeconds({ headers: {} })).toBe(0));
});
