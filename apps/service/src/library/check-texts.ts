import type { PromptBody, TextProblem, TranslationBody } from '@doorstep/contracts/http';
import {
  checkLibrary,
  checkTone,
  contactTypeOf,
  promptLibrary,
  themes,
  type Prompt,
  type PromptLibrary,
} from '@doorstep/domain';
import { Problem } from '../platform/problem.js';
import { overlay, promptOf } from './library-of.js';

type CodedBody = PromptBody & { readonly code: string };

const MOST_WORDS = 25;
const MOST_TITLE_CHARACTERS = 45;

/**
 * What keeps these texts from being used over this library, all of them together; empty when nothing does. A library
 * is weighed as a whole once each of its texts can be used by itself.
 */
export function checkTexts(library: PromptLibrary, texts: readonly CodedBody[]): readonly TextProblem[] {
  const own = texts.flatMap((one, at) => [
    ...checkText(one),
    ...(texts.findIndex(({ code }) => code === one.code) < at
      ? [problem(one.code, 'doubled', `The code is given twice; write one text for it.`)]
      : []),
  ]);
  return own.length > 0 ? own : checkWhole({ ...library, prompts: overlay(library.prompts, texts) });
}

/** What a library lacks as a whole: its strengths, its roles, or the tone of a text that passed once and does no longer. */
export function checkWhole(library: PromptLibrary): readonly TextProblem[] {
  const held = new Set(library.prompts.map(({ role }) => role));
  const left = new Set(promptLibrary.prompts.map(({ role }) => role).filter((role) => !held.has(role)));
  return [
    ...checkLibrary(library).map((message) => problem(null, 'library', message + advice(message))),
    ...[...left].map((role) =>
      problem(null, 'role-left-out', `There would be no prompt left for: ${role}. Write one for them first.`),
    ),
  ];
}

/** What keeps a translation from being kept. That it says the same, and says it well, is for a speaker to judge. */
export function checkTranslation(code: string, english: Prompt, body: TranslationBody): readonly TextProblem[] {
  const problems = checkPlainText(code, body);
  const parts = [
    ['title', 'Write the title in Welsh.'],
    ['say', 'Write the question in Welsh.'],
    ['probe', 'Write the question to ask next in Welsh.'],
    ['whyAsking', 'Write the sentence on why we ask in Welsh.'],
  ] as const;
  for (const [part, message] of parts) {
    if (body[part].trim() === '' || body[part] === english[part]) problems.push(problem(code, part, message));
  }
  const words = body.say.trim().split(/\s+/).length;
  if (words > MOST_WORDS) {
    problems.push(problem(code, 'too-long', `It has ${words} words; use at most ${MOST_WORDS}.`));
  }
  if (body.say.split('?').length > 2) {
    problems.push(problem(code, 'one-question', 'Ask one question; this has more than one.'));
  }
  if (body.title.length > MOST_TITLE_CHARACTERS) {
    problems.push(problem(code, 'title-length', `Write a title of at most ${MOST_TITLE_CHARACTERS} characters.`));
  }
  return problems;
}

/** Throws `Problem` whose message says of each text what to write. */
export function refuse(problems: readonly TextProblem[]): void {
  if (problems.length === 0) return;
  const sentences = problems.map(({ code, message }) => (code === null ? message : `${code}: ${message}`));
  throw new Problem('bad-input', 'prompt-text', sentences.join(' '));
}

function checkText(text: CodedBody): readonly TextProblem[] {
  const { code, theme, contactTypes, owner, roomToChange } = text;
  const problems: TextProblem[] = checkTone(promptOf(text)).map(({ rule, message }) => problem(code, rule, message));
  problems.push(...checkPlainText(code, text));
  if (code.startsWith('P') && !promptLibrary.prompts.some((one) => one.code === code)) {
    problems.push(problem(code, 'code', 'No prompt that ships has this code; give your own an L, for instance L01.'));
  }
  if (theme.trim() !== '' && !themes.some((one) => one.code === theme)) {
    const all = themes.map((one) => one.code).join(', ');
    problems.push(problem(code, 'theme-unknown', `There is no theme ${theme}; choose one of: ${all}.`));
  }
  for (const typeCode of contactTypes === 'any-ask' ? [] : contactTypes) {
    const type = contactTypeOf(typeCode);
    if (type === null) {
      problems.push(
        problem(code, 'contact-type-unknown', `There is no contact ${typeCode}; write RPR-VIS for instance.`),
      );
    } else if (type.light === 'never') {
      problems.push(
        problem(code, 'contact-type-never', `Nothing is asked at ${typeCode}, ${type.name}; leave it out.`),
      );
    } else if (!type.themes.includes(theme) && !type.themes.includes('any')) {
      const fitting = type.themes.join(', ');
      problems.push(
        problem(
          code,
          'theme-elsewhere',
          `At ${typeCode}, ${type.name}, ask about: ${fitting}. Change the theme or the contact.`,
        ),
      );
    }
  }
  if (owner.trim() === '') {
    problems.push(problem(code, 'no-owner', 'Name the team or post that reads the answers and can act on them.'));
  }
  if (roomToChange.trim() === '') {
    problems.push(problem(code, 'no-room-to-change', 'Write what can still change because of an answer.'));
  }
  return problems;
}

function checkPlainText(code: string, { title, say, probe, whyAsking }: TranslationBody): TextProblem[] {
  return /[<>{}\p{Cc}]|https?:/u.test([title, say, probe, whyAsking].join(' '))
    ? [problem(code, 'not-said', 'Write only what can be said aloud: no tags, brackets, addresses or new lines.')]
    : [];
}

function advice(message: string): string {
  return message.startsWith('Only ') ? ' Add one that asks what people are proud of, hope for or could offer.' : '';
}

function problem(code: string | null, rule: string, message: string): TextProblem {
  return { code, rule, message };
}
