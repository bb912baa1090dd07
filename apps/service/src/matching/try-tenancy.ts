import { contactTypeOf, type Decision } from '@doorstep/domain';
import { tryRequest, type TriedTenancy } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { OpenConnection, type OpenedConnection } from '../connections/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { ForeseeDecision, type Foreseen } from '../prompting/index.js';
import { markStep } from '../set-up/index.js';
import { rehearseRecords, withoutForbiddenNumbers } from '../sync/index.js';
import { findTenancy, type FoundTenancy } from './find-tenancy.js';

/**
 * Takes one tenancy all the way through: what the system sent, what was understood, and what an officer would see at its
 * newest contact. It goes through the same writing and deciding as any other, in a transaction that is then undone, so
 * that nothing of it is stored.
 */
@Injectable()
export class TryTenancy {
  constructor(
    private readonly database: Database,
    private readonly openConnection: OpenConnection,
    private readonly foresee: ForeseeDecision,
  ) {}

  /** Throws `Problem` when the system knows no such tenancy. */
  async run(
    actor: string,
    organisationId: string,
    named: string,
    raw: unknown,
    signal: AbortSignal,
  ): Promise<TriedTenancy> {
    const { tenancy } = parseInput(tryRequest, raw);
    const connection = await this.openConnection.run(organisationId, named, signal);
    try {
      const found = await findTenancy(connection, tenancy);
      if (!found)
        throw new Problem(
          'not-known',
          'tenancy-unknown',
          'Your system sends no tenancy with this reference. Check it, or try another one.',
        );
      const foreseen = await this.rehearse(connection, found);
      const shown = shownOf(found, foreseen);
      await this.database.inOrganisation(organisationId, async (db) => {
        await markStep(db, 'try', connection.row.id, actor);
        const subject = `connection:${connection.row.id}`;
        await writeAudit(db, { actor, action: 'connection.try', subject, detail: { records: found.records.length } });
      });
      return shown;
    } finally {
      await connection.close();
    }
  }

  private async rehearse(connection: OpenedConnection, found: FoundTenancy): Promise<Foreseen | null> {
    const undone = new Undone();
    const tenancy = found.records.find(({ record }) => record.entity === 'tenancy');
    try {
      await this.database.inOrganisation(connection.row.organisationId, async (db) => {
        await rehearseRecords(db, connection, found.records, found.alerts);
        undone.foreseen = await this.foresee.run(db, connection.row.id, tenancy?.key ?? '');
        throw undone;
      });
    } catch (error) {
      if (error !== undone) throw error;
    }
    return undone.foreseen;
  }
}

/** Thrown at the end of a rehearsal, so that the transaction rolls back. */
class Undone extends Error {
  foreseen: Foreseen | null = null;
}

function shownOf({ sent, records, alerts, lookedThrough }: FoundTenancy, foreseen: Foreseen | null): TriedTenancy {
  return {
    sent: sent.map(({ stream, key, taken, left }) => ({ stream, key, fields: cleaned(taken), left: [...left] })),
    understood: [...records.map(({ record }) => record), ...alerts].map((record) => cleaned({ ...record })),
    officerSees:
      foreseen === null
        ? null
        : {
            contact: {
              what: contactTypeOf(foreseen.typeCode)?.name ?? foreseen.typeSource,
              occurredAt: foreseen.occurredAt,
            },
            ...seenOf(foreseen.decision),
          },
    lookedThrough,
  };
}

function seenOf(decision: Decision): Pick<NonNullable<TriedTenancy['officerSees']>, 'prompt' | 'whyNot'> {
  if (decision.outcome === 'none') {
    const { words, form } = decision.whyNot;
    return {
      prompt: null,
      whyNot: { words: words ?? 'Nothing is asked, and nobody is told why.', isShown: form === 'open' },
    };
  }
  const { title, say, probe, whyAsking, reasons } = decision;
  return { prompt: { title, say, probe, whyAsking, reasons: reasons.map(({ text }) => text) }, whyNot: null };
}

/** The same without numbers that must not be kept, wherever they were typed in: they would not be brought in either. */
function cleaned<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, one: unknown) =>
    typeof one === 'string' ? withoutForbiddenNumbers(one) : one,
  ) as Value;
}
