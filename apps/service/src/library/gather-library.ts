import {
  promptBody,
  type LibraryPrompt,
  type LibraryPromptShown,
  type PromptTextVersion,
} from '@doorstep/contracts/http';
import { promptLibrary, type Prompt } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { libraryOf, promptOf } from './library-of.js';
import { newestOf, storedTexts, versionShown, type StoredText } from './stored-text.js';

/** Prompts by code with all their versions: those that ship, those the landlord wrote. `code`: that one alone. */
export async function gatherLibrary(
  db: Transaction,
  code: string | null = null,
): Promise<{ version: string; prompts: LibraryPromptShown[] }> {
  const library = await libraryOf(db);
  const texts = await storedTexts(db, code);
  const shipped = new Map(promptLibrary.prompts.map((one) => [one.code, one]));
  const codes = [...new Set([...shipped.keys(), ...texts.map((one) => one.code)])].filter(
    (one) => code === null || one === code,
  );
  const prompts = codes.flatMap((one) => {
    const inUse = library.prompts.find((prompt) => prompt.code === one);
    const own = texts.filter((text) => text.code === one);
    const shown = show(one, inUse, shipped.get(one), own);
    return shown === null ? [] : [shown];
  });
  return { version: library.version, prompts };
}

function show(
  code: string,
  inUse: Prompt | undefined,
  shipped: Prompt | undefined,
  texts: readonly StoredText[],
): LibraryPromptShown | null {
  const newest = newestOf(texts, 'en');
  const prompt = inUse ?? (newest ? promptOf({ ...promptBody.parse(newest.body), code }) : shipped);
  if (!prompt) return null;
  const { title, say, theme, contactTypes, role, strength } = prompt;
  const wasUsed = shipped !== undefined || texts.some((one) => one.in_use_at !== null);
  return {
    code,
    origin: shipped === undefined ? 'own' : newestOf(texts, 'en', 'in-use') ? 'rewritten' : 'shipped',
    state: inUse ? 'in-use' : wasUsed ? 'retired' : 'draft',
    title,
    say,
    theme,
    contactTypes: contactTypes === 'any-ask' ? contactTypes : [...contactTypes],
    role,
    strength,
    hasDraft: newest?.state === 'draft',
    welsh: welshOf(texts),
    versions: [...texts.map(versionShown), ...(shipped ? [shippedVersion(shipped, texts)] : [])],
  };
}

function welshOf(texts: readonly StoredText[]): LibraryPrompt['welsh'] {
  if (newestOf(texts, 'cy', 'in-use')) return 'reviewed';
  return newestOf(texts, 'cy', 'draft') ? 'unreviewed' : 'none';
}

/** The text that ships, as version 0: in use until the landlord put one of its own in its place. */
function shippedVersion(shipped: Prompt, texts: readonly StoredText[]): PromptTextVersion {
  const { title, say, probe, whyAsking, theme, contactTypes, role, strength } = shipped;
  const replaced = texts.findLast((one) => one.language === 'en' && one.in_use_at !== null)?.in_use_at ?? null;
  return {
    version: 0,
    language: 'en',
    state: replaced === null ? 'in-use' : 'retired',
    ...{ title, say, probe, whyAsking, owner: null, roomToChange: null, credits: [], createdBy: 'Doorstep' },
    ...{ theme, contactTypes: contactTypes === 'any-ask' ? contactTypes : [...contactTypes], role, strength },
    createdAt: null,
    reviewedBy: null,
    reviewedAt: null,
    inUseAt: null,
    retiredAt: replaced?.toISOString() ?? null,
    learningNote: null,
  };
}
