import { createTestDatabase, type TestDatabase } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { Database } from './database.js';

describe.each(['inOrganisation', 'atOnce'] as const)('a transaction %s', (way) => {
  const organisationId = uuidv7();
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.open(test.url, [], 1);
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('answers statements that are asked side by side, in the order of asking', async () => {
    const answers = await database[way](organisationId, (db) =>
      Promise.all([
        db.rows<{ at: string }>(`SELECT set_config('doorstep.test', 'first', true) AS at`),
        db.rows<{ at: string }>(`SELECT current_setting('doorstep.test') AS at`),
      ]),
    );
    expect(answers.flat()).toEqual([{ at: 'first' }, { at: 'first' }]);
  });

  it('takes all back where one of several fails, and does nothing more for the others once it is over', async () => {
    let late: unknown;
    let isOver = () => {};
    const over = new Promise<void>((resolve) => (isOver = resolve));
    const failing = database[way](organisationId, (db) =>
      Promise.all([
        db.rows('SELECT 1 / 0'),
        over.then(() => db.rows('SELECT 1')).catch((error: unknown) => (late = error)),
      ]),
    );
    await expect(failing).rejects.toThrow(/division by zero/);
    isOver();
    await database[way](organisationId, async (db) => {
      const next = await db.rows<{ organisation: string }>(
        `SELECT current_setting('doorstep.organisation') AS organisation`,
      );
      expect(next).toEqual([{ organisation: organisationId }]);
    });
    expect(late).toEqual(new Error('This transaction is over.'));
  });
});
