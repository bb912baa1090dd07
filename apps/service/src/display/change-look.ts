import { changeLook, type LookShown } from '@doorstep/contracts/http';
import { judgeAccent } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readLook } from './read-look.js';

/** Sets how the landlord's panel looks where its host says nothing else. Panels take it up with their next session. */
@Injectable()
export class ChangeLook {
  constructor(private readonly database: Database) {}

  /**
   * Throws `Problem`: for a colour that cannot be read on white, with the nearest that can as `current`; and when somebody
   * else changed the look meanwhile, with what stands now.
   */
  async run(actor: string, organisationId: string, raw: unknown): Promise<LookShown> {
    const { preset, accent, theme, density, version } = parseInput(changeLook, raw);
    const judged = accent === null ? null : judgeAccent(accent);
    if (judged && !judged.isEnough)
      throw new Problem(
        'bad-input',
        'accent-contrast',
        `This colour comes to ${judged.contrast} to 1 where 4.5 is needed. The nearest that does is ${judged.nearest}.`,
        { nearest: judged.nearest },
      );
    return this.database.inOrganisation(organisationId, async (db) => {
      const written = await db.rows(
        version === 0
          ? `INSERT INTO look_settings (organisation_id, preset, accent, accent_dark, theme, density, version, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7 + 1, $8) ON CONFLICT (organisation_id) DO NOTHING RETURNING version`
          : `UPDATE look_settings SET preset = $2, accent = $3, accent_dark = $4, theme = $5, density = $6,
               version = version + 1, changed_by = $8, changed_at = now()
             WHERE organisation_id = $1 AND version = $7 RETURNING version`,
        [organisationId, preset, accent, judged?.dark ?? null, theme, density, version, actor],
      );
      const now = await readLook(db);
      if (written.length === 0)
        throw new Problem(
          'conflict',
          'look-changed',
          'Somebody changed this meanwhile. Look at what stands now and put your change on top.',
          now,
        );
      await writeAudit(db, {
        actor,
        action: 'look.change',
        subject: `organisation:${organisationId}`,
        detail: { preset, accent: accent ?? 'none', theme, density, version: now.version },
      });
      return now;
    });
  }
}
