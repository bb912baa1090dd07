import { chooseWay } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { DeliveryProblem, SendEmail, SendText } from '../delivery/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { PublicOrigin } from '../platform/http/public-origin.js';
import { notice, noticesDone, takeNotices, tryAgainLater } from '../platform/queue/notices.js';
import { makeLeaveLink, type LeaveLink } from './make-leave-link.js';
import { isSent } from './make-tellings.js';
import { mayTellHousehold } from './may-tell-household.js';
import { readTelling, type TellingRead } from './read-telling.js';
import { settleReply } from './owe-reply.js';
import { emailHtml } from './telling-html.js';
import { answerParts, answerShort, answerText, leaveParts } from './telling-words.js';

/** A try that was begun and not ended: until it is, nobody knows whether it arrived. */
const sending = 'sending';
/** Longer than any try can take: whoever finds it begun after that knows that its process is gone. */
const tryMinutes = 15;
const mostTries = 5;

/** What is being sent, with the way to leave that goes along. */
interface Tried extends TellingRead {
  readonly leave: LeaveLink | null;
}

/** Why it came to nothing; `cut-off`: it may have arrived. */
type Outcome = { readonly receipt: string } | { readonly problem: DeliveryProblem };

/**
 * Sends the tellings that go out by e-mail or text. Whether it may be sent is looked at in the transaction that marks
 * the try, on facts as they are then. A try is marked before it is made, so that no process, however it ends, sends
 * what another may have sent: where it is not known whether the words arrived, they are not sent again, but somebody
 * is asked to tell them in person. One conversation too many is kinder than one letter too many.
 */
@Injectable()
export class TellVoices {
  constructor(
    private readonly database: Database,
    private readonly sendEmail: SendEmail,
    private readonly sendText: SendText,
    private readonly origin: PublicOrigin,
  ) {}

  /** `tellingIds` whose notices are due; others are left alone. */
  async run(organisationId: string, tellingIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (const id of tellingIds) {
      if (signal.aborted) return;
      const marked = await this.database.inOrganisation(organisationId, (db) =>
        markTry(db, id, this.origin.known !== null),
      );
      if (marked === undefined) continue;
      const outcome = await this.send(organisationId, marked, signal);
      await this.database.inOrganisation(organisationId, (db) => keepOutcome(db, marked, outcome));
    }
  }

  private async send(organisationId: string, telling: Tried, signal: AbortSignal): Promise<Outcome> {
    const { language } = telling.answer;
    const parts = answerParts(telling.answer, telling.form, leaveParts(language, telling.leave, this.origin.known));
    const reminder = telling.state === 'told' ? `.reminder-${telling.reminders}` : '';
    const messageId = `telling.${telling.id}${reminder}`;
    try {
      if (telling.way === 'text')
        return await this.sendText.run(
          organisationId,
          { to: telling.now.mobile ?? '', text: answerShort(parts), reference: messageId },
          signal,
        );
      return await this.sendEmail.run(organisationId, {
        to: telling.now.email ?? '',
        subject: parts.title,
        text: answerText(parts),
        html: emailHtml(parts, language),
        messageId,
      });
    } catch (problem) {
      if (problem instanceof DeliveryProblem) return { problem };
      throw problem;
    }
  }
}

