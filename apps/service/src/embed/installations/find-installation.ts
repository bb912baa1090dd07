import type { Transaction } from '../../platform/database/database.js';
import { Problem } from '../../platform/problem.js';
import { Installation, readInstallationCode } from './installation.entity.js';

/** Finds an installation by its code or its name. Throws `Problem` for none, and for several of one name. */
export async function findInstallation(db: Transaction, named: string): Promise<Installation> {
  const code = readInstallationCode(named);
  const { organisationId } = db;
  const found = await db.manager.findBy(
    Installation,
    code ? { organisationId, id: code.id } : { organisationId, name: named },
  );
  const [only, ...more] = found;
  if (!only || (code && code.organisationId !== organisationId))
    throw new Problem('not-known', 'installation-unknown', `There is no installation called ${named}.`);
  if (more.length > 0)
    throw new Problem(
      'conflict',
      'installation-ambiguous',
      `Several installations are called ${named}. Write the code.`,
    );
  return only;
}

/** Reads an installation by a statement whose plan is kept: every record that is opened asks for one. */
export async function readInstallation(db: Transaction, id: string): Promise<Installation | undefined> {
  const { tableName, columns } = db.manager.connection.getMetadata(Installation);
  const all = columns.map(({ databaseName, propertyName }) => `${databaseName} AS "${propertyName}"`).join(', ');
  const [found] = await db.rows<Installation>(
    `SELECT ${all} FROM ${tableName} WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, id],
  );
  return found;
}
