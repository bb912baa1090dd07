import { describe, expect, it } from '@jest/globals';
import { CommandLineError, readCommandLine } from './command-line.js';

describe('the command line', () => {
  it('has a value for everything', () => {
    expect(readCommandLine([])).toEqual({
      system: 'hackney',
      port: 0,
      homes: 500,
      seed: 7,
      apiKey: 'housing-sim-key',
      fixtures: undefined,
      today: undefined,
      exitWithStdin: false,
    });
  });

  it('takes every word', () => {
    const words = '--port 4100 --homes 100000 --seed 3 --api-key K --fixtures /f --today 2026-11-25 --exit-with-stdin';
    expect(readCommandLine(words.split(' '))).toEqual({
      system: 'hackney',
      port: 4100,
      homes: 100_000,
      seed: 3,
      apiKey: 'K',
      fixtures: '/f',
      today: '2026-11-25',
      exitWithStdin: true,
    });
  });

  it.each(['hackney', 'dataverse', 'salesforce', 'fixflo'])('knows the system %s', (system) => {
    expect(readCommandLine(['--system', system]).system).toBe(system);
  });

  it.each([
    '--system abacus',
    '--system dataverse --fixtures /f',
    '--system salesforce --today 2026-11-25',
    '--system fixflo --today 2026-11-25',
    '--bogus',
    'word',
    '--homes 9',
    '--homes 100001',
    '--homes many',
    '--port 70000',
    '--port',
    '--today tomorrow',
    '--today 2026-13-40',
  ])('refuses %s in one line', (text) => {
    expect(() => readCommandLine(text.split(' '))).toThrow(CommandLineError);
    expect(() => readCommandLine(text.split(' '))).toThrow(/^[^\n]+$/);
  });
});
