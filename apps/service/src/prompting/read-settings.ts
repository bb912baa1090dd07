import { changesAt, type LengthChanges, type PlaceFacts, type SuppressionSettings } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';

const nothingSet: SuppressionSettings = { nation: 'england-and-wales', organisation: {}, patches: {}, schemes: {} };

/** What the landlord set about when not to ask, at every level. */
export async function readSettings(db: Transaction): Promise<SuppressionSettings> {
  const rows = await db.rows<{
    level: 'organisation' | 'patch' | 'scheme';
    code: string;
    nation: SuppressionSettings['nation'] | null;
    lengths: LengthChanges;
  }>(`SELECT level, code, nation, lengths FROM suppression_settings WHERE organisation_id = $1`, [db.organisationId]);
  const at = (level: string) =>
    Object.fromEntries(rows.filter((row) => row.level === level).map((row) => [row.code, row.lengths]));
  const whole = rows.find((row) => row.level === 'organisation');
  return {
    nation: whole?.nation ?? nothingSet.nation,
    organisation: whole?.lengths ?? {},
    patches: at('patch'),
    schemes: at('scheme'),
  };
}

/** The part of the settings that holds at one place, for a decision to keep; null where nothing was set that does. */
export function settingsAt(settings: SuppressionSettings, place: PlaceFacts): SuppressionSettings | null {
  const widestFirst = [settings.organisation, ...changesAt(settings, place).toReversed()];
  const organisation: LengthChanges = Object.assign({}, ...widestFirst);
  const isShipped = Object.keys(organisation).length === 0 && settings.nation === nothingSet.nation;
  return isShipped ? null : { ...nothingSet, nation: settings.nation, organisation };
}

/** The settings that a decision kept. */
export function keptSettings(kept: SuppressionSettings | null): SuppressionSettings {
  return kept ?? nothingSet;
}
