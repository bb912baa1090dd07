import type { TellingForm } from '@doorstep/contracts/http';
import type { ReplyResult } from '@doorstep/domain';
import type { LeaveLink } from './make-leave-link.js';

/** One answer with everything that is said of it. Null where it is not known. */
export interface AnswerToTell {
  readonly language: 'en-GB' | 'cy';
  /** As they like to be called. */
  readonly name: string | null;
  /** As they were typed. */
  readonly theirWords: string;
  readonly whose: 'own' | 'relayed' | 'reading';
  readonly saidAt: Date;
  readonly result: ReplyResult;
  readonly because: string | null;
  readonly passedTo: string | null;
  readonly owner: string | null;
  /** `YYYY-MM-DD`. */
  readonly promisedBy: string | null;
  readonly words: string;
  readonly easyRead: string | null;
  /** Who says it, by name. */
  readonly saidBy: string;
  readonly landlord: string;
}

/** An answer in the parts of which a letter, an e-mail and a text are made. All are plain text. */
export interface AnswerParts {
  readonly title: string;
  readonly greeting: string;
  readonly youTold: string;
  readonly theirWords: string;
  readonly whatCame: string;
  readonly answer: readonly string[];
  readonly thanks: string;
  readonly nothingToDo: string;
  readonly howToStop: string;
  /** How they leave the ask that it is about by themselves; null: it is about none, or nobody can reach us. */
  readonly leave: LeaveParts | null;
  readonly saidBy: string;
  readonly landlord: string;
}

/** To be typed or scanned from paper, or opened. */
export interface LeaveParts {
  readonly onPaper: string;
  /** In fours, as it stands in that. */
  readonly code: string;
  /** Stands beside the square that a camera reads. */
  readonly scan: string;
  readonly onScreen: string;
  /** The whole address, with the code behind `#`, where it reaches no server and no log. */
  readonly address: string;
}

const phrases = {
  'en-GB': {
    title: 'You told us, and this is what came of it',
    dear: (name: string) => `Dear ${name}`,
    hello: 'Hello',
    told: (on: string) => `On ${on} you told us:`,
    understood: (on: string) => `On ${on} we spoke. This is what we understood:`,
    whatCame: {
      done: 'What was done',
      doing: 'What is being done',
      'paused-because': 'Why this has been put on hold',
      'not-doing-because': 'Why this will not be done',
      'passed-to': 'Who has this now',
    },
    because: (why: string) => `This is why: ${why}`,
    passedTo: (whom: string) => `It was passed to ${whom}.`,
    promised: (who: string, by: string) => `${who} sees to it by ${by}.`,
    thanks: 'Thank you for telling us.',
    nothingToDo: 'You do not need to do anything. If you want to talk about it, tell any of us, whenever suits you.',
    howToStop: 'Rather not get these? Tell any of us, and we stop.',
    leaveOnPaper: (page: string, code: string) =>
      `You can leave this yourself at any time. You need not say why. Go to ${page} and type ${code}.`,
    scan: 'Or point the camera of a phone at this square.',
    leaveOnScreen: (address: string) => `To leave this yourself, at any time: ${address}`,
  },
  cy: {
    title: 'Fe ddywedoch wrthym, a dyma beth ddaeth ohono',
    dear: (name: string) => `Annwyl ${name}`,
    hello: 'Helo',
    told: (on: string) => `Ar ${on} fe ddywedoch wrthym:`,
    understood: (on: string) => `Ar ${on} fe gawsom sgwrs. Dyma beth oeddem ni’n ei ddeall:`,
    whatCame: {
      done: 'Beth a wnaed',
      doing: 'Beth sy’n cael ei wneud',
      'paused-because': 'Pam mae hyn wedi’i ohirio',
      'not-doing-because': 'Pam na fydd hyn yn cael ei wneud',
      'passed-to': 'Gan bwy mae hyn nawr',
    },
    because: (why: string) => `Dyma pam: ${why}`,
    passedTo: (whom: string) => `Cafodd ei drosglwyddo i ${whom}.`,
    promised: (who: string, by: string) => `${who} sy’n gofalu am hyn erbyn ${by}.`,
    thanks: 'Diolch am ddweud wrthym.',
    nothingToDo:
      'Nid oes angen i chi wneud dim. Os hoffech siarad am hyn, dywedwch wrth unrhyw un ohonom, pryd bynnag sy’n gyfleus i chi.',
    howToStop: 'Byddai’n well gennych beidio â chael y rhain? Dywedwch wrth unrhyw un ohonom, ac fe stopiwn.',
    leaveOnPaper: (page: string, code: string) =>
      `Gallwch adael hyn eich hun unrhyw bryd. Nid oes angen dweud pam. Ewch i ${page} a theipio ${code}.`,
    scan: 'Neu anelwch gamera ffôn at y sgwâr hwn.',
    leaveOnScreen: (address: string) => `I adael hyn eich hun, unrhyw bryd: ${address}`,
  },
} as const;

