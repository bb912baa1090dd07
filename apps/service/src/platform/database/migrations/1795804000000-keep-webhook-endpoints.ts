import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a landlord's own systems are told what happened here, and each telling on its way there. A telling is made by
 * the tables themselves, in the transaction of the fact, and only where an endpoint wants it.
 */
export class KeepWebhookEndpoints1795804000000 implements MigrationInterface {
  readonly name = 'KeepWebhookEndpoints1795804000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE webhook_endpoints (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        id uuid NOT NULL,
        url text NOT NULL,
        events text[] NOT NULL,
        allowed_addresses text[] NOT NULL DEFAULT '{}',
        -- Newest first; the second is good until secret_before_until.
        sealed_secrets text[] NOT NULL,
        secret_before_until timestamptz,
        failing_since timestamptz,
        off_at timestamptz,
        off_because text,
        version integer NOT NULL DEFAULT 1,
        added_at timestamptz NOT NULL DEFAULT now(),
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_webhook_endpoints PRIMARY KEY (organisation_id, id),
        CONSTRAINT ck_webhook_endpoints_off CHECK ((off_at IS NULL) = (off_because IS NULL)),
        CONSTRAINT ck_webhook_endpoints_off_because CHECK (off_because IN ('by-hand', 'gone', 'failing')),
        CONSTRAINT ck_webhook_endpoints_secrets CHECK (cardinality(sealed_secrets) BETWEEN 1 AND 2)
      );

      CREATE TABLE endpoint_deliveries (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        endpoint_id uuid NOT NULL,
        event text NOT NULL,
        -- Our id of what it is about. Of whatever kind, and it may be gone by now, so nothing refers to it.
        subject_id uuid NOT NULL,
        happened_at timestamptz NOT NULL DEFAULT now(),
        tries smallint NOT NULL DEFAULT 0,
        last_status smallint,
        last_problem text,
        sent_at timestamptz,
        given_up_at timestamptz,
        CONSTRAINT pk_endpoint_deliveries PRIMARY KEY (organisation_id, id),
        CONSTRAINT fk_endpoint_deliveries_endpoint FOREIGN KEY (organisation_id, endpoint_id)
          REFERENCES webhook_endpoints (organisation_id, id) ON DELETE CASCADE,
        CONSTRAINT ck_endpoint_deliveries_end CHECK (sent_at IS NULL OR given_up_at IS NULL)
      );
      CREATE INDEX ix_endpoint_deliveries_newest ON endpoint_deliveries (organisation_id, endpoint_id, happened_at DESC);
      CREATE INDEX ix_endpoint_deliveries_age ON endpoint_deliveries (organisation_id, happened_at);

      ALTER TABLE outbox
        -- dropped because: it is made again on the next line, with what is told to endpoints
        DROP CONSTRAINT ck_outbox_topic,
        ADD CONSTRAINT ck_outbox_topic CHECK (topic IN
          ('contact', 'hand-off', 'hand-off-check', 'telling', 'write-back', 'alarm', 'preference-review',
           'recompense-review', 'reply-check', 'held-voices', 'hint', 'evidence', 'webhook'));
      -- dropped because: it is made again on the next line without what is told to endpoints, which has a lane of its own
      DROP INDEX ix_outbox_following;
      CREATE INDEX ix_outbox_following ON outbox (organisation_id, due_at)
        WHERE done_at IS NULL AND topic NOT IN ('contact', 'webhook');
      CREATE INDEX ix_outbox_webhooks ON outbox (organisation_id, due_at) WHERE done_at IS NULL AND topic = 'webhook';
      ALTER TABLE alarms
        -- dropped because: it is made again on the next line, with an endpoint that was switched off
        DROP CONSTRAINT ck_alarms_kind,
        ADD CONSTRAINT ck_alarms_kind CHECK (kind IN
          ('told-late', 'not-acknowledged', 'told-again', 'cannot-send', 'third-time-unpaid', 'unusual-rise',
           'reply-overdue', 'visit-held', 'facts-wrong', 'not-living-here',
           'records-missing', 'system-refuses', 'erased-in-host', 'endpoint-off'));

      CREATE FUNCTION tell_endpoints(landlord uuid, what text, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM webhook_endpoints
            WHERE organisation_id = landlord AND off_at IS NULL AND what = ANY (events)) THEN
          RETURN;
        END IF;
        WITH made AS (
          INSERT INTO endpoint_deliveries (organisation_id, id, endpoint_id, event, subject_id)
          SELECT landlord, gen_random_uuid(), e.id, what, subject
          FROM webhook_endpoints e, unnest(ids) AS subject
          WHERE e.organisation_id = landlord AND e.off_at IS NULL AND what = ANY (e.events)
          RETURNING id
        )
        INSERT INTO outbox (organisation_id, topic, subject_id) SELECT landlord, 'webhook', id FROM made;
        PERFORM pg_notify('doorstep_outbox', '');
      END $$;

      CREATE FUNCTION tell_of_added() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM tell_endpoints(organisation_id, TG_ARGV[0], array_agg(id)) FROM added GROUP BY organisation_id;
        RETURN NULL;
      END $$;

      CREATE FUNCTION tell_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM tell_endpoints(NEW.organisation_id, TG_ARGV[0], ARRAY[NEW.id]);
        RETURN NULL;
      END $$;
    `);
    for (const [table, event] of Object.entries(added))
      await db.query(`
        CREATE TRIGGER tell_of_added AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
          FOR EACH STATEMENT EXECUTE FUNCTION tell_of_added('${event}');
      `);
    for (const [table, [column, event]] of Object.entries(changed))
      await db.query(`
        CREATE TRIGGER tell_of_changed AFTER UPDATE OF ${column} ON ${table} FOR EACH ROW
          WHEN (OLD.${column} IS NULL AND NEW.${column} IS NOT NULL) EXECUTE FUNCTION tell_of_changed('${event}');
      `);
    for (const [table, grants] of Object.entries(tables)) {
      await db.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY one_organisation ON ${table} TO doorstep_app
          USING (organisation_id = (SELECT current_organisation()))
          WITH CHECK (organisation_id = (SELECT current_organisation()));
        GRANT ${grants} ON ${table} TO doorstep_app;
      `);
    }
  }

  async down(): Promise<void> {
    throw new Error('What was told to whom is on record nowhere else: go back to a backup instead.');
  }
}

const added: Readonly<Record<string, string>> = {
  voices: 'voice.heard',
  hand_offs: 'hand-off.raised',
  replies: 'reply.given',
  alarms: 'alarm.raised',
};

const changed: Readonly<Record<string, readonly [column: string, event: string]>> = {
  tellings: ['told_at', 'reply.told'],
  runs: ['finished_at', 'run.finished'],
};

const tables: Readonly<Record<string, string>> = {
  webhook_endpoints: 'SELECT, INSERT, UPDATE, DELETE',
  endpoint_deliveries: 'SELECT, INSERT, UPDATE, DELETE',
};
