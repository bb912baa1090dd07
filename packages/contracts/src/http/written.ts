import * as z from 'zod';

/** PostgreSQL keeps neither NUL nor half of an emoji. */
const isKeepable = (given: string) => !given.includes('\u0000') && !/\p{Surrogate}/u.test(given);

/** What somebody wrote, without the space around it, and as it can be kept. */
export const text = (most: number) =>
  z.string().trim().min(1).max(most).refine(isKeepable, 'take out the character that cannot be kept');

/** The same on one line. */
export const line = (most: number) => text(most).regex(/^\P{Cc}*$/u, 'write it on one line');
