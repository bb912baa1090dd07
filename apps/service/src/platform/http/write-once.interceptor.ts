import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Database } from '../database/database.js';
import { Problem } from '../problem.js';
import { Sealer, type SealedFor } from '../secrets/seal.js';
import { refuseReuse, writeOnce, type WriteOnce } from '../write-once.js';
import { isRead, type CalledRequest, type Caller } from './caller.guard.js';

const keyHeader = 'idempotency-key';

/**
 * A write that comes again with the same Idempotency-Key, from the same caller, is not done again: it answers what it
 * answered. For every route of a landlord's system or the console that does not keep the key with what it writes itself;
 * those of the panel and the phone do, or may be repeated as they are. Answers are kept sealed for a day.
 */
@Injectable()
export class WriteOnceInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const { caller, headers } = request;
    const key = headers[keyHeader];
    if (caller === undefined || key === undefined || isRead(request)) return next.handle();
    if (keepsKey(context.getClass(), context.getHandler().name)) return next.handle();
    const once = writeOnce(String(key), { method: request.method, address: request.url, body: request.body });
    return from(
      this.run(caller, once, async () => lastValueFrom<unknown, undefined>(next.handle(), { defaultValue: undefined })),
    );
  }

  private async run(caller: Caller, once: WriteOnce, work: () => Promise<unknown>): Promise<unknown> {
    const before = await this.claim(caller, once);
    if (before !== undefined) return (JSON.parse(before) as { answer?: unknown }).answer;
    const id = [caller.organisationId, caller.actor, once.idempotencyKey];
    const keep = async (statement: string, ...values: string[]) =>
      this.database.inOrganisation(caller.organisationId, (db) =>
        db.rows(`${statement} WHERE organisation_id = $1 AND actor = $2 AND idempotency_key = $3`, [...id, ...values]),
      );
    let answer: unknown;
    try {
      answer = await work();
    } catch (error) {
      // Nothing was written, so the same key may be sent again.
      await keep('DELETE FROM remembered_writes');
      throw error;
    }
    const sealed = this.sealer.seal(JSON.stringify({ answer }), sealedFor(caller));
    // It is done, whether or not that can be noted: who asked is told so.
    await keep('UPDATE remembered_writes SET sealed_answer = $4', sealed).catch(() => undefined);
    return answer;
  }

  /** Answers what was answered before, or undefined where the work is ours to do. Throws `Problem`. */
  private async claim(caller: Caller, once: WriteOnce): Promise<string | undefined> {
    const values = [caller.organisationId, caller.actor, once.idempotencyKey];
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await db.rows(
        `DELETE FROM remembered_writes WHERE organisation_id = $1 AND (begun_at < now() - interval '1 day'
           -- whoever began it is gone: no request takes so long
           OR (sealed_answer IS NULL AND begun_at < now() - interval '5 minutes'))`,
        [caller.organisationId],
      );
      const [ours] = await db.rows(
        `INSERT INTO remembered_writes (organisation_id, actor, idempotency_key, request_hash) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING begun_at`,
        [...values, once.requestHash],
      );
      if (ours) return undefined;
      const [stored] = await db.rows<{ request_hash: Buffer; sealed_answer: string | null }>(
        `SELECT request_hash, sealed_answer FROM remembered_writes
         WHERE organisation_id = $1 AND actor = $2 AND idempotency_key = $3`,
        values,
      );
      if (stored) refuseReuse(stored, once);
      if (stored?.sealed_answer) return this.sealer.open(stored.sealed_answer, sealedFor(caller));
      throw new Problem(
        'conflict',
        'idempotency-key-in-use',
        'The same request is still being done. Send it again in a moment, with the same Idempotency-Key.',
      );
    });
  }
}

function sealedFor({ organisationId, actor }: Caller): SealedFor {
  return { organisationId, connectionId: actor, field: 'remembered-write' };
}

/** Whether a route itself reads the header, which it then needs, and keeps the key in the transaction that writes. */
export function keepsKey(controller: Type, method: string): boolean {
  const given = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) as
    | Record<string, { data?: unknown }>
    | undefined;
  return Object.values(given ?? {}).some(({ data }) => data === keyHeader);
}
