import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What follows from a decision: who does what by when, and that works which the host moved on are told of. Somebody may leave
 * an ask. A question back has somebody who answers it, by a day; what waits for longer than the landlord set is raised.
 */
export class FollowDecisions1795816600000 implements MigrationInterface {
  readonly name = 'FollowDecisions1795816600000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- [{ "what", "owner", "dueOn" }].
      ALTER TABLE ask_decisions ADD COLUMN actions jsonb NOT NULL DEFAULT '[]',
        -- How the host had the works when that was looked at last, and when it moved them on since; null: it did not.
        ADD COLUMN works_state text, ADD COLUMN works_moved_at timestamptz;
      GRANT UPDATE (works_state, works_moved_at) ON ask_decisions TO doorstep_app;

      ALTER TABLE ask_events
        -- dropped because: it is made again with one kind more.
        DROP CONSTRAINT ck_ask_events_kind,
        ADD CONSTRAINT ck_ask_events_kind CHECK (kind IN ('asked', 'heard', 'unheard', 'declined', 'cannot-now', 'left')
          AND (kind = 'asked') = (round IS NOT NULL)
          AND (kind = 'declined') = (reason IS NOT NULL)
          AND (kind = 'cannot-now') = (until IS NOT NULL));

      ALTER TABLE staff_tasks
        -- dropped because: it is made again with one kind more.
        DROP CONSTRAINT ck_staff_tasks_kind,
        ADD CONSTRAINT ck_staff_tasks_kind CHECK (kind IN ('check-in', 'call-back', 'ask-preferences-again',
          'ask-recompense-again', 'write-in-host', 'take-part', 'tell-works'));

      ALTER TABLE alarms
        -- dropped because: it is made again with two kinds more.
        DROP CONSTRAINT ck_alarms_kind,
        ADD CONSTRAINT ck_alarms_kind CHECK (kind IN
          ('told-late', 'not-acknowledged', 'told-again', 'cannot-send', 'third-time-unpaid', 'unusual-rise',
           'reply-overdue', 'visit-held', 'facts-wrong', 'not-living-here', 'records-missing', 'system-refuses',
           'erased-in-host', 'endpoint-off', 'question-waits', 'topic-waits'));

      -- After how many days a question without an answer, and a topic without a decision, is raised; null: never.
      ALTER TABLE word_settings ADD COLUMN waiting_days integer,
        ADD CONSTRAINT ck_word_settings_waiting_days CHECK (waiting_days BETWEEN 1 AND 365);

      -- Of a question that was asked back: who answers it, and by when.
      ALTER TABLE replies_owed ADD COLUMN answer_owner text, ADD COLUMN answer_by date;
      GRANT UPDATE (answer_owner, answer_by) ON replies_owed TO doorstep_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Who is to do what after a decision is on record nowhere else: go back to a backup instead.');
  }
}
