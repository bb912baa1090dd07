import type { DecisionFacts } from '../facts.js';
import { dateInWords } from '../time/dates-in-words.js';
import { instantText } from '../time/instants.js';
import { type ResolvedLengths, shippedLengths } from './settings.js';
import { type Asked, type Check, clear, fact } from './check.js';
import type { SuppressionRow } from './suppression-rows.js';
import { suppressionRows } from './suppression-rows.js';
import type { HouseholdSuppression, TraceStep, WhyNot } from './suppression.js';

/**
 * Whether this household may be asked about a theme now. `theme` null: whether it may be asked at all, whatever the
 * theme. `promptCode` names the prompt that would be said, for the rows that let one through. Every row is examined,
 * so that the trace tells all that stood in the way, and the first that stops is the reason. Throws `RangeError` when
 * `facts.now` or an ask's instant cannot be read; any other unreadable date stops.
 */
export function suppress(
  facts: DecisionFacts,
  theme: string | null,
  promptCode: string | null = null,
  lengths: ResolvedLengths = shippedLengths,
): HouseholdSuppression {
  const asked: Asked = { theme, promptCode };
  const trace: TraceStep[] = [];
  const stops: WhyNot[] = [];
  for (const row of suppressionRows) {
    const check = checkRow(row, facts, asked, lengths);
    trace.push({ row: row.row, code: row.code, stopped: check.stopped, because: check.because });
    if (check.stopped) stops.push(whyNotOf(row, check, facts.now));
  }
  return { stop: stops[0] ?? null, openStop: stops.find(({ form }) => form === 'open') ?? null, trace };
}

function checkRow(row: SuppressionRow, facts: DecisionFacts, asked: Asked, lengths: ResolvedLengths): Check {
  if (row.themes !== null && !row.themes.some((theme) => theme === asked.theme)) {
    return clear([fact('theme', asked.theme)]);
  }
  if (asked.promptCode !== null && row.allows.includes(asked.promptCode)) {
    return clear([fact('prompt', asked.promptCode)]);
  }
  return row.check(facts, asked, lengths);
}

function whyNotOf(row: SuppressionRow, check: Check, now: string): WhyNot {
  return {
    row: row.row,
    code: row.code,
    form: row.form,
    words: row.form === 'silent' ? null : wordsFor(row, check, now),
    until: check.until === null ? null : instantText(check.until),
  };
}

function wordsFor(row: SuppressionRow, { words, date }: Check, now: string): string | null {
  if (words !== undefined) return words;
  return date === undefined ? row.words : (row.words?.replace('{date}', dateInWords(date, now)) ?? null);
}
