import { describe, expect, it } from '@jest/globals';
import { countSyllables, readingEase } from '../wording/reading-ease.js';
import { checkLibrary } from './check-library.js';
import { checkQuestion, checkTone, readingEaseAllowances, type ToneRule } from './check-tone.js';
import type { Prompt } from './prompt.js';
import { promptLibrary } from './prompt-library.js';

const [good] = promptLibrary.prompts as readonly [Prompt, ...Prompt[]];

describe('the tone of a prompt', () => {
  it.each(promptLibrary.prompts.map((prompt) => [prompt.code, prompt] as const))('passes for %s', (_code, prompt) => {
    expect(checkTone(prompt)).toEqual([]);
  });

  it.each([
    'Tell me about living here.',
    'Show me the part you like best.',
    'If it was yours, what would you do first?',
  ])('passes for "%s"', (say) => {
    expect(checkTone({ ...good, say })).toEqual([]);
  });

  it.each<[ToneRule, Partial<Prompt>]>([
    ['closed-opener', { say: 'Are you happy here?' }],
    ['closed-opener', { say: "Haven't we done well with the garden?" }],
    ['closed-opener', { say: 'Would you say the street is clean, or what?' }],
    ['open-stem', { say: 'You like it here, right?' }],
    ['open-stem', { say: 'If we painted it, would you like that?' }],
    ['open-stem', { say: 'What you said last time helped us.' }],
    ['scale', { say: 'How likely are you to tell a friend about us?' }],
    ['scale', { say: 'What mark out of ten would you give us?' }],
    ['one-question', { say: 'What is good here? And what is bad?' }],
    ['too-long', { say: `What do you like ${'and want '.repeat(11)}here?` }],
    ['hard-to-read', { say: 'What organisational considerations particularly necessitate improvement?' }],
    ['office-word', { say: 'What would make this property nicer?' }],
    ['office-word', { say: 'How does the golden thread feel to you?' }],
    ['office-word', { probe: 'What do other stakeholders think?' }],
    ['survey-wording', { say: 'How well do we listen to your views and act on them?' }],
    ['survey-wording', { say: 'How safe do you feel in your home?' }],
    ['survey-wording', { say: 'How happy are you with your last repair?' }],
    ['no-probe', { probe: ' ' }],
    ['no-why', { whyAsking: '' }],
    ['no-theme', { theme: '' as Prompt['theme'] }],
    ['no-role', { role: '' }],
    ['no-contact-type', { contactTypes: [] }],
    ['title-length', { title: 'Ask about every single thing that could matter here' }],
  ])('fails on %s: %j', (rule, changes) => {
    expect(checkTone({ ...good, ...changes }).map((problem) => problem.rule)).toContain(rule);
  });

  it('knows an open question in Welsh from one to be answered with yes or no', () => {
    expect(checkQuestion('Beth fyddai’n gwneud y llythyr yn gliriach?')).toEqual([]);
    expect(checkQuestion('Dywedwch wrthym am fyw yma.')).toEqual([]);
    expect(checkQuestion('Ydych chi’n hapus yma?').map(({ rule }) => rule)).toEqual(['open-stem']);
  });

  it('names the plain word for an office word', () => {
    const [problem] = checkTone({ ...good, say: 'What is your tenure like?' });
    expect(problem?.message).toBe('"tenure" is an office word; say: tenancy, or how you rent.');
  });

  it.each(['hard-to-reach', 'hard to engage', 'non-engagers', 'difficult residents', 'serial complainer'])(
    'says what to call people whom an office calls %s',
    (name) => {
      const said = checkTone({ ...good, say: `What would help the ${name} here?` }).map(({ message }) => message);
      expect(said.join()).toMatch(/ is an office word; say: (people|somebody) (we have not|who) /);
    },
  );

  it('lets no text under the reading ease asked for but those that are named, and names none without need', () => {
    for (const say of readingEaseAllowances.keys()) expect(readingEase(say)).toBeLessThan(70);
    const used = promptLibrary.prompts.filter(({ say }) => readingEase(say) < 70).map(({ say }) => say);
    expect(used).toEqual([...readingEaseAllowances.keys()]);
  });
});

describe('the syllable count', () => {
  it.each([
    ['what', 1],
    ['the', 1],
    ['moving', 2],
    ['surprised', 2],
    ['table', 2],
    ['wanted', 2],
    ['houses', 2],
    ['makes', 1],
    ['everyday', 4],
    ['', 0],
  ])('of "%s" is %i', (word, syllables) => {
    expect(countSyllables(word)).toBe(syllables);
  });
});

describe('a library', () => {
  it('fails with too few strengths, or a code used twice', () => {
    const plain = promptLibrary.prompts.map((prompt) => ({ ...prompt, strength: false }));
    expect(checkLibrary({ version: 'x', prompts: plain })).toEqual([
      'Only 0 of 59 prompts ask for strengths, hopes or offers; at least three in ten must.',
    ]);
    expect(checkLibrary({ version: 'x', prompts: [{ ...good, strength: true }, good] })).toEqual([
      'P01: the code is used twice.',
    ]);
  });

  it('names the prompt that fails', () => {
    const bad = { ...good, strength: true, whyAsking: '' };
    expect(checkLibrary({ version: 'x', prompts: [bad] })).toEqual(['P01: Write one sentence on why we ask.']);
  });
});
