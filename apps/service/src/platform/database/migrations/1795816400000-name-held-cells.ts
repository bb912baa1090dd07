import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a held row the cell that keeps it back, where it is one: its field, what was sent, and whether the row can do without. */
export class NameHeldCells1795816400000 implements MigrationInterface {
  readonly name = 'NameHeldCells1795816400000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE held_rows
        ADD COLUMN field text,
        -- It may tell of somebody, as raw may: read through one verb, which writes the audit.
        ADD COLUMN value text,
        ADD COLUMN may_be_empty boolean NOT NULL DEFAULT false;
    `);
  }

  async down(): Promise<void> {
    throw new Error('What rows are held for is told again only when they are read again: go back to a backup instead.');
  }
}
