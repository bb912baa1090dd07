import { retryAfterSeconds, SourceProblem, type FetchedText } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { guardedClient, type Limits } from '../platform/http/guarded-client.js';
import { notice, noticesDone, takeNotices } from '../platform/queue/notices.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openEndpointSecret } from './endpoint-secret.js';
import { mostTries, waitAfterTry } from './next-try.js';

/** A receiver says that it has it, and does its work afterwards. What it answers is not looked at. */
const patience: Limits = { silenceMs: 10_000, totalMs: 15_000, bytes: 64 * 1024, attempts: 1 };
/** An endpoint that takes nothing for so long is switched off. */
const failingDays = 5;
/** How long it is remembered what was sent where. */
const rememberedDays = 30;
const longestWaitMs = 12 * 3_600_000;

interface Outgoing {
  readonly id: string;
  readonly endpointId: string;
  readonly url: string;
  readonly allowedAddresses: readonly string[];
  readonly secrets: readonly string[];
  readonly body: string;
  readonly tries: number;
}

interface DeliveryRow {
  readonly event: string;
  readonly subject_id: string;
  readonly happened_at: string;
  readonly tries: number;
  readonly is_over: boolean;
  readonly endpoint_id: string;
  readonly url: string;
  readonly allowed_addresses: string[];
  readonly sealed_secrets: string[];
  readonly both_sign: boolean;
  readonly is_off: boolean;
}

/** What came of one try. */
type Told =
  | { readonly taken: true; readonly status: number }
  | { readonly taken: false; readonly status: number | null; readonly problem: string; readonly waitSeconds: number };

/**
 * Tells endpoints what happened, by Standard Webhooks: at least once, each under an id that stays the same. A try is
 * counted and put off before it begins, so that one which is killed on the way is made again later.
 */
@Injectable()
export class SendToEndpoints {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** All at once: one that hangs holds up none of the others. */
  async run(
    organisationId: string,
    deliveryIds: readonly string[],
    signal: AbortSignal,
    limits: Limits = patience,
  ): Promise<void> {
    await Promise.all(deliveryIds.map((id) => this.sendOne(organisationId, id, signal, limits)));
    await this.database.inOrganisation(organisationId, (db) =>
      db.rows(
        `DELETE FROM endpoint_deliveries WHERE organisation_id = $1 AND happened_at < now() - make_interval(days => $2)`,
        [organisationId, rememberedDays],
      ),
    );
  }

  private async sendOne(organisationId: string, id: string, signal: AbortSignal, limits: Limits): Promise<void> {
    const outgoing = await this.database.inOrganisation(organisationId, (db) => this.take(db, id));
    if (!outgoing) return;
    const told = await tell(outgoing, signal, limits);
    // Stopped by us: it is made again, as it was put off before.
    if (!told.taken && signal.aborted) return;
    await this.database.inOrganisation(organisationId, (db) => keep(db, outgoing, told));
  }

  /** What to send now, which nobody else will send meanwhile; undefined when there is nothing to send. */
  private async take(db: Transaction, id: string): Promise<Outgoing | undefined> {
    const { organisationId } = db;
    const [due] = await takeNotices(db, 'webhook', [id]);
    if (due === undefined) return undefined;
    const [row] = await db.rows<DeliveryRow>(
      `SELECT d.event, d.subject_id, ${instant('d.happened_at')} AS happened_at, d.tries,
         d.sent_at IS NOT NULL OR d.given_up_at IS NOT NULL AS is_over, e.id AS endpoint_id, e.url, e.allowed_addresses,
         e.sealed_secrets, coalesce(e.secret_before_until > now(), false) AS both_sign, e.off_at IS NOT NULL AS is_off
       FROM endpoint_deliveries d JOIN webhook_endpoints e ON e.organisation_id = $1 AND e.id = d.endpoint_id
       WHERE d.organisation_id = $1 AND d.id = $2`,
      [organisationId, id],
    );
    if (!row || row.is_over) {
      await noticesDone(db, 'webhook', [id]);
      return undefined;
    }
    if (row.is_off || row.tries >= mostTries) {
      await giveUp(db, id, row.is_off ? 'The endpoint is off.' : `The last of ${mostTries} tries never ended.`);
      return undefined;
    }
    const tries = row.tries + 1;
    await db.rows('UPDATE endpoint_deliveries SET tries = $3 WHERE organisation_id = $1 AND id = $2', [
      organisationId,
      id,
      tries,
    ]);
    await putOff(db, id, waitAfterTry(tries));
    const owner = { organisationId, endpointId: row.endpoint_id };
    return {
      id,
      endpointId: row.endpoint_id,
      url: row.url,
      allowedAddresses: row.allowed_addresses,
      secrets: row.sealed_secrets
        .slice(0, row.both_sign ? 2 : 1)
        .map((sealed) => openEndpointSecret(this.sealer, sealed, owner)),
      body: JSON.stringify({ type: row.event, timestamp: row.happened_at, data: { id: row.subject_id } }),
      tries,
    };
  }
}

