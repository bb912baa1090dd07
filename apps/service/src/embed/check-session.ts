import { Injectable } from '@nestjs/common';
import { readCredential } from '../organisations/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { otherTeamsOf, type RecordSystems, type StaffAtRecord } from '../records/index.js';
import { isOwnPage } from './own-page.js';
import type { PanelHeaders } from './panel-headers.js';

interface SessionRow {
  readonly staffId: string;
  readonly roles: string[];
  readonly teams: string[];
  readonly type: StaffAtRecord['record']['type'];
  readonly id: string;
  readonly mount: 'page' | 'frame' | 'link';
  readonly origin: string | null;
  readonly systems: RecordSystems;
}

/** Who is at a record, and in which teams. */
export interface AtHand {
  readonly staff: StaffAtRecord;
  readonly installationId: string;
  /** None: whoever it is may work anywhere. */
  readonly teams: readonly string[];
}

/** Answers who holds a panel session and at which record. Throws `Problem` for one that is unknown, over or elsewhere. */
@Injectable()
export class CheckSession {
  constructor(private readonly database: Database) {}

  /**
   * From the headers of a request. Also throws `Problem` (403 `not-your-team`) where the home is another team's, before
   * anything is looked up that could tell more.
   */
  async of(headers: PanelHeaders): Promise<StaffAtRecord> {
    return (await this.atOwnHome(headers)).staff;
  }

  /** The same, with where they are signed in from. */
  async atOwnHome(headers: PanelHeaders): Promise<AtHand> {
    return this.atRecord(headers, async (db, hand) => {
      const { staff, teams } = hand;
      const others = teams.length === 0 ? null : await otherTeamsOf(db, staff.systems, staff.record, teams);
      if (others === null) return hand;
      throw new Problem(
        'not-allowed',
        'not-your-team',
        'This home is looked after by another team. Ask your manager to add you to it.',
      );
    });
  }

  /** Asks something of the record at hand, whoever's home it is, in the transaction that looked who asks. */
  async atRecord<Answer>(
    headers: PanelHeaders,
    answer: (db: Transaction, atHand: AtHand) => Promise<Answer>,
  ): Promise<Answer> {
    const claim = readCredential('ps', /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '');
    if (!claim) throw ended();
    const { organisationId } = claim;
    return this.database.atOnce(organisationId, async (db) => {
      const [found] = await db.rows<SessionRow>(
        `SELECT s.staff_id AS "staffId", s.roles, s.teams, s.record_type AS type, s.record_id AS id, s.mount, s.origin,
                i.record_systems AS systems
         FROM panel_sessions s JOIN installations i ON i.organisation_id = $1 AND i.id = s.installation_id
         WHERE s.organisation_id = $1 AND s.secret_hash = $2 AND s.installation_id = $3 AND s.expires_at > now()`,
        [organisationId, claim.secretHash, claim.id],
      );
      if (!found || !isWhereItWasOpened(found, headers)) throw ended();
      const { staffId, roles, teams, type, id, systems } = found;
      const staff = { organisationId, staffId, roles, record: { type, id }, systems };
      return answer(db, { staff, installationId: claim.id, teams });
    });
  }
}

/** A session of the host's page is for that page; one of ours, in a frame or on its own, is for ours. */
function isWhereItWasOpened({ mount, origin }: SessionRow, headers: PanelHeaders): boolean {
  return mount === 'page' ? headers.origin === undefined || headers.origin === origin : isOwnPage(headers);
}

function ended(): Problem {
  return new Problem(
    'not-signed-in',
    'session-ended',
    'You have been signed out of Doorstep. Refresh the page to carry on.',
  );
}
