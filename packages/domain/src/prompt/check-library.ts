import { checkTone } from './check-tone.js';
import type { PromptLibrary } from './prompt.js';

/** Of every ten prompts, how many must ask for strengths, hopes or offers. */
const STRENGTHS_IN_TEN = 3;

/** What keeps a library from being used, in sentences: its prompts' tone, doubled codes, too few strengths. */
export function checkLibrary({ prompts }: PromptLibrary): readonly string[] {
  const problems = prompts.flatMap((prompt) => checkTone(prompt).map(({ message }) => `${prompt.code}: ${message}`));
  const codes = prompts.map(({ code }) => code);
  const doubled = new Set(codes.filter((code, at) => codes.indexOf(code) !== at));
  for (const code of doubled) problems.push(`${code}: the code is used twice.`);
  const strengths = prompts.filter(({ strength }) => strength).length;
  if (strengths * 10 < prompts.length * STRENGTHS_IN_TEN) {
    problems.push(
      `Only ${strengths} of ${prompts.length} prompts ask for strengths, hopes or offers; at least three in ten must.`,
    );
  }
  return problems;
}
