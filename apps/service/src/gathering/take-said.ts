import { sayRequest, type SaidKept } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type * as z from 'zod';
import { countAnswer } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { offersFor, raiseHandOff, RouteWords } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { actorOfLink, withLink, wonderFull, type OpenLink } from './find-link.js';
import { keepSaid } from './keep-said.js';
import { partsOfForm } from './parts-of-form.js';
import { sealSaid, wholeOf, type SaidWords } from './said-words.js';

/**
 * Takes what somebody said through a link, once for its key. Words that may have to be passed on wait for a decision of
 * whoever writes them; where a home was named, the rest is held until a person has settled which it is.
 */
@Injectable()
export class TakeSaid {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly routeWords: RouteWords,
  ) {}

  /**
   * Throws `Problem`: `link-over`, `wonder-full`, `too-many` in an hour; `choose-route` carries the hand-offs that the
   * words suggest as `current`, `no-route` the numbers to ring.
   */
  async run(raw: unknown, once: WriteOnce): Promise<SaidKept> {
    const { link: text, ...given } = parseInput(sayRequest, raw);
    const begun = await withLink(this.database, text, async (db, link) => {
      refuseOtherParts(link, given);
      if (await isKept(db, link, once)) return null;
      if (link.isFull) throw wonderFull();
      await refuseTooMany(db, link.id);
      if (given.routing === undefined) await askWhere(db, wholeOf(given));
      return { link, organisationId: db.organisationId };
    });
    if (begun === null) return kept;
    const { link, organisationId } = begun;
    const said: SaidWords = {
      parts: given.parts,
      whose: given.whose,
      home: given.home ?? null,
      reach: given.reach ?? null,
      routing: given.routing ?? null,
    };
    const handOffs = await this.routeWords.handOver(
      { organisationId, actor: actorOfLink(link.id), roles: [], householdId: null, homeId: null, personId: null },
      { words: wholeOf(said), routing: given.routing, place: whereOf(said, link) },
      once,
    );
    if (handOffs.length > 0) {
      await this.database.inOrganisation(organisationId, (db) => countOne(db, link.id));
      return { state: 'passed-on', references: handOffs.map(({ reference }) => reference) };
    }
    return withLink(this.database, text, async (db, now) => this.keep(db, now, said, once));
  }

  private async keep(db: Transaction, link: OpenLink, said: SaidWords, once: WriteOnce): Promise<SaidKept> {
    await takeTurn(db, actorOfLink(link.id), once);
    if (await isKept(db, link, once)) return kept;
    if (!(await countOne(db, link.id))) throw tooMany();
    const id = uuidv7();
    const isHeld = said.home !== null;
    await db.rows(
      `INSERT INTO said_entries (organisation_id, id, link_id, state, sealed_words, idempotency_key, request_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[db.organisationId, id, link.id, isHeld ? 'held' : 'kept'],
        isHeld ? sealSaid(this.sealer, db.organisationId, id, said) : null,
        ...[once.idempotencyKey, once.requestHash],
      ],
    );
    const answer = { voiceId: null, entryId: id, recordedBy: actorOfLink(link.id) };
    if (link.wonderId !== null && !(await countAnswer(db, link.wonderId, answer))) throw wonderFull();
    if (!isHeld)
      await keepSaid(db, this.routeWords, {
        ...{ id, linkId: link.id, kind: link.kind, place: link.place, askId: link.askId, said },
        requestHash: once.requestHash,
        saidAt: null,
        householdId: null,
      });
    await writeAudit(db, { actor: actorOfLink(link.id), action: 'said.take', subject: `said:${id}` });
    return said.routing?.chosen.includes('complaint_choice') === true ? this.complain(db, link, said, once) : kept;
  }

  /** Goes to who answers complaints; what was said stays a voice as well. */
  private async complain(db: Transaction, link: OpenLink, said: SaidWords, once: WriteOnce): Promise<SaidKept> {
    const { reply } = await raiseHandOff(
      db,
      this.sealer,
      actorOfLink(link.id),
      {
        route: 'complaint_choice',
        words: wholeOf(said),
        toldAt: new Date().toISOString(),
        where: whereOf(said, link),
        place: { householdId: null, homeId: null, personId: null },
      },
      { ...once, idempotencyKey: `${once.idempotencyKey}.complaint` },
    );
    return { state: 'passed-on', references: [reply.reference] };
  }
}

/** Whether it waits for a person is nothing to whoever has the link. */
const kept: SaidKept = { state: 'kept', references: [] };

function refuseOtherParts(link: OpenLink, { parts }: Pick<z.infer<typeof sayRequest>, 'parts'>): void {
  const other = parts.find(({ part }) => !partsOfForm[link.form].includes(part));
  if (other) throw new Problem('bad-input', 'part', `parts: this link does not ask for ${other.part}.`);
}

async function isKept(db: Transaction, link: OpenLink, once: WriteOnce): Promise<boolean> {
  const [before] = await db.rows<{ request_hash: Buffer }>(
    'SELECT request_hash FROM said_entries WHERE organisation_id = $1 AND link_id = $2 AND idempotency_key = $3',
    [db.organisationId, link.id, once.idempotencyKey],
  );
  if (before) refuseReuse(before, once);
  return before !== undefined;
}

/** Throws `Problem` `choose-route` where the words suggest what may not be passed over, or a complaint. */
async function askWhere(db: Transaction, words: string): Promise<void> {
  const offers = await offersFor(db, words);
  if (!offers.some(({ mustChoose, route }) => mustChoose || route === 'complaint_choice')) return;
  throw new Problem(
    'conflict',
    'choose-route',
    'What was said may have to be passed on. Choose where it goes, or say that it does not.',
    { offers },
  );
}

const isHourOver = `hour_began_at < now() - interval '1 hour'`;

/** Throws `Problem` where the link has taken what it may in an hour. */
async function refuseTooMany(db: Transaction, linkId: string): Promise<void> {
  const [full] = await db.rows<{ id: string }>(
    `SELECT id FROM gather_links
     WHERE organisation_id = $1 AND id = $2 AND NOT (${isHourOver}) AND said_this_hour >= most_an_hour`,
    [db.organisationId, linkId],
  );
  if (full) throw tooMany();
}

/** Counts what came of it against the hour of the link. False where that was full meanwhile. */
async function countOne(db: Transaction, linkId: string): Promise<boolean> {
  const [counted] = await db.rows<{ id: string }>(
    `UPDATE gather_links SET said_this_hour = CASE WHEN ${isHourOver} THEN 1 ELSE said_this_hour + 1 END,
       hour_began_at = CASE WHEN ${isHourOver} THEN now() ELSE hour_began_at END
     WHERE organisation_id = $1 AND id = $2 AND (${isHourOver} OR said_this_hour < most_an_hour) RETURNING id`,
    [db.organisationId, linkId],
  );
  return counted !== undefined;
}

function tooMany(): Problem {
  return new Problem('too-many', 'too-many-said', 'This link has taken a lot in the last hour. Try again in an hour.');
}

/** Where it was said, and where they live if they said so: for whoever a hand-off goes to. */
function whereOf({ home }: SaidWords, { place }: OpenLink): string {
  return home === null ? place : `${home} (said through a link at ${place})`;
}
