import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A visit can come out of a copy that was saved on a phone, and then waits for a person. */
export class HoldPhoneCopies1795816940000 implements MigrationInterface {
  readonly name = 'HoldPhoneCopies1795816940000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- dropped because: it is made again on the next line, with one reason more
      ALTER TABLE visit_entries DROP CONSTRAINT ck_visit_entries_held;
      ALTER TABLE visit_entries ADD CONSTRAINT ck_visit_entries_held CHECK ((state = 'held') = (held_because IS NOT NULL)
        AND held_because IN ('home-unknown', 'phone-removed', 'phone-copy', 'unreadable', 'choose-route', 'no-route'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE visit_entries SET held_because = 'phone-removed' WHERE held_because = 'phone-copy';
      -- dropped because: it is made again on the next line, with one reason less
      ALTER TABLE visit_entries DROP CONSTRAINT ck_visit_entries_held;
      ALTER TABLE visit_entries ADD CONSTRAINT ck_visit_entries_held CHECK ((state = 'held') = (held_because IS NOT NULL)
        AND held_because IN ('home-unknown', 'phone-removed', 'unreadable', 'choose-route', 'no-route'));
    `);
  }
}
