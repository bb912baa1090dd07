import type { SessionReply, SessionRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { writeAudit } from '../../audit/index.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { Problem } from '../../platform/problem.js';
import { Sealer } from '../../platform/secrets/seal.js';
import { signInRefusals } from '../../platform/telemetry/sign-in-refusals.js';
import { readInstallation } from '../installations/find-installation.js';
import { readInstallationCode, type Installation } from '../installations/installation.entity.js';
import { judgeCanvas } from './judge-canvas.js';
import { clockSkewSeconds, type Judged, type SignedStaff } from './judge-claims.js';
import { judgeToken } from './judge-token.js';
import { KeySets } from './key-sets.js';
import { openSession, type WhenOpened } from '../open-session.js';
import { isOwnPage } from '../own-page.js';
import type { PanelHeaders } from '../panel-headers.js';
import { usePanelLink } from '../use-panel-link.js';

type Signed = Exclude<SessionRequest, { link: string }>;

/** Milliseconds before the same reason of the same installation is put in the audit again. */
const auditAgainAfter = 60_000;

/**
 * Exchanges what a host signed, or a one-time link, for a session bound to the landlord, the origin and the one record
 * that was open. A token names its issuer, and that decides whose keys it is checked with; the algorithm is the key's,
 * never the token's; it can be used once. Every refusal is the same to the caller; why is in the metrics, and in the audit
 * where a key of the host did sign it.
 */
@Injectable()
export class ExchangeToken {
  private readonly audited = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly keySets: KeySets,
  ) {}

  /**
   * `opened` is what else is to be done in the transaction that opens it. Throws `Problem` (`token-rejected`).
   */
  async run(shown: SessionRequest, headers: PanelHeaders, opened: WhenOpened): Promise<SessionReply> {
    if ('link' in shown) {
      const used = isOwnPage(headers) ? await usePanelLink(this.database, shown.link, opened) : undefined;
      return used ?? refuse('link');
    }
    const claimed = readInstallationCode('token' in shown ? issuerOf(shown.token) : shown.installation);
    if (!claimed) return refuse('installation');
    const installation = await this.database.atOnce(claimed.organisationId, (db) => readInstallation(db, claimed.id));
    if (!installation) return refuse('installation');
    const { staff, ...judged } =
      'token' in shown
        ? await judgeToken(shown.token, installation, this.keySets, this.sealer)
        : judgeCanvas(shown.canvas, installation, this.sealer);
    if (!staff) return this.refuseSigned(installation, judged);
    const mount = mountOf(shown, headers, staff, installation);
    if (!mount) return this.refuseSigned(installation, judged, 'page');
    try {
      return await this.database.atOnce(installation.organisationId, async (db) => {
        const session = { ...staff, ...mount, installationId: installation.id, systems: installation.recordSystems };
        const [, answer] = await Promise.all([useToken(db, installation, staff), openSession(db, session, opened)]);
        return answer;
      });
    } catch (error) {
      if (error instanceof UsedBefore) return this.refuseSigned(installation, judged, 'replay');
      throw error;
    }
  }

  /** A token that a key of the host signed is the host's own mistake, which whoever keeps it needs to find. */
  private async refuseSigned(
    { organisationId, id }: Installation,
    { findings, isSigned }: Omit<Judged, 'staff'>,
    otherwise = 'token',
  ): Promise<never> {
    const reason = findings.find(({ isGood }) => !isGood)?.claim ?? otherwise;
    const key = `${id} ${reason}`;
    const now = performance.now();
    if (isSigned && now - (this.audited.get(key) ?? -Infinity) > auditAgainAfter) {
      this.audited.set(key, now);
      await this.database.atOnce(organisationId, (db) =>
        writeAudit(db, {
          actor: 'doorstep',
          action: 'session.refuse',
          subject: `installation:${id}`,
          detail: { reason },
        }),
      );
    }
    return refuse(reason);
  }
}

/** A token that was used before. What was begun with it is undone. */
class UsedBefore extends Error {}

/** Throws `UsedBefore`. */
async function useToken(db: Transaction, { id }: Installation, { tokenId, expires }: SignedStaff): Promise<void> {
  const [fresh] = await db.rows<{ token_id: string }>(
    `WITH over AS (DELETE FROM used_tokens WHERE organisation_id = $1 AND expires_at < now())
     INSERT INTO used_tokens (organisation_id, installation_id, token_id, expires_at) VALUES ($1, $2, $3, to_timestamp($4))
     ON CONFLICT DO NOTHING RETURNING token_id`,
    [db.organisationId, id, tokenId, expires + clockSkewSeconds],
  );
  if (!fresh) throw new UsedBefore();
}

/** Where the session will be good, or undefined where what was signed is shown on another page than it was signed for. */
function mountOf(
  shown: Signed,
  headers: PanelHeaders,
  staff: SignedStaff,
  { allowedOrigins }: Installation,
): { mount: 'page' | 'frame'; origin: string } | undefined {
  const { origin } = shown;
  if ('canvas' in shown) {
    // Salesforce signs one of its own origins and shows the canvas in another: both have to be allowed.
    const around = origin ?? staff.origin;
    return isOwnPage(headers) && allowedOrigins.includes(around) ? { mount: 'frame', origin: around } : undefined;
  }
  if (origin !== undefined)
    return isOwnPage(headers) && origin === staff.origin ? { mount: 'frame', origin } : undefined;
  return (headers.origin ?? staff.origin) === staff.origin ? { mount: 'page', origin: staff.origin } : undefined;
}

function issuerOf(token: string): string {
  try {
    const { iss } = decodeJwt(token);
    return typeof iss === 'string' ? iss : '';
  } catch {
    return '';
  }
}

function refuse(reason: string): never {
  signInRefusals.inc({ reason });
  throw new Problem('not-signed-in', 'token-rejected', 'The sign-in from your CRM was not accepted.');
}
