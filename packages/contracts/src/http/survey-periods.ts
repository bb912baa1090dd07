import * as z from 'zod';

const period = z.object({
  /** What staff call the survey. */
  name: z.string().trim().min(1).max(100),
  /** The place, by the housing system's reference; null for all homes. */
  code: z.string().trim().min(1).max(200).nullable(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
});
export type SurveyPeriod = z.infer<typeof period>;

/**
 * PUT /admin/v1/survey-periods: the whole list, on top of the version that was read (0: nothing was ever set). 409
 * `survey-periods-changed` with what stands now where somebody was quicker.
 */
export const changeSurveyPeriods = z.strictObject({
  periods: z
    .array(
      z
        .strictObject(period.shape)
        .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], error: 'is before the first day' }),
    )
    .max(50),
  version: z.int32().min(0),
});
export type ChangeSurveyPeriods = z.infer<typeof changeSurveyPeriods>;

/** GET /admin/v1/survey-periods: when residents are surveyed by somebody else, by first day. */
export const surveyPeriodsShown = z.object({
  periods: z.array(
    period.extend({
      /** What people call the place; null for all homes, and where what was brought in has no name for it. */
      place: z.string().nullable(),
    }),
  ),
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime({ offset: true }).nullable(),
});
export type SurveyPeriodsShown = z.infer<typeof surveyPeriodsShown>;
