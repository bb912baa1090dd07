import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/** A place of the housing system by its reference, and what people call it; null: not in what was brought in. */
const teamPlace = z.object({ reference: z.string(), name: z.string().nullable() });

/** GET /admin/v1/teams */
export const teamShown = z.object({
  code: z.string(),
  name: z.string(),
  schemes: z.array(teamPlace),
  patches: z.array(teamPlace),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: instant,
});
export type TeamShown = z.infer<typeof teamShown>;

const references = z.array(z.string().trim().min(1).max(200)).max(1000);

/** PUT /admin/v1/teams/{code}: a team and its places, in place of those it had. */
export const setTeamRequest = z.strictObject({
  name: z.string().trim().min(1, 'write a name').max(100),
  schemes: references,
  patches: references,
  /** As it was read, 0 for a new team; 409 `team-changed` with what stands now where somebody was quicker. */
  version: z.int32().min(0),
});
export type SetTeamRequest = z.infer<typeof setTeamRequest>;

/** GET /admin/v1/places */
export const placesQuery = z.object({ search: z.string().trim().min(2, 'write two letters at least').max(100) });
export type PlacesQuery = z.infer<typeof placesQuery>;

/** A block, an estate or whatever else homes stand in; never a home. */
export const placeFound = z.object({
  reference: z.string(),
  /** Null: the housing system names it and says no more of it. */
  name: z.string().nullable(),
  kind: z.string(),
  /** How many records stand in it. */
  homes: z.number().int(),
});
export type PlaceFound = z.infer<typeof placeFound>;