/** The telling, marked as being tried; undefined where there is nothing to send now. `isReachable`: we have an address. */
async function markTry(db: Transaction, id: string, isReachable: boolean): Promise<Tried | undefined> {
  if ((await takeNotices(db, 'telling', [id])).length === 0) return undefined;
  const telling = await readTelling(db, id);
  const isReminder = telling.state === 'told' && telling.reminders > 0 && !telling.isOver;
  if (telling.lastProblem === sending) {
    await giveToStaff(db, telling, 'cut-off');
    return undefined;
  }
  const chosen = chooseWay({
    way: telling.askedWay ?? telling.now.way,
    needs: telling.now.needs,
    hasEmail: telling.now.email !== null,
    hasMobile: telling.now.mobile !== null,
    language: telling.now.language,
  });
  if ((telling.state !== 'waiting' && !isReminder) || !isSent(telling.way) || !isSent(chosen.way)) {
    // They want it another way by now.
    if (telling.state === 'waiting' && isSent(telling.way)) await changeWay(db, id, chosen.way, chosen.form);
    await noticesDone(db, 'telling', [id]);
    return undefined;
  }
  const check =
    telling.householdId === null
      ? null
      : await mayTellHousehold(db, telling.householdId, telling.theme, {
          at: 'send',
          channel: 'message',
          staff: null,
          supportPresent: [],
        });
  if (check === null || !check.allowed) {
    // Whatever the reason, it is looked at again in the morning, and nothing is kept of it. Nobody waits unseen for ever.
    if (telling.isHeldLong && (check === null || check.holdUntil === null)) {
      await changeWay(db, id, 'in-person', telling.form);
      await noticesDone(db, 'telling', [id]);
    } else await notice(db, 'telling', [id], check?.holdUntil ?? (await tomorrowMorning(db)));
    return undefined;
  }
  await db.rows(
    `UPDATE tellings SET tries = tries + 1, last_problem = $3, way = $4, form = $5 WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, id, sending, chosen.way, chosen.form],
  );
  await notice(db, 'telling', [id], await inMinutes(db, tryMinutes));
  const leave = isReachable ? await makeLeaveLink(db, telling) : null;
  return { ...telling, tries: telling.tries + 1, way: chosen.way, form: chosen.form, leave };
}

async function keepOutcome(db: Transaction, tried: TellingRead, outcome: Outcome): Promise<void> {
  // The debt before the telling, as everywhere: two that settle one voice wait for each other.
  await db.rows('SELECT FROM replies_owed WHERE organisation_id = $1 AND voice_id = $2 FOR UPDATE', [
    db.organisationId,
    tried.voiceId,
  ]);
  const telling = await readTelling(db, tried.id);
  if ('receipt' in outcome) {
    await db.rows(
      `UPDATE tellings SET state = 'told', told_at = coalesce(told_at, now()), told_by = coalesce(told_by, 'doorstep'),
         receipt = coalesce(receipt, $3), last_problem = NULL
       WHERE organisation_id = $1 AND id = $2`,
      [db.organisationId, telling.id, outcome.receipt],
    );
    // What was replaced while it was on its way was told too, but the debt is for what replaced it.
    if (telling.state === 'waiting') await settleReply(db, [telling.voiceId], 'told');
    await noticesDone(db, 'telling', [telling.id]);
    await writeAudit(db, {
      actor: 'doorstep',
      action: 'telling.send',
      subject: `telling:${telling.id}`,
      detail: { way: tried.way },
    });
    return;
  }
  const { problem } = outcome;
  if (telling.state !== 'waiting' || problem.became !== 'try-later' || telling.tries >= mostTries) {
    await giveToStaff(db, telling, problem.code);
    return;
  }
  await keepProblem(db, telling.id, problem.code);
  if (problem.retryAfterSeconds === null) await tryAgainLater(db, 'telling', telling.id, telling.tries);
  else await notice(db, 'telling', [telling.id], await inMinutes(db, Math.max(1, problem.retryAfterSeconds / 60)));
}

/** It does not go out by itself: somebody says it, and knows why. */
async function giveToStaff(db: Transaction, telling: TellingRead, code: DeliveryProblem['code']): Promise<void> {
  await keepProblem(db, telling.id, code);
  if (telling.state === 'waiting') {
    await changeWay(db, telling.id, 'in-person', telling.form);
    await raiseAlarm(db, { kind: 'cannot-send', subject: `telling:${telling.id}`, toEmail: null });
  }
  await noticesDone(db, 'telling', [telling.id]);
}

async function keepProblem(db: Transaction, id: string, code: DeliveryProblem['code']): Promise<void> {
  await db.rows('UPDATE tellings SET last_problem = $3 WHERE organisation_id = $1 AND id = $2', [
    db.organisationId,
    id,
    code,
  ]);
}

async function changeWay(db: Transaction, id: string, way: string, form: string): Promise<void> {
  await db.rows('UPDATE tellings SET way = $3, form = $4 WHERE organisation_id = $1 AND id = $2', [
    db.organisationId,
    id,
    way,
    form,
  ]);
}

async function inMinutes(db: Transaction, minutes: number): Promise<string> {
  const [row] = await db.rows<{ at: string }>(`SELECT (now() + make_interval(secs => $1))::text AS at`, [minutes * 60]);
  return row?.at ?? '';
}

async function tomorrowMorning(db: Transaction): Promise<string> {
  const [row] = await db.rows<{ at: string }>(
    `SELECT (((now() AT TIME ZONE 'Europe/London')::date + 1 + time '09:00') AT TIME ZONE 'Europe/London')::text AS at`,
  );
  return row?.at ?? '';
}
