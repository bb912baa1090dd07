import { describe, expect, it } from '@jest/globals';
import { contactTypeOf } from '../contact/contact-types.js';
import { sentencesOf } from '../wording/reading-ease.js';
import { checkLibrary } from './check-library.js';
import { promptLibrary } from './prompt-library.js';
import { themes } from './theme.js';

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

  it('says in one sentence of its own why each is asked', () => {
    expect(new Set(prompts.map(({ whyAsking }) => whyAsking)).size).toBe(59);
    for (const { whyAsking } of prompts) expect(sentencesOf(whyAsking)).toHaveLength(1);
  });

  it('has no text or title twice', () => {
    expect(new Set(prompts.map(({ say }) => say)).size).toBe(59);
    expect(new Set(prompts.map(({ title }) => title)).size).toBe(59);
  });
});
