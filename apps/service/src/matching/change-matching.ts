import { connectors, meaningsOf, type Connector, type ValueMapping } from '@doorstep/connectors';
import { changeMatching, type ChangeMatching as MatchingChange, type MatchingChanged } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { holdConnection } from '../connections/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { markStep } from '../set-up/index.js';
import { toldIn } from './show-matching.js';

/**
 * Changes where our fields come from and what codes mean, on top of the version that was read, and marks that somebody
 * looked through them. It holds for what is read from now on: what is here already changes when it is read again.
 */
@Injectable()
export class ChangeMatching {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for what is no field or meaning of ours, and with what is stored when somebody was quicker. */
  async run(actor: string, organisationId: string, named: string, raw: unknown): Promise<MatchingChanged> {
    const change = parseInput(changeMatching, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const row = await holdConnection(db, named);
      const { valueMappingVersion: version, valueMappingChangedBy: changedBy, valueMappingChangedAt: at } = row;
      if (change.version !== version) {
        const [staff] = await db.rows<{ name: string }>(
          `SELECT name FROM staff WHERE organisation_id = $1 AND 'staff:' || id = $2`,
          [organisationId, changedBy],
        );
        const current = {
          version,
          changedBy: staff?.name ?? changedBy,
          changedAt: at?.toISOString() ?? null,
          mapping: row.valueMapping,
        };
        throw new Problem(
          'conflict',
          'matching-changed',
          'Somebody else changed the matching. Look at theirs.',
          current,
        );
      }
      const connector = connectors.get(row.connector);
      if (!connector)
        throw new Problem('unavailable', 'connector-unknown', `This version has no connector called ${row.connector}.`);
      checkColumns(change, connector, row.valueMapping);
      checkCodes(change, connector, row.valueMapping);
      const [changed] = await db.rows<{ version: number; changedAt: Date }>(
        `UPDATE connections SET value_mapping = $3, value_mapping_version = value_mapping_version + 1,
           value_mapping_changed_by = $4, value_mapping_changed_at = now()
         WHERE organisation_id = $1 AND id = $2
         RETURNING value_mapping_version AS version, value_mapping_changed_at AS "changedAt"`,
        [organisationId, row.id, JSON.stringify(changedMapping(row.valueMapping, change)), actor],
      );
      if (!changed) throw new Error('The connection was held.');
      await markStep(db, 'match', row.id, actor);
      const detail = { version: changed.version, lists: Object.keys(change.codes).length };
      await writeAudit(db, { actor, action: 'connection.matching', subject: `connection:${row.id}`, detail });
      return { version: changed.version, changedBy: actor, changedAt: changed.changedAt.toISOString() };
    });
  }
}

function checkColumns({ columns }: MatchingChange, connector: Connector, mapping: ValueMapping): void {
  const lists = connector.fields(mapping);
  for (const [stream, fields] of Object.entries(columns)) {
    const known = lists.find((one) => one.stream === stream && !one.isFixed);
    if (!known)
      throw new Problem('bad-input', 'field-unknown', `The fields of ${stream} are the same everywhere. Match values.`);
    const wrong = Object.keys(fields).find((field) => !known.fields.some((one) => one.field === field));
    if (wrong !== undefined)
      throw new Problem(
        'bad-input',
        'field-unknown',
        `There is no field ${wrong} in ${stream}. Choose one of the list.`,
      );
  }
}

function checkCodes({ codes }: MatchingChange, connector: Connector, mapping: ValueMapping): void {
  const lists = new Set(connector.fields(mapping).flatMap(({ fields }) => fields.flatMap((one) => one.codes ?? [])));
  for (const [list, told] of Object.entries(codes)) {
    if (!lists.has(list))
      throw new Problem('bad-input', 'codes-unknown', `There is no list of codes ${list}. Choose one of those shown.`);
    const meanings = meaningsOf(list, connector.spec.streams);
    const wrong = Object.values(told).find((one) => one !== '' && meanings.length > 0 && !meanings.includes(one));
    if (wrong !== undefined)
      throw new Problem('bad-input', 'meaning-unknown', `${list}: choose one of ${meanings.join(', ')}.`);
  }
}

function changedMapping(mapping: ValueMapping, { columns, codes }: MatchingChange): ValueMapping {
  const laidOver = (list: string) => withoutBlanks({ ...toldIn(mapping, list), ...codes[list] });
  const lists = Object.keys(codes).filter((list) => list !== 'schemes' && list !== 'cases');
  return {
    ...mapping,
    schemes: laidOver('schemes') as ValueMapping['schemes'],
    cases: laidOver('cases') as ValueMapping['cases'],
    codes: { ...mapping.codes, ...Object.fromEntries(lists.map((list) => [list, laidOver(list)])) },
    columns: {
      ...mapping.columns,
      ...Object.fromEntries(
        Object.entries(columns).map(([stream, fields]) => [
          stream,
          withoutBlanks({ ...mapping.columns?.[stream], ...fields }),
        ]),
      ),
    },
  };
}

function withoutBlanks(told: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(told).filter(([, means]) => means !== ''));
}
