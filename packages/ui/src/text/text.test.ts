import { describe, expect, it } from '@jest/globals';
import { catalogues, localeFor, textIn, type TextKey } from './index.js';
import { fill, type Message } from './message.js';

const keys = Object.keys(catalogues['en-GB']) as TextKey[];
const sentencesOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const gapsOf = (message: Message): string[] => [
  ...new Set(sentencesOf(message).flatMap((sentence) => sentence.match(/\{\w+\}/g) ?? [])),
];

/** Words that blame, alarm, or belong to the trade rather than to people. */
const banned =
  /\b(please|sorry|oops|invalid|valid|failed|failure|error|occurred|engagement|touchpoint|stakeholder|service user|case|sync|queue|required|technical)\b/i;

describe('the text catalogues', () => {
  it('say every English message in Welsh, with the same gaps', () => {
    expect(Object.keys(catalogues.cy).sort()).toEqual([...keys].sort());
    for (const key of keys)
      expect([key, ...gapsOf(catalogues.cy[key])]).toEqual([key, ...gapsOf(catalogues['en-GB'][key])]);
  });

  it('leave no gap open once filled', () => {
    for (const locale of ['en-GB', 'cy'] as const) {
      for (const key of keys) {
        for (const count of [0, 1, 2, 3, 6, 20]) {
          const values = Object.fromEntries(gapsOf(catalogues[locale][key]).map((gap) => [gap.slice(1, -1), 'x']));
          expect(fill(locale, catalogues[locale][key], { ...values, count })).not.toMatch(/[{}]|undefined/);
        }
      }
    }
  });

  it.each(keys)('%s is plain English', (key) => {
    for (const message of sentencesOf(catalogues['en-GB'][key])) {
      expect(message).not.toMatch(banned);
      for (const sentence of message.split(/[.?!]\s*/)) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(20);
    }
  });

  it('gives the Welsh plural form for the number', () => {
    expect(textIn('cy')('prompt.arrived', { count: 0 })).toBe('Dim awgrymiadau.');
    expect(textIn('en-GB')('prompt.arrived', { count: 1 })).toBe('1 prompt.');
    expect(textIn('en-GB')('prompt.arrived', { count: 2 })).toBe('2 prompts.');
  });

  it('finds the catalogue nearest to the language of the page', () => {
    expect(['cy', 'cy-GB', 'CY'].map(localeFor)).toEqual(['cy', 'cy', 'cy']);
    expect(['', 'en', 'en-US', 'cym', 'fr'].map(localeFor)).toEqual(Array(5).fill('en-GB'));
  });
});
