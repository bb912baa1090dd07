import { describe, expect, it } from '@jest/globals';
import { contactTypeOf } from '../contact/contact-types.js';
import { sentencesOf } from '../wording/reading-ease.js';
import { checkLibrary } from './check-library.js';
import { promptLibrary } from './prompt-library.js';
import { themes, type Theme } from './theme.js';

const { prompts } = promptLibrary;

describe('the prompt library', () => {
  it('holds 59 prompts in order, 18 of them for strengths, hopes or offers', () => {
    expect(prompts.map(({ code }) => code)).toEqual(
      Array.from({ length: 59 }, (_, at) => `P${String(at + 1).padStart(2, '0')}`),
    );
    expect(prompts.filter(({ strength }) => strength)).toHaveLength(18);
  });

  it('passes its own rules', () => {
    expect(checkLibrary(promptLibrary)).toEqual([]);
  });

  it('gives every prompt contacts at which it may be asked, on themes that belong there', () => {
    for (const { contactTypes, theme } of prompts) {
      if (contactTypes === 'any-ask') continue;
      for (const type of contactTypes.map(contactTypeOf)) {
        expect(type?.light).toMatch(/^(ask|care)$/);
        expect(type?.themes.includes(theme) || type?.themes.includes('any')).toBe(true);
      }
    }
  });

  it('uses every theme, and only themes', () => {
    expect(new Set(prompts.map(({ theme }) => theme))).toEqual(new Set(themes.map(({ code }) => code)));
  });

  it('asks in every theme what gets in the way, which is not the same as whether it is liked', () => {
    const asks: Record<Theme, [code: string, words: string]> = {
      home: ['P01', 'would make it easier'],
      repairs: ['P04', 'are we missing'],
      warmth: ['P09', 'gets in the way'],
      works: ['P18', 'nearly put you off'],
      safety: ['P07', 'gets in the way'],
      communication: ['P26', 'was least clear'],
      access: ['P45', 'would have been easier'],
      moving: ['P32', 'did this home never manage'],
      money: ['P34', 'gets in the way'],
      neighbourhood: ['P41', 'takes the shine off'],
      support: ['P48', 'gets in the way'],
      landlord: ['P52', 'makes least sense'],
    };
    for (const [theme, [wanted, words]] of Object.entries(asks)) {
      const prompt = prompts.find(({ code }) => code === wanted)!;
      expect([prompt.theme, `${prompt.say} ${prompt.probe}`]).toEqual([theme, expect.stringContaining(words)]);
    }
  });

  it('says in one sentence of its own why each is asked', () => {
    expect(new Set(prompts.map(({ whyAsking }) => whyAsking)).size).toBe(59);
    for (const { whyAsking } of prompts) expect(sentencesOf(whyAsking)).toHaveLength(1);
  });

  it('has no text or title twice', () => {
    expect(new Set(prompts.map(({ say }) => say)).size).toBe(59);
    expect(new Set(prompts.map(({ title }) => title)).size).toBe(59);
  });
});
