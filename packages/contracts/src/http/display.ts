import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const set = { version: z.number().int(), changedBy: z.string().nullable(), changedAt: instant.nullable() };

/** What staff call the people who live in the landlord's homes. */
export const residentWords = ['resident', 'tenant', 'customer'] as const;
export const residentWord = z.enum(residentWords);
export type ResidentWord = z.infer<typeof residentWord>;

/** GET /admin/v1/words: the landlord's own words on the screens of its staff. Version 0: nothing is set yet. */
export const wordsShown = z.object({ residentWord, ...set });
export type WordsShown = z.infer<typeof wordsShown>;

/** PUT /admin/v1/words, on top of the version that was read. */
export const changeWords = z.strictObject({ residentWord, version: z.number().int().min(0) });
export type ChangeWords = z.infer<typeof changeWords>;
