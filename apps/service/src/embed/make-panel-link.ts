import { panelLinkRequest, type PanelLinkMade, type PanelLinkRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { policy, refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { makeCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { findInstallation } from './installations/find-installation.js';
import { Findings, judgeRecord, judgeRoles, judgeStaff, judgeTeams } from './tokens/judge-claims.js';

const linkSeconds = 2 * 60;

/** Makes a link that opens the panel for one member of staff at one record, once, within two minutes. */
@Injectable()
export class MakePanelLink {
  constructor(private readonly database: Database) {}

  /** Answers the link this once; a hash of it is kept. Throws `Problem`. */
  async run(caller: Caller, raw: PanelLinkRequest): Promise<PanelLinkMade> {
    const given = parseInput(panelLinkRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const installation = await findInstallation(db, given.installation);
      const found = new Findings();
      const staffId = judgeStaff(found, 'staff', given.staff);
      const roles = given.roles ? judgeRoles(found, given.roles, installation.roleMap) : (['officer'] as const);
      const teams = judgeTeams(found, given.teams);
      const record = judgeRecord(found, 'record', given.record);
      if (!staffId || !roles || !teams || !record) {
        const { claim, says } = found.items.find(({ isGood }) => !isGood)!;
        throw new Problem('bad-input', 'bad-input', `${claim} ${says}.`);
      }
      // Nobody opens a door for another that is closed to themselves.
      for (const act of roles.flatMap((role) => policy[role])) refuseUnless(caller.roles, act);
      const id = uuidv7();
      const { text, secretHash } = makeCredential('pl', db.organisationId, id);
      await db.rows("DELETE FROM panel_links WHERE organisation_id = $1 AND expires_at < now() - interval '1 day'", [
        db.organisationId,
      ]);
      const [made] = await db.rows<{ expiresAt: Date }>(
        `INSERT INTO panel_links (organisation_id, id, secret_hash, installation_id, staff_id, roles, teams, record_type, record_id, made_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(secs => $11))
         RETURNING expires_at AS "expiresAt"`,
        [
          db.organisationId,
          ...[id, secretHash, installation.id, staffId, roles, teams, record.type, record.id],
          caller.actor,
          linkSeconds,
        ],
      );
      await writeAudit(db, { actor: caller.actor, action: 'panel-link.make', subject: `panel-link:${id}` });
      return { id, address: `/embed/v1/open#${text}`, expiresAt: made!.expiresAt.toISOString() };
    });
  }
}
