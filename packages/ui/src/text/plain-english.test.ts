import { describe, expect, it } from '@jest/globals';
import { consoleCatalogues } from './console/index.js';
import { catalogues, saidCatalogues, visitCatalogues } from './index.js';
import { fill, type Message } from './message.js';
import { laterCatalogues } from './panel-later-text.js';

const sentencesOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const gapsOf = (message: Message): string[] => [
  ...new Set(sentencesOf(message).flatMap((sentence) => sentence.match(/\{\w+\}/g) ?? [])),
];

/** Words that blame, alarm, or belong to the trade rather than to people. */
const banned =
  /\b(please|sorry|oops|(in)?valid|fail(ed|s|ure)?|errors?|occurred|engagements?|touch ?points?|stakeholders?|service users?|cases?|sync\w*|queue\w*|conflicts?|required|technical|submit\w*|click\w*|etc)\b/i;

/** What is the same in both languages, and means to be. */
const sameInWelsh = ['Doorstep', 'Samaritans', 'Live Fear Free', 'English', 'Cymraeg', '{title} – Doorstep'];

const families: readonly [name: string, Readonly<Record<'en-GB' | 'cy', Readonly<Record<string, Message>>>>][] = [
  ['the panel', catalogues],
  ['the panel after its first view', laterCatalogues],
  ['the phone', visitCatalogues],
  ['the page of a link', saidCatalogues],
  ['the console', consoleCatalogues],
];

describe.each(families)('what %s says', (_name, { 'en-GB': english, cy: welsh }) => {
  const keys = Object.keys(english);

  it('is there in Welsh, with the same gaps', () => {
    expect(Object.keys(welsh).sort()).toEqual([...keys].sort());
    for (const key of keys) expect([key, ...gapsOf(welsh[key]!)]).toEqual([key, ...gapsOf(english[key]!)]);
  });

  it('is not English in Welsh', () => {
    const left = keys.filter((key) => {
      const words = sentencesOf(english[key]!).join(' ');
      const isSame = words === sentencesOf(welsh[key]!).join(' ');
      return isSame && /[a-z]{4}/i.test(words.replace(/\{\w+\}/g, '')) && !sameInWelsh.includes(words);
    });
    expect(left).toEqual([]);
  });

  it('shows no gap once filled', () => {
    for (const [locale, catalogue] of [
      ['en-GB', english],
      ['cy', welsh],
    ] as const)
      for (const key of keys)
        for (const count of [0, 1, 2, 3, 6, 20]) {
          const values = Object.fromEntries(gapsOf(catalogue[key]!).map((gap) => [gap.slice(1, -1), 'x']));
          expect(fill(locale, catalogue[key]!, { ...values, count })).not.toMatch(/[{}]|undefined|\s{2}|^\s|\s$/);
        }
  });

  it.each(keys)('%s: plain English, at most 20 words a sentence', (key) => {
    for (const message of sentencesOf(english[key]!)) {
      expect(message).not.toMatch(banned);
      for (const sentence of message.split(/[.?!]\s*/)) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(20);
    }
  });
});
