import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const set = { version: z.number().int(), changedBy: z.string().nullable(), changedAt: instant.nullable() };

/** What staff call the people who live in the landlord's homes. */
export const residentWords = ['resident', 'tenant', 'customer'] as const;
export const residentWord = z.enum(residentWords);
export type ResidentWord = z.infer<typeof residentWord>;

/** In how many days residents are told that they hear back; null: no day is said. */
const replyDays = z.int().min(1).max(365).nullable();

/** After how many days a question without an answer, or a topic without a decision, is raised with leads; null: never. */
const waitingDays = z.int().min(1).max(365).nullable();

/** Whether a follow-up goes to whoever of staff took something down at that home last. */
const keepsKnownPerson = z.boolean();

/** GET /admin/v1/words: the landlord's own words, on the screens of its staff and to residents. Version 0: nothing is set yet. */
export const wordsShown = z.object({ residentWord, replyDays, waitingDays, keepsKnownPerson, ...set });
export type WordsShown = z.infer<typeof wordsShown>;

/** PUT /admin/v1/words, on top of the version that was read. What is left out stays as it was. */
export const changeWords = z.strictObject({
  residentWord,
  replyDays: replyDays.exactOptional(),
  waitingDays: waitingDays.exactOptional(),
  keepsKnownPerson: keepsKnownPerson.exactOptional(),
  version: z.int32().min(0),
});
export type ChangeWords = z.infer<typeof changeWords>;

const look = {
  /** The design system of the host that the panel looks like. */
  preset: z.enum(['neutral', 'fluent', 'slds']),
  /** The landlord's own colour for links and buttons; null: the preset's. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'write a colour such as #1d5c9f')
    .nullable(),
  theme: z.enum(['auto', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
};

/** GET /admin/v1/look: how the panel looks where its host says nothing else. Version 0: nothing is set yet. */
export const lookShown = z.object({ ...look, ...set });
export type LookShown = z.infer<typeof lookShown>;

/** PUT /admin/v1/look, on top of the version that was read. */
export const changeLook = z.strictObject({ ...look, version: z.int32().min(0) });
export type ChangeLook = z.infer<typeof changeLook>;
