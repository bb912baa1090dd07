import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { locateBinaries, program } from './locate-binaries.js';

describe('locateBinaries', () => {
  it('finds the PostgreSQL that npm installed for this platform', () => {
    expect(existsSync(program(locateBinaries(), 'postgres'))).toBe(true);
  });

  it('says to set DATABASE_URL on a platform that has none', () => {
    expect(() => locateBinaries('sunos', 'x64')).toThrow(
      /^There is no built-in PostgreSQL .*sunos x64.* Set DATABASE_URL .*$/,
    );
  });
});
