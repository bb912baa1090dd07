import * as z from 'zod/mini';

/** Characters of the sentence, at most. */
export const ruleClashMost = 200;

/**
 * POST /embed/v1/rule-clashes, answered with 204: a rule and real life clash. No record is in it: the session says which
 * place it is about, and neither home, staff nor hour is kept with it. 400 `names-a-home` where the sentence says who lives
 * there.
 */
export const ruleClashRequest = z.strictObject({
  theme: z.string().check(z.minLength(1), z.maxLength(40)),
  words: z.string().check(z.trim(), z.minLength(1), z.maxLength(ruleClashMost)),
});
export type RuleClashRequest = z.infer<typeof ruleClashRequest>;
