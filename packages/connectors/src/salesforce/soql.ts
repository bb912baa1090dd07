import { SourceProblem } from '../contract.js';

/** Fields by their names that no mapping may name. The service looks at the values as well. */
const FORBIDDEN = /national_?insurance|(^|_|\.)ni_?(no|num)|nino(\b|_)|bank|sort_?code|iban|visa|credit|tax_?id/i;
const PATH = /^[A-Za-z][A-Za-z0-9_]{0,79}(\.[A-Za-z][A-Za-z0-9_]{0,79}){0,4}$/;

/**
 * A field, or one of a record that a lookup leads to (`Tenant__r.Name`), as it may stand in a query.
 * Throws `SourceProblem` `not-as-declared` for what is no such name, and for those that are never taken.
 */
export function fieldPath(path: string): string {
  if (PATH.test(path) && !isForbidden(path)) return path;
  const message = 'The mapping names a field that is never taken, or that is no name of a field.';
  throw new SourceProblem('not-as-declared', message, false);
}

/** A field that is never taken, by its name. */
export function isForbidden(field: string): boolean {
  return FORBIDDEN.test(field);
}

/** A text as a SOQL literal. Source: SOQL reference, quoted string escape sequences. */
export function quoted(text: string): string {
  const escaped = text.replace(/[\\'"\n\r\t\b\f]/g, (char) => escapes[char] ?? '');
  return `'${escaped}'`;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** Whether a text has the form of an id: 15 characters that tell case apart, or 18. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text);
}

/** The relationship that a lookup field opens: `Tenant__c` → `Tenant__r`, `AccountId` → `Account`. */
export function relationOf(lookup: string): string {
  return lookup.endsWith('__c') ? `${lookup.slice(0, -1)}r` : lookup.replace(/Id$/, '');
}