/** The language of the words around an answer: Welsh for those who want Welsh, else English. */
export function languageOfTelling(language: string): AnswerToTell['language'] {
  return /^cy\b/i.test(language) ? 'cy' : 'en-GB';
}

/** A day in words, as residents read it: `24 November 2026`. */
export function dayInWords(language: AnswerToTell['language'], day: Date): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: 'Europe/London',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(day);
}

/** How somebody leaves by themselves, in words. `origin` is where browsers reach us; null: nowhere that is known here. */
export function leaveParts(
  language: AnswerToTell['language'],
  link: LeaveLink | null,
  origin: string | null,
): LeaveParts | null {
  if (link === null || origin === null) return null;
  const say = phrases[language];
  const page = `${origin}/leave/${link.landlord}${language === 'cy' ? '/cy' : ''}`;
  const inFours = link.code.replace(/.{4}(?=.)/g, '$&-');
  const address = `${page}#${link.code}`;
  return {
    onPaper: say.leaveOnPaper(page.replace('https://', ''), inFours),
    code: inFours,
    scan: say.scan,
    onScreen: say.leaveOnScreen(address),
    address,
  };
}

/** Puts an answer into parts. In easy read each line is one idea. */
export function answerParts(answer: AnswerToTell, form: TellingForm, leave: LeaveParts | null = null): AnswerParts {
  const say = phrases[answer.language];
  const on = dayInWords(answer.language, answer.saidAt);
  const words = form === 'easy-read' ? ideasOf(answer.easyRead ?? answer.words) : [answer.words];
  return {
    title: say.title,
    greeting: answer.name === null ? say.hello : say.dear(answer.name),
    youTold: answer.whose === 'reading' ? say.understood(on) : say.told(on),
    theirWords: answer.theirWords,
    whatCame: say.whatCame[answer.result],
    answer: [
      ...words,
      ...(answer.because === null ? [] : [say.because(answer.because)]),
      ...(answer.passedTo === null ? [] : [say.passedTo(answer.passedTo)]),
      ...(answer.promisedBy === null || answer.owner === null
        ? []
        : [say.promised(answer.owner, dayInWords(answer.language, new Date(`${answer.promisedBy}T12:00:00Z`)))]),
    ],
    thanks: say.thanks,
    nothingToDo: say.nothingToDo,
    howToStop: say.howToStop,
    leave,
    saidBy: answer.saidBy,
    landlord: answer.landlord,
  };
}

/** The whole of it as plain text, for an e-mail or to be read out. */
export function answerText(parts: AnswerParts): string {
  return [
    `${parts.greeting},`,
    `${parts.youTold}\n“${parts.theirWords}”`,
    `${parts.whatCame}:\n${parts.answer.join('\n')}`,
    parts.thanks,
    `${parts.nothingToDo} ${parts.howToStop}`,
    ...(parts.leave === null ? [] : [parts.leave.onScreen]),
    `${parts.saidBy}\n${parts.landlord}`,
  ].join('\n\n');
}

/** What a text says: short, and still with who says it and how to stop it. */
export function answerShort(parts: AnswerParts): string {
  const leave = parts.leave === null ? '' : ` ${parts.leave.onScreen}`;
  return `${parts.youTold} “${cut(parts.theirWords, 100)}” ${parts.answer.join(' ')} ${parts.thanks} ${parts.howToStop} ${parts.saidBy}, ${parts.landlord}${leave}`;
}

function ideasOf(text: string): string[] {
  const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
  return text
    .split(/\n+/)
    .flatMap((line) => [...sentences.segment(line)].map(({ segment }) => segment.trim()))
    .filter((idea) => idea !== '');
}

function cut(text: string, most: number): string {
  const graphemes = [...new Intl.Segmenter('en-GB', { granularity: 'grapheme' }).segment(text.replace(/\s+/g, ' '))];
  return graphemes.length <= most
    ? graphemes.map(({ segment }) => segment).join('')
    : `${graphemes
        .slice(0, most - 1)
        .map(({ segment }) => segment)
        .join('')}…`;
}
