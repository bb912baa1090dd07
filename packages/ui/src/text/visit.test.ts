import { describe, expect, it } from '@jest/globals';
import { fill, type Message } from './message.js';
import { visitCatalogues, visitTextIn, type VisitTextKey } from './visit.js';

const keys = Object.keys(visitCatalogues['en-GB']) as VisitTextKey[];
const sentencesOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const gapsOf = (message: Message): string[] => [
  ...new Set(sentencesOf(message).flatMap((sentence) => sentence.match(/\{\w+\}/g) ?? [])),
];

/** Words that blame, alarm, or belong to the trade rather than to people. */
const banned =
  /\b(please|sorry|oops|invalid|valid|failed|failure|error|occurred|engagement|touchpoint|stakeholder|service user|case|sync|queue|conflict|required|technical)\b/i;

describe('what the phone says', () => {
  it('says every English message in Welsh, with the same gaps', () => {
    expect(Object.keys(visitCatalogues.cy).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      expect([key, ...gapsOf(visitCatalogues.cy[key])]).toEqual([key, ...gapsOf(visitCatalogues['en-GB'][key])]);
    }
  });

  it('leaves no gap open once filled', () => {
    for (const locale of ['en-GB', 'cy'] as const) {
      for (const key of keys) {
        for (const count of [0, 1, 2, 3, 6, 20]) {
          const values = Object.fromEntries(gapsOf(visitCatalogues[locale][key]).map((gap) => [gap.slice(1, -1), 'x']));
          expect(fill(locale, visitCatalogues[locale][key], { ...values, count })).not.toMatch(/[{}]|undefined/);
        }
      }
    }
  });

  it.each(keys)('%s is plain English', (key) => {
    for (const message of sentencesOf(visitCatalogues['en-GB'][key])) {
      expect(message).not.toMatch(banned);
      for (const sentence of message.split(/[.?!]\s*/)) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(20);
    }
  });

  it('counts as people do', () => {
    expect(visitTextIn('en-GB')('signedOut.title', { count: 1 })).toBe('Sign in to send 1 saved visit');
    expect(visitTextIn('en-GB')('signedOut.title', { count: 3 })).toBe('Sign in to send 3 saved visits');
  });
});
