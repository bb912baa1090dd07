import * as z from 'zod';

const short = z.string().trim().min(1).max(200);

/**
 * POST /api/v1/embed/links: a link that opens the panel for one member of staff at one record, once, within two minutes,
 * for a host that can only open a web address.
 */
export const panelLinkRequest = z.object({
  /** The installation, by its name or its code. */
  installation: short,
  /** Who it is for, as the host names them. Not an email address. */
  staff: short,
  record: z.object({ type: z.enum(['person', 'tenancy', 'home']), id: short }),
  /** As the host names them; left out: an officer's. */
  roles: z.array(short).min(1).max(20).optional(),
  teams: z.array(short).max(50).optional(),
});
export type PanelLinkRequest = z.infer<typeof panelLinkRequest>;
export const panelLinkMade = z.object({
  id: z.string(),
  /** After the address at which Doorstep is served. What stands behind `#` is shown this once. */
  address: z.string(),
  /** Until when it can be used. RFC 3339. */
  expiresAt: z.string(),
});
export type PanelLinkMade = z.infer<typeof panelLinkMade>;
