import type { AskValues } from './ask-values.js';

/** The asks that ship, in the order in which they are offered. */
export const readyMadeCodes = ['gas-letter', 'code-of-conduct'] as const;
export type ReadyMadeCode = (typeof readyMadeCodes)[number];

/**
 * What each fills in; the rest stays as in a new one. In English alone, as a question is checked in English. What is
 * fixed in each is the law: that gas is checked, and by whom (Gas Safety (Installation and Use) Regulations 1998); and
 * in England that there is a code of conduct, in which residents have a say (Competence and Conduct Standard).
 */
export const readyMadeAsks: Readonly<Record<ReadyMadeCode, Partial<AskValues>>> = {
  'gas-letter': {
    question: 'Which words in our letter about the gas safety check are not clear to you?',
    why: 'We want the letter to make sense the first time you read it. Mark each word or line that makes you stop.',
    claimed: 'landlord-after-asking',
    fixed: [
      { what: 'the gas safety check itself', because: 'law' },
      { what: 'that somebody on the Gas Safe Register does it', because: 'law' },
    ],
    stillOpen: ['the words of the letter', 'how we write: letter, text or e-mail', 'when we write'].join('\n'),
    theme: 'communication',
    formats: ['standard', 'easy-read'],
    easyRead: ['We write to you about the gas check.', 'Some words may be hard.', 'Tell us which words are hard.'].join(
      '\n',
    ),
  },
  'code-of-conduct': {
    question: 'What should our code of conduct say about how we speak and act in your home?',
    why: 'The code says how people who work for us should behave. You meet them, so you know what is good and what is not.',
    claimed: 'landlord-after-asking',
    fixed: [
      { what: 'that we have a code of conduct', because: 'law' },
      { what: 'that you have a say in it', because: 'law' },
    ],
    stillOpen: ['the words of the code', 'how you tell us when somebody does not keep to it', 'how we share it'].join(
      '\n',
    ),
    stakes: 'policy',
    theme: 'landlord',
    formats: ['standard', 'easy-read'],
    easyRead: ['We have rules for how our staff behave.', 'Tell us what the rules should say.'].join('\n'),
  },
};
