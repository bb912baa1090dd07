import type { PromptBody } from '@doorstep/contracts/http';
import { promptLibrary, type Prompt, type PromptLibrary, type Theme, type WatchFor } from '@doorstep/domain';
import { createHash } from 'node:crypto';
import type { Transaction } from '../platform/database/database.js';

/** Where a landlord wrote a prompt of its own, anything may come up. */
const anything: readonly WatchFor[] = [{ signal: null, route: 'any' }];

/** How one code stands in one language. Where it is not in use, it was once and is retired. */
interface Standing {
  readonly code: string;
  readonly language: string;
  readonly isInUse: boolean;
  readonly body: PromptBody;
}

/**
 * The library of the transaction's landlord: the one that ships, with its own texts laid over it and without what it
 * retired. The version changes with anything in use, Welsh and owners included, and is the shipped one until something
 * does. Load it once a batch.
 */
export async function libraryOf(db: Transaction): Promise<PromptLibrary> {
  return libraryAt(db, 'infinity');
}

/**
 * The library as a decision saw it, by the version that the decision kept, so that it can be made again. Null where
 * this landlord never had it, or it stood on another shipped library than this build has.
 */
export async function libraryOfVersion(db: Transaction, version: string): Promise<PromptLibrary | null> {
  if (version === promptLibrary.version) return promptLibrary;
  const changes = await db.rows<{ at: string }>(
    `SELECT DISTINCT at::text FROM prompt_texts, LATERAL (VALUES (in_use_at), (retired_at)) change (at)
     WHERE organisation_id = $1 AND at IS NOT NULL ORDER BY 1 DESC`,
    [db.organisationId],
  );
  for (const { at } of changes) {
    const library = await libraryAt(db, at);
    if (library.version === version) return library;
  }
  return null;
}

/** Lays texts over a library: a code that is there is replaced where it stands, others follow in the order of codes. */
export function overlay(
  prompts: readonly Prompt[],
  texts: readonly (PromptBody & { readonly code: string })[],
): readonly Prompt[] {
  const written = new Map(texts.map((one) => [one.code, promptOf(one)]));
  const known = new Set(prompts.map(({ code }) => code));
  return [
    ...prompts.map((prompt) => written.get(prompt.code) ?? prompt),
    ...[...written.values()].filter(({ code }) => !known.has(code)).toSorted(byCode),
  ];
}

/** What a landlord wrote, as a prompt. What must be watched for and known stays as it is shipped: it is for safety. */
export function promptOf({
  code,
  title,
  say,
  probe,
  whyAsking,
  theme,
  contactTypes,
  role,
  strength,
}: PromptBody & { readonly code: string }): Prompt {
  const shipped = promptLibrary.prompts.find((one) => one.code === code);
  return {
    code,
    contactTypes,
    // The check of the texts knows every theme, and nothing that fails it is put in use.
    theme: theme as Theme,
    subject: shipped?.subject ?? theme,
    title,
    say,
    probe,
    whyAsking,
    role,
    strength,
    watchFor: shipped?.watchFor ?? anything,
    needs: shipped?.needs ?? null,
  };
}

/** `at` is an instant as PostgreSQL writes it. */
async function libraryAt(db: Transaction, at: string): Promise<PromptLibrary> {
  const standing = await db.rows<Standing>(
    `SELECT DISTINCT ON (code, language) code, language, "isInUse", body FROM (
       SELECT code, language, body, retired_at IS NULL OR retired_at > $2::timestamptz AS "isInUse"
       FROM prompt_texts WHERE organisation_id = $1 AND in_use_at <= $2::timestamptz) x
     ORDER BY code, language, "isInUse" DESC`,
    [db.organisationId, at],
  );
  const english = standing.filter(({ language }) => language === 'en').toSorted(byCode);
  const retired = english.filter(({ isInUse }) => !isInUse).map(({ code }) => code);
  const inUse = english.filter(({ isInUse }) => isInUse).map(({ code, body }) => ({ ...body, code }));
  const welsh = standing.filter(({ language, isInUse }) => language === 'cy' && isInUse).toSorted(byCode);
  if (english.length + welsh.length === 0) return promptLibrary;

  const hash = createHash('sha256')
    .update(JSON.stringify([retired, inUse, welsh]))
    .digest('hex')
    .slice(0, 16);
  return {
    version: `${promptLibrary.version}+${hash}`,
    prompts: overlay(
      promptLibrary.prompts.filter(({ code }) => !retired.includes(code)),
      inUse,
    ),
  };
}

function byCode(one: { readonly code: string }, other: { readonly code: string }): number {
  return one.code < other.code ? -1 : 1;
}
