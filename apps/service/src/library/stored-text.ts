import type { PromptBody, PromptTextVersion, TranslationBody } from '@doorstep/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

export type Language = 'en' | 'cy';
export type TextState = 'draft' | 'in-use' | 'retired';

/** A row of `prompt_texts`. An English text is a whole prompt; a Welsh one is what is said, and the rest is the English. */
export interface StoredText {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly language: Language;
  readonly state: TextState;
  readonly body: TranslationBody & Partial<PromptBody>;
  readonly credits: readonly string[];
  /** A member of staff, or a system by its key, by name. */
  readonly written_by: string;
  readonly created_at: Date;
  readonly reviewed_by: string | null;
  readonly reviewed_at: Date | null;
  readonly in_use_at: Date | null;
  readonly retired_at: Date | null;
  readonly learning_note: string | null;
}

const columns = `*, coalesce(
  (SELECT s.name FROM staff s WHERE s.organisation_id = prompt_texts.organisation_id
     AND 'staff:' || s.id = prompt_texts.created_by),
  (SELECT k.name FROM api_keys k WHERE k.organisation_id = prompt_texts.organisation_id
     AND 'api-key:' || k.id = prompt_texts.created_by),
  created_by) AS written_by`;

/** Everything a landlord wrote, newest version first, English before Welsh. `code`: of one prompt alone. */
export async function storedTexts(db: Transaction, code: string | null = null): Promise<StoredText[]> {
  return db.rows<StoredText>(
    `SELECT ${columns} FROM prompt_texts WHERE organisation_id = $1 AND ($2::text IS NULL OR code = $2)
     ORDER BY code, language DESC, version DESC`,
    [db.organisationId, code],
  );
}

/** The newest of one prompt's texts in a language, or in a state. The texts are newest first. */
export function newestOf(texts: readonly StoredText[], language: Language, state?: TextState): StoredText | undefined {
  return texts.find((one) => one.language === language && (state === undefined || one.state === state));
}

/**
 * Makes writers of one library take turns: each must see what the last came to before it weighs the whole. Answers the
 * instant from which this change holds, to the microsecond and later than any before it.
 */
export async function takeTurn(db: Transaction): Promise<string> {
  await db.rows(`SELECT pg_advisory_xact_lock(hashtextextended('library:' || $1, 0))`, [db.organisationId]);
  const [row] = await db.rows<{ at: string }>('SELECT clock_timestamp()::text AS at');
  if (!row) throw new Error('The database did not tell the time.');
  return row.at;
}

interface NewText {
  readonly code: string;
  readonly language: Language;
  readonly body: object;
  readonly credit: string | undefined;
  /** The newest version that its writer had seen; undefined where they looked at none. */
  readonly version?: number | undefined;
  readonly actor: string;
}

/**
 * Adds a text as a draft, or answers the newest one where it says the same and still stands, so that sending twice adds
 * nothing. Credits of the version before go with it. Throws `Problem` with the newest where its writer had not seen that.
 */
export async function addText(
  db: Transaction,
  { code, language, body, credit, version, actor }: NewText,
): Promise<StoredText> {
  const [last] = await db.rows<StoredText & { isSame: boolean }>(
    `SELECT ${columns}, body = $4::jsonb AS "isSame" FROM prompt_texts WHERE organisation_id = $1 AND code = $2 AND language = $3
     ORDER BY version DESC LIMIT 1`,
    [db.organisationId, code, language, JSON.stringify(body)],
  );
  const credits = [...new Set([...(last?.credits ?? []), ...(credit === undefined ? [] : [credit])])];
  if (last?.isSame && last.state !== 'retired' && credits.length === last.credits.length) return last;
  if (version !== undefined && version !== (last?.version ?? 0)) throw writtenSince(code, last);
  const [added] = await db.rows<StoredText>(
    `INSERT INTO prompt_texts (organisation_id, id, code, version, language, state, body, credits, created_by)
     VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $8) RETURNING ${columns}`,
    [db.organisationId, uuidv7(), code, (last?.version ?? 0) + 1, language, JSON.stringify(body), credits, actor],
  );
  if (!added) throw new Error('The database did not answer the text it added.');
  return added;
}

function writtenSince(code: string, last: StoredText | undefined): Problem {
  return last
    ? new Problem(
        'conflict',
        'changed-since',
        `${last.written_by} wrote version ${last.version} of ${code} since. Look at it, then write yours again.`,
        versionShown(last),
      )
    : new Problem('conflict', 'changed-since', `There is no text of your own for ${code}: send version 0.`);
}

/**
 * Puts a draft in use from `at`, in place of the version in use. Where it is the English, translations of the English
 * before it go out with that: they ask what is asked no longer.
 */
export async function putInUse(db: Transaction, { id, code, language, state }: StoredText, at: string): Promise<void> {
  if (state === 'in-use') return;
  await db.rows(
    `UPDATE prompt_texts SET state = 'retired', retired_at = $4
     WHERE organisation_id = $1 AND code = $2 AND id <> $5
       AND ((language = $3 AND state = 'in-use') OR ($3 = 'en' AND language <> 'en' AND state <> 'retired'))`,
    [db.organisationId, code, language, at, id],
  );
  await db.rows(`UPDATE prompt_texts SET state = 'in-use', in_use_at = $3 WHERE organisation_id = $1 AND id = $2`, [
    db.organisationId,
    id,
    at,
  ]);
}

export function versionShown(text: StoredText): PromptTextVersion {
  const instant = (date: Date | null) => date?.toISOString() ?? null;
  const { title, say, probe, whyAsking, owner, roomToChange, theme, contactTypes, role, strength } = text.body;
  return {
    version: text.version,
    language: text.language,
    state: text.state,
    title,
    say,
    probe,
    whyAsking,
    owner: owner ?? null,
    roomToChange: roomToChange ?? null,
    theme: theme ?? null,
    contactTypes: contactTypes ?? null,
    role: role ?? null,
    strength: strength ?? null,
    credits: [...text.credits],
    createdBy: text.written_by,
    createdAt: instant(text.created_at),
    reviewedBy: text.reviewed_by,
    reviewedAt: instant(text.reviewed_at),
    inUseAt: instant(text.in_use_at),
    retiredAt: instant(text.retired_at),
    learningNote: text.learning_note,
  };
}
