import type { AskLevel } from '@doorstep/contracts/http';
import type { PromptKind } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { levelOfAsk } from './level-of-ask.js';

/** A prompt that stands open for a household, with what whoever puts it is told of it. */
export interface OpenPrompt {
  readonly id: string;
  readonly kind: PromptKind;
  readonly promptCode: string;
  readonly theme: string;
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly whyAsking: string;
  /** The facts behind it, each with its source. */
  readonly why: readonly { readonly text: string; readonly source: string }[];
  readonly alreadyDecided: string | null;
  readonly stillOpen: string | null;
  /** How much say residents have in what it is about: of an ask, by the evidence as it is now. Null where no rule says. */
  readonly howDecided: AskLevel['level'] | null;
  /** What the landlord calls the rule that gave it. */
  readonly rule: string | null;
  readonly contactId: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly householdId: string;
  /** It asks whether what they were told felt listened to. */
  readonly asksListened: boolean;
}

/** Reads the prompts that stand open for these households. Whether one may be shown now is for the caller to check. */
export async function readOpenPrompts(db: Transaction, householdIds: readonly string[]): Promise<OpenPrompt[]> {
  const open = await db.rows<OpenPrompt & { askId: string | null }>(
    `SELECT q.id, q.kind, q.code AS "promptCode", q.theme, q.title, q.say, q.probe, q.why_asking AS "whyAsking", q.reasons AS why,
            q.already_decided AS "alreadyDecided", q.still_open AS "stillOpen",
            CASE WHEN r.body ->> 'forInformation' = 'true' THEN 'landlord' ELSE r.body ->> 'howDecided' END AS "howDecided",
            r.body ->> 'name' AS rule, q.ask_id AS "askId", q.household_id AS "householdId", q.telling_id IS NOT NULL AS "asksListened",
            d.contact_id AS "contactId", ${instant('q.created_at')} AS "createdAt"
     FROM prompts q JOIN decisions d ON d.organisation_id = $1 AND d.id = q.decision_id
     LEFT JOIN rules r ON r.organisation_id = $1 AND r.code = d.rule_code AND r.version = d.rule_version
     WHERE q.organisation_id = $1 AND q.household_id = ANY ($2::uuid[]) AND q.state = 'open' AND q.expires_at > now()`,
    [db.organisationId, householdIds],
  );
  const levels = new Map<string, AskLevel['level']>();
  for (const { askId } of open)
    if (askId !== null && !levels.has(askId)) levels.set(askId, await levelOfAsk(db, askId));
  return open.map(({ askId, ...prompt }) => ({
    ...prompt,
    howDecided: askId === null ? prompt.howDecided : levels.get(askId)!,
  }));
}
