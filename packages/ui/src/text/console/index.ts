import type { Locale } from '../index.js';
import { fill, type GapsOf, type Message } from '../message.js';
import { worded, type ResidentWord } from '../resident-word.js';
import * as askRequests from './ask-requests.js';
import * as asking from './asking.js';
import * as asks from './asks.js';
import * as canDo from './can-do.js';
import * as connecting from './connecting.js';
import * as counting from './counting.js';
import * as evidence from './evidence.js';
import * as frame from './frame.js';
import * as gathering from './gathering.js';
import * as goingLive from './going-live.js';
import * as handOffs from './hand-offs.js';
import * as heldWords from './held-words.js';
import * as people from './people.js';
import * as picture from './picture.js';
import * as policies from './policies.js';
import * as prompts from './prompts.js';
import * as promises from './promises.js';
import * as replies from './replies.js';
import * as resident from './resident.js';
import * as rules from './rules.js';
import * as running from './running.js';
import * as sending from './sending.js';
import * as settings from './settings.js';
import * as setUp from './set-up.js';
import * as skillOffers from './skill-offers.js';
import * as tasks from './tasks.js';
import * as voices from './voices.js';

/** One line an area. */
const enGB = {
  ...askRequests.enGB,
  ...asking.enGB,
  ...asks.enGB,
  ...canDo.enGB,
  ...connecting.enGB,
  ...counting.enGB,
  ...evidence.enGB,
  ...frame.enGB,
  ...gathering.enGB,
  ...goingLive.enGB,
  ...handOffs.enGB,
  ...heldWords.enGB,
  ...people.enGB,
  ...picture.enGB,
  ...policies.enGB,
  ...prompts.enGB,
  ...promises.enGB,
  ...replies.enGB,
  ...resident.enGB,
  ...rules.enGB,
  ...running.enGB,
  ...sending.enGB,
  ...settings.enGB,
  ...setUp.enGB,
  ...skillOffers.enGB,
  ...tasks.enGB,
  ...voices.enGB,
};
const cy: Readonly<Record<keyof typeof enGB, Message>> = {
  ...askRequests.cy,
  ...asking.cy,
  ...asks.cy,
  ...canDo.cy,
  ...connecting.cy,
  ...counting.cy,
  ...evidence.cy,
  ...frame.cy,
  ...gathering.cy,
  ...goingLive.cy,
  ...handOffs.cy,
  ...heldWords.cy,
  ...people.cy,
  ...picture.cy,
  ...policies.cy,
  ...prompts.cy,
  ...promises.cy,
  ...replies.cy,
  ...resident.cy,
  ...rules.cy,
  ...running.cy,
  ...sending.cy,
  ...settings.cy,
  ...setUp.cy,
  ...skillOffers.cy,
  ...tasks.cy,
  ...voices.cy,
};

export type { ResidentWord } from '../resident-word.js';

export type ConsoleTextKey = keyof typeof enGB;

type Values<K extends ConsoleTextKey> = [GapsOf<(typeof enGB)[K]>] extends [never]
  ? []
  : [values: Readonly<Record<GapsOf<(typeof enGB)[K]>, string | number>>];

/** Looks up what the console says by its key and fills its gaps; the gaps that a key needs are checked by the compiler. */
export type ConsoleText = <K extends ConsoleTextKey>(key: K, ...values: Values<K>) => string;

/** What the console says, by locale. Apart from the panel's and the phone's: no app carries another's words. */
export const consoleCatalogues: Readonly<Record<Locale, Readonly<Record<ConsoleTextKey, Message>>>> = {
  'en-GB': enGB,
  cy,
};

/** The console's words in one locale, with the landlord's word for residents; where it is chosen, all of them stand. */
export function consoleTextIn(locale: Locale, word: ResidentWord = 'resident'): ConsoleText {
  return (key, ...values) => {
    const message = consoleCatalogues[locale][key];
    return fill(locale, key.startsWith('words.') ? message : worded(locale, word, message), values[0] ?? {});
  };
}
