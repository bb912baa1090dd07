/**
 * Every hand-off, the most urgent first. The names are those of the route-out table; domestic abuse stands before other
 * safeguarding because nothing about it may reach the household.
 */
export const handOffRoutes = [
  'emergency',
  'crisis',
  'safeguarding_da',
  'safeguarding',
  'hazard',
  'building_safety',
  'conduct',
  'legal',
  'asb',
  'complaint_choice',
  'support',
  'data_rights',
  'information_request',
  'service_request',
] as const;

/** Where something that is not engagement is handed, so that somebody acts on it. */
export type HandOffRoute = (typeof handOffRoutes)[number];
