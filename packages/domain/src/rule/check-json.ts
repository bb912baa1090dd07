import type { RuleProblem } from './rule.js';

/** How deep conditions may be nested. */
export const MOST_DEPTH = 8;

// Each level of all or any is an object in a list; the rule around them and the values inside take six more at most.
const MOST_JSON_DEPTH = 2 * MOST_DEPTH + 6;
const MOST_VALUES = 1000;
const MOST_CHARACTERS = 500;

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
const expressionNames = new Set(['regex', 'regexp', 'match', 'matches', 'pattern', 'like']);

const noExpressions = 'Rules know no regular expressions. Write the words to compare with, and use eq, in or contains.';

export interface JsonCheck {
  /** Its shape is one that can be read further. */
  readonly isReadable: boolean;
  readonly problems: readonly RuleProblem[];
}

interface Visit {
  readonly value: unknown;
  readonly key: string;
  readonly part: string;
  readonly depth: number;
}

/**
 * What must be true of every value in a rule before it is read as one: plain JSON, of bounded depth and size, whose
 * texts are words and no code. Walks with a list of its own, never by calling itself, and stops at the first value
 * that is too deep or one too many, so that no input can use up the stack or the time. Never throws on parsed JSON.
 */
export function checkJson(input: unknown): JsonCheck {
  const problems: RuleProblem[] = [];
  const toVisit: Visit[] = [{ value: input, key: '', part: 'rule', depth: 0 }];
  let values = 0;
  for (let visit = toVisit.pop(); visit !== undefined; visit = toVisit.pop()) {
    const { value, key, part, depth } = visit;
    values += 1;
    const stop = (message: string): JsonCheck => ({ isReadable: false, problems: [...problems, { part, message }] });

    if (depth > MOST_JSON_DEPTH) return stop(`Nest conditions at most ${MOST_DEPTH} deep.`);
    if (typeof value === 'string') {
      if (key === 'op' && isExpression(value)) return stop(noExpressions);
      const message = textProblem(value);
      if (message !== null) problems.push({ part, message });
      continue;
    }
    if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) continue;
    if (!isPlain(value))
      return stop('Write a rule as JSON: text, numbers, true, false, null, lists and objects alone.');

    const keys = Object.keys(value);
    if (values + toVisit.length + keys.length > MOST_VALUES) {
      return stop(`Write fewer conditions: a rule holds at most ${MOST_VALUES} values.`);
    }
    // Backwards, so that they are visited, and their problems told, in the order they were written.
    for (const name of keys.toReversed()) {
      if (forbiddenKeys.has(name)) return stop(`Leave out "${name}": it is no part of a rule.`);
      if (!Array.isArray(value) && isExpression(name)) return stop(noExpressions);
      toVisit.push({
        value: (value as Readonly<Record<string, unknown>>)[name],
        key: Array.isArray(value) ? key : name,
        part: depth === 0 ? cited(name) : part,
        depth: depth + 1,
      });
    }
  }
  return { isReadable: true, problems };
}

/** Something that an unknown text said, short and plain enough to stand in a sentence. */
export function cited(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N} ._-]/gu, '').trim();
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function textProblem(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return `Write at most ${MOST_CHARACTERS} characters in one text.`;
  if (looksLikeExpression(text)) return noExpressions;
  // Compatibility forms are folded first: a full-width bracket must not carry what a plain one may not.
  const folded = text.normalize('NFKC');
  if (/[<>]|&(#\w+|\w+);|\b(java|vb)script\s*:|\bdata:\w+\/|\bon\w+\s*=|\$\{|\{\{/i.test(folded)) {
    return 'Write plain words: no script, HTML or code.';
  }
  if (/\/\/|\bwww\.|\bmailto:|(?<![a-z0-9-])[a-z0-9-]{1,63}\.(com|org|net|io|uk|gov)\b/i.test(folded)) {
    return 'Write plain words: no links. Say in the text where people can look.';
  }
  if (/[\p{Cc}\p{Cf}]/u.test(text)) return 'Type the text anew: it holds signs that cannot be seen.';
  return null;
}

function isExpression(name: string): boolean {
  return expressionNames.has(name.toLowerCase()) || looksLikeExpression(name);
}

function looksLikeExpression(text: string): boolean {
  return /^\/.+\/[a-z]*$/is.test(text) || /^\^|\.[*+]|\\[bdswBDSW]|\[[a-zA-Z0]-[zZ9]|\(\?[:=!<]/.test(text);
}
