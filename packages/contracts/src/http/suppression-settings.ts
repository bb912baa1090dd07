import * as z from 'zod';

const level = z.enum(['organisation', 'patch', 'scheme']);
const nation = z.enum(['england-and-wales', 'scotland', 'northern-ireland']);
const changes = z.record(z.string(), z.number().int().min(0));

/**
 * PUT /api/v1/suppression-settings: everything that is set at one level and place, on top of the version that was
 * read (0: nothing was set there). What is left out is as at the wider level. 409 `settings-changed` with what stands
 * now where somebody was quicker.
 */
export const changeSuppressionSettings = z.strictObject({
  level,
  /** The patch or scheme, in the landlord's own terms; null for the organisation. */
  code: z.string().trim().min(1).max(200).nullable(),
  /** Whose bank holidays hold; for the organisation alone. */
  nation: nation.exactOptional(),
  lengths: changes,
  version: z.int32().min(0),
});
export type ChangeSuppressionSettings = z.infer<typeof changeSuppressionSettings>;

export const suppressionSettingsLevel = z.object({
  level,
  code: z.string().nullable(),
  /** What people call the place; null for the organisation, and where what was brought in has no name for it. */
  place: z.string().nullable(),
  nation: nation.nullable(),
  lengths: changes,
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: z.iso.datetime({ offset: true }),
});
export type SuppressionSettingsLevel = z.infer<typeof suppressionSettingsLevel>;

/** GET /api/v1/suppression-settings: every length there is, as shipped and with its floor, and what was set where. */
export const suppressionSettingsShown = z.object({
  lengths: z.array(
    z.object({
      name: z.string(),
      /** Row of the suppression table. */
      row: z.number().int().nullable(),
      unit: z.string(),
      shipped: z.number().int(),
      /** How far it may be set towards asking more; one of the two is null. */
      atLeast: z.number().int().nullable(),
      atMost: z.number().int().nullable(),
      source: z.string(),
    }),
  ),
  levels: z.array(suppressionSettingsLevel),
});
export type SuppressionSettingsShown = z.infer<typeof suppressionSettingsShown>;
