import * as z from 'zod/mini';

/** Characters of the sentence, at most. */
export const policyClashMost = 200;

/**
 * POST /embed/v1/policy-clashes, answered with 204: a policy and real life clash. No record is in it: the session says which
 * place it is about, and neither home, staff nor hour is kept with it. 400 `names-a-home` where the sentence says who lives
 * there.
 */
export const policyClashRequest = z.strictObject({
  theme: z.string().check(z.minLength(1), z.maxLength(40)),
  words: z.string().check(z.trim(), z.minLength(1), z.maxLength(policyClashMost)),
});
export type PolicyClashRequest = z.infer<typeof policyClashRequest>;
