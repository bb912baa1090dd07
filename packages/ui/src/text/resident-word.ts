import type { Locale } from './index.js';
import type { Message } from './message.js';

/** What a landlord's staff call the people who live in its homes. The catalogues are written with the first. */
export type ResidentWord = 'resident' | 'tenant' | 'customer';

const english: Readonly<Record<ResidentWord, string>> = {
  resident: 'resident',
  tenant: 'tenant',
  customer: 'customer',
};

interface Welsh {
  /** As it stands, and after a soft, a nasal and an aspirate mutation. All three are masculine and mutate all three ways. */
  readonly begins: readonly [string, string, string, string];
  readonly one: string;
  readonly many: string;
}

/** UNREVIEWED: written without a Welsh speaker and not yet read by one. */
const welsh: Readonly<Record<ResidentWord, Welsh>> = {
  resident: { begins: ['p', 'b', 'mh', 'ph'], one: 'reswylydd', many: 'reswylwyr' },
  tenant: { begins: ['t', 'd', 'nh', 'th'], one: 'enant', many: 'enantiaid' },
  customer: { begins: ['c', 'g', 'ngh', 'ch'], one: 'wsmer', many: 'wsmeriaid' },
};

/** A message of a catalogue with the landlord's word in place of "resident", in the form that its sentence needs. */
export function worded(locale: Locale, word: ResidentWord, message: Message): Message {
  if (word === 'resident') return message;
  const put = locale === 'cy' ? inWelsh(word) : inEnglish(word);
  if (typeof message === 'string') return put(message);
  return Object.fromEntries(Object.entries(message).map(([form, sentence]) => [form, put(sentence)])) as Message;
}

const inEnglish = (word: ResidentWord) => (sentence: string) =>
  sentence.replace(/\b(r)esident(s?)\b/gi, (_, first: string, s: string) => `${asFirst(first, english[word])}${s}`);

const inWelsh = (word: ResidentWord) => (sentence: string) =>
  sentence.replace(/\b(ph|mh|p|b)(reswylydd|reswylwyr)\b/gi, (_, begin: string, rest: string) => {
    const { begins, one, many } = welsh[word];
    const form = welsh.resident.begins.indexOf(begin.toLowerCase());
    return asFirst(begin, `${begins[form]}${rest === welsh.resident.one ? one : many}`);
  });

/** With a capital where what it stands for had one. */
const asFirst = (before: string, word: string) =>
  /^\p{Lu}/u.test(before) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
