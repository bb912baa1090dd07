import { describe, expect, it } from '@jest/globals';
import { homedir } from 'node:os';
import { ConfigProblem, readConfig } from './config.js';

const key = Buffer.alloc(32, 7).toString('base64');

describe('readConfig', () => {
  it('needs nothing: the embedded database, the demonstration, port 4310', () => {
    expect(readConfig({}, '/srv/doorstep')).toEqual({
      databaseUrl: undefined,
      redisUrl: undefined,
      port: 4310,
      process: 'all',
      dataDir: '/srv/doorstep/.doorstep',
      secretKey: undefined,
      demo: true,
      fixtures: undefined,
      backupDays: 400,
    });
  });

  it('reads every setting, and takes an empty one for one that is not set', () => {
    const env = {
      DATABASE_URL: 'postgres://doorstep@db:5432/doorstep',
      REDIS_URL: 'redis://queue:6379',
      PORT: '0',
      PROCESS: 'worker',
      DOORSTEP_DATA_DIR: '~/kept',
      DOORSTEP_SECRET_KEY: key,
      DOORSTEP_DEMO: '1',
      DOORSTEP_FIXTURES: 'fixtures',
      DOORSTEP_OBJECTS_URL: 'https://s3.eu-west-2.amazonaws.com/visit-photos',
      DOORSTEP_OBJECTS_KEY: 'name',
      DOORSTEP_OBJECTS_SECRET: 'word',
      DOORSTEP_CLAMD: 'scanner:3310',
      DOORSTEP_FILES_ROOT: 'delivered',
      DOORSTEP_BACKUP_DAYS: '90',
      DOORSTEP_PUBLIC_ORIGIN: 'https://doorstep.elm-homes.example',
      HOME: '/ignored',
    };
    expect(readConfig(env, '/srv')).toEqual({
      databaseUrl: 'postgres://doorstep@db:5432/doorstep',
      redisUrl: 'redis://queue:6379',
      port: 0,
      process: 'worker',
      dataDir: `${homedir()}/kept`,
      secretKey: key,
      demo: true,
      fixtures: '/srv/fixtures',
      objects: { url: 'https://s3.eu-west-2.amazonaws.com/visit-photos', key: 'name', secret: 'word' },
      clamd: { host: 'scanner', port: 3310 },
      filesRoot: '/srv/delivered',
      backupDays: 90,
      publicOrigin: 'https://doorstep.elm-homes.example',
    });
    expect(readConfig({ PORT: '', DOORSTEP_DATA_DIR: '' }, '/srv').port).toBe(4310);
  });

  it('loads no demonstration into a real database unless it is asked to', () => {
    const real = { DATABASE_URL: 'postgresql://db/doorstep', DOORSTEP_SECRET_KEY: key };
    expect(readConfig(real, '/srv').demo).toBe(false);
    expect(readConfig({ DOORSTEP_DEMO: '0' }, '/srv').demo).toBe(false);
  });

  it.each([
    ['a setting nobody knows', { DOORSTEP_BOGUS: '1' }, /^DOORSTEP_BOGUS is not a setting\. .*DOORSTEP_DATA_DIR/],
    ['a port that is a word', { PORT: 'http' }, /^PORT .*from 0 to 65535/],
    ['a port with a fraction', { PORT: '43.5' }, /^PORT .*from 0 to 65535/],
    ['a port that is too high', { PORT: '70000' }, /^PORT .*65535/],
    ['a port below zero', { PORT: '-1' }, /^PORT .*from 0 to 65535/],
    ['another database', { DATABASE_URL: 'mysql://db/doorstep' }, /^DATABASE_URL .*postgres:\/\//],
    ['another queue', { REDIS_URL: 'queue:6379' }, /^REDIS_URL .*redis:\/\//],
    ['another process', { PROCESS: 'web' }, /^PROCESS .*all, http or worker/],
    ['a flag in words', { DOORSTEP_DEMO: 'yes' }, /^DOORSTEP_DEMO .*write 0 or 1/],
    ['a short key', { DOORSTEP_SECRET_KEY: 'secret' }, /^DOORSTEP_SECRET_KEY .*32 random bytes/],
    [
      'a bucket without a server',
      { DOORSTEP_OBJECTS_URL: 'photos' },
      /^DOORSTEP_OBJECTS_URL .*https:\/\/server\/bucket/,
    ],
    ['a server without a bucket', { DOORSTEP_OBJECTS_URL: 'https://s3.example/' }, /^DOORSTEP_OBJECTS_URL .*bucket/],
    [
      'a bucket without its key',
      { DOORSTEP_OBJECTS_URL: 'https://s3.example/photos' },
      /^DOORSTEP_OBJECTS_URL, .*all three/,
    ],
    ['a secret without its bucket', { DOORSTEP_OBJECTS_SECRET: 'word' }, /^DOORSTEP_OBJECTS_URL, .*all three/],
    [
      'an origin with a path',
      { DOORSTEP_PUBLIC_ORIGIN: 'https://elm.example/doorstep' },
      /^DOORSTEP_PUBLIC_ORIGIN .*without a path/,
    ],
    ['no days at all', { DOORSTEP_BACKUP_DAYS: '0' }, /^DOORSTEP_BACKUP_DAYS .*how many days/],
    ['days in words', { DOORSTEP_BACKUP_DAYS: 'a year' }, /^DOORSTEP_BACKUP_DAYS .*how many days/],
    ['a scanner without a port', { DOORSTEP_CLAMD: 'scanner' }, /^DOORSTEP_CLAMD .*host:3310/],
    ['a real database without a key', { DATABASE_URL: 'postgres://db/doorstep' }, /^DOORSTEP_SECRET_KEY is missing/],
  ])('refuses %s in one line that says what to write', (_, env, line) => {
    let problem: unknown;
    try {
      readConfig(env, '/srv');
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(ConfigProblem);
    expect((problem as Error).message).toMatch(line);
    expect((problem as Error).message).not.toContain('\n');
  });

  it('does not repeat a secret it cannot use', () => {
    expect(() => readConfig({ DOORSTEP_SECRET_KEY: 'hunter-two' }, '/srv')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter-two') }),
    );
    expect(() => readConfig({ DATABASE_URL: 'mysql://doorstep:hunter-two@db' }, '/srv')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter-two') }),
    );
  });
});