async function tell(
  { id, url, allowedAddresses, secrets, body }: Outgoing,
  signal: AbortSignal,
  limits: Limits,
): Promise<Told> {
  const client = guardedClient(allowedAddresses, signal, limits);
  const now = new Date();
  try {
    const answer = await client.send({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
      },
      body,
    });
    return answer.status >= 200 && answer.status < 300
      ? { taken: true, status: answer.status }
      : { taken: false, status: answer.status, problem: problemOf(answer), waitSeconds: retryAfterSeconds(answer) };
  } catch (error) {
    if (error instanceof SourceProblem) return { taken: false, status: null, problem: error.message, waitSeconds: 0 };
    // The time for the whole answer ran out, or we are stopping.
    if ((error as Error).name === 'TimeoutError' || (error as Error).name === 'AbortError')
      return { taken: false, status: null, problem: 'It did not answer in time.', waitSeconds: 0 };
    throw error;
  } finally {
    await client.close();
  }
}

function problemOf({ status }: FetchedText): string {
  if (status === 410) return 'It answered that it is gone (410).';
  return status >= 300 && status < 400
    ? `It sent us elsewhere (${status}). Write the address it is really at.`
    : `It answered ${status}.`;
}

async function keep(db: Transaction, { id, endpointId, tries }: Outgoing, told: Told): Promise<void> {
  const { organisationId } = db;
  if (told.taken) {
    await db.rows(
      `UPDATE endpoint_deliveries SET sent_at = now(), given_up_at = NULL, last_status = $3, last_problem = NULL
       WHERE organisation_id = $1 AND id = $2`,
      [organisationId, id, told.status],
    );
    await db.rows(
      `UPDATE webhook_endpoints SET failing_since = NULL
       WHERE organisation_id = $1 AND id = $2 AND failing_since IS NOT NULL`,
      [organisationId, endpointId],
    );
    await noticesDone(db, 'webhook', [id]);
    return;
  }
  const { status, problem, waitSeconds } = told;
  const [waiting] = await db.rows<{ id: string }>(
    `UPDATE endpoint_deliveries SET last_status = $3, last_problem = $4
     WHERE organisation_id = $1 AND id = $2 AND sent_at IS NULL AND given_up_at IS NULL RETURNING id`,
    [organisationId, id, status, problem],
  );
  if (!waiting) return;
  const [endpoint] = await db.rows<{ for_days: boolean }>(
    `UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, now()) WHERE organisation_id = $1 AND id = $2
     RETURNING failing_since < now() - make_interval(days => $3) AS for_days`,
    [organisationId, endpointId, failingDays],
  );
  const off = status === 410 ? 'gone' : endpoint?.for_days ? 'failing' : undefined;
  if (off) await switchOff(db, endpointId, off);
  if (off || tries >= mostTries) await giveUp(db, id, problem);
  else if (waitSeconds > 0)
    await putOff(db, id, Math.max(waitAfterTry(tries), Math.min(waitSeconds * 1000, longestWaitMs)));
}

/** Once: the first to see it says so. */
async function switchOff(db: Transaction, endpointId: string, because: 'gone' | 'failing'): Promise<void> {
  const [switched] = await db.rows<{ version: number }>(
    `UPDATE webhook_endpoints SET off_at = now(), off_because = $3, version = version + 1, changed_by = 'doorstep',
       changed_at = now()
     WHERE organisation_id = $1 AND id = $2 AND off_at IS NULL RETURNING version`,
    [db.organisationId, endpointId, because],
  );
  if (!switched) return;
  const subject = `webhook-endpoint:${endpointId}`;
  await raiseAlarm(db, { kind: 'endpoint-off', subject, level: Math.min(switched.version, 32_767), toEmail: null });
  await writeAudit(db, { actor: 'doorstep', action: 'webhook-endpoint.switch-off', subject, detail: { because } });
}

async function giveUp(db: Transaction, id: string, problem: string): Promise<void> {
  await db.rows(
    `UPDATE endpoint_deliveries SET given_up_at = now(), last_problem = $3
     WHERE organisation_id = $1 AND id = $2 AND sent_at IS NULL`,
    [db.organisationId, id, problem],
  );
  await noticesDone(db, 'webhook', [id]);
}

async function putOff(db: Transaction, id: string, waitMs: number): Promise<void> {
  const [later] = await db.rows<{ at: string }>(`SELECT ${instant('(now() + make_interval(secs => $1))')} AS at`, [
    waitMs / 1000,
  ]);
  if (later) await notice(db, 'webhook', [id], later.at);
}
