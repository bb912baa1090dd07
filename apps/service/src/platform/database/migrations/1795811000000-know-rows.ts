import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The hash of the row that a record was made of: a row that comes just so again is not understood again. Null: nobody
 * knows, or the same row could make another record on another day.
 */
export class KnowRows1795811000000 implements MigrationInterface {
  readonly name = 'KnowRows1795811000000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of mirrored) await db.query(`ALTER TABLE ${table} ADD COLUMN row_hash bytea`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of mirrored)
      await db.query(`
        -- dropped because: without it every row is understood anew, as it was before
        ALTER TABLE ${table} DROP COLUMN row_hash
      `);
  }
}

const mirrored = ['homes', 'people', 'tenancies', 'repairs', 'cases'];
