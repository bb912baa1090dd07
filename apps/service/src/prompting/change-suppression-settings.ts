import {
  changeSuppressionSettings,
  type ChangeSuppressionSettings as SettingsChange,
  type SuppressionSettingsLevel,
} from '@doorstep/contracts/http';
import { lengths, type Length } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { readLevels } from './show-suppression-settings.js';

/** Sets lengths at one level: for the whole organisation, a patch or a scheme. No level goes past a floor. */
@Injectable()
export class ChangeSuppressionSettings {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` that names the floor, and when another change came in between: who made it, and when. */
  async run(actor: string, organisationId: string, raw: unknown): Promise<SuppressionSettingsLevel> {
    const change = parseInput(changeSuppressionSettings, raw);
    refuseWrongPlace(change);
    for (const [name, value] of Object.entries(change.lengths)) refusePastFloor(name, value);
    const { level, code, version } = change;
    return this.database.inOrganisation(organisationId, async (db) => {
      const written = await db.rows(
        version === 0
          ? `INSERT INTO suppression_settings (organisation_id, level, code, nation, lengths, version, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6 + 1, $7) ON CONFLICT (organisation_id, level, code) DO NOTHING RETURNING version`
          : `UPDATE suppression_settings SET nation = $4, lengths = $5, version = version + 1, changed_by = $7, changed_at = now()
             WHERE organisation_id = $1 AND level = $2 AND code = $3 AND version = $6 RETURNING version`,
        [organisationId, level, code ?? '', change.nation ?? null, JSON.stringify(change.lengths), version, actor],
      );
      const [stored] = await readLevels(db, level, code);
      if (written.length === 0 || stored === undefined) throw changedMeanwhile(stored);
      await writeAudit(db, {
        actor,
        action: 'suppression-settings.change',
        subject: `organisation:${organisationId}`,
        detail: { level, code, version: stored.version },
      });
      return stored;
    });
  }
}

function refuseWrongPlace({ level, code, nation }: SettingsChange): void {
  if ((level === 'organisation') !== (code === null)) {
    throw new Problem(
      'bad-input',
      'settings-place',
      level === 'organisation'
        ? 'The organisation’s own settings have no code: write null.'
        : `Write the code of the ${level} that the settings are for.`,
    );
  }
  if (nation !== undefined && level !== 'organisation') {
    throw new Problem('bad-input', 'settings-nation', 'The nation is set for the whole organisation.');
  }
}

function refusePastFloor(name: string, value: number): void {
  const length: Length | undefined = Object.hasOwn(lengths, name) ? lengths[name as keyof typeof lengths] : undefined;
  if (length === undefined) {
    const names = Object.keys(lengths).join(', ');
    throw new Problem('bad-input', 'length-unknown', `There is no length called ${name}. There are: ${names}.`);
  }
  const { floor, unit, source } = length;
  const isPast = 'atLeast' in floor ? value < floor.atLeast : value > floor.atMost;
  if (!isPast) return;
  const bound = 'atLeast' in floor ? `at least ${floor.atLeast}` : `at most ${floor.atMost}`;
  throw new Problem(
    'bad-input',
    'past-floor',
    `${name}: ${value} is past the floor, which no level may lower. Write ${bound} (${unit}). ${source}.`,
  );
}

function changedMeanwhile(stored: SuppressionSettingsLevel | undefined): Problem {
  const now = stored
    ? `${stored.changedBy} changed these settings at ${stored.changedAt}: they are at version ${stored.version} now`
    : 'Nothing is set here yet: that is version 0';
  return new Problem(
    'conflict',
    'settings-changed',
    `${now}. Read them again and put your change on top.`,
    stored ?? null,
  );
}
