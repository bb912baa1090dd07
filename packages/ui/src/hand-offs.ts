/** A hand-off as staff choose it, and the numbers that can be rung for it whether or not the service answers. */
export interface ListedHandOff {
  readonly route: ListedRoute;
  /** At most {@link longestRestricted} characters; nothing of it stays on the screen, in memory or on the record. */
  readonly isRestricted: boolean;
  readonly numbers: readonly PhoneName[];
}
export type ListedRoute =
  | 'emergency'
  | 'crisis'
  | 'safeguarding_da'
  | 'safeguarding'
  | 'hazard'
  | 'building_safety'
  | 'conduct'
  | 'legal'
  | 'asb'
  | 'complaint_choice'
  | 'support'
  | 'data_rights'
  | 'information_request'
  | 'service_request';

/** National numbers as they are printed. Where each is published stands with the rules, which a test compares. */
export const phoneNumbers = {
  emergency: '999',
  gas: '0800 111 999',
  gasNorthernIreland: '0800 002 001',
  samaritans: '116 123',
  abuseEngland: '0808 2000 247',
  abuseWales: '0808 80 10 800',
  abuseScotland: '0800 027 1234',
  abuseNorthernIreland: '0808 802 1414',
  police: '101',
} as const;
export type PhoneName = keyof typeof phoneNumbers;

/** Which national number it is, so that it can be named in the language of the screen; undefined for a landlord's own. */
export function phoneNameOf(number: string): PhoneName | undefined {
  return (Object.keys(phoneNumbers) as PhoneName[]).find((name) => phoneNumbers[name] === number);
}

/** In UTF-16 code units. */
export const longestRestricted = 280;

/** Every hand-off, danger to life first. */
export const listedHandOffs: readonly ListedHandOff[] = [
  { route: 'emergency', isRestricted: false, numbers: ['emergency', 'gas', 'gasNorthernIreland'] },
  { route: 'crisis', isRestricted: true, numbers: ['emergency', 'samaritans'] },
  {
    route: 'safeguarding_da',
    isRestricted: true,
    numbers: ['emergency', 'abuseEngland', 'abuseWales', 'abuseScotland', 'abuseNorthernIreland'],
  },
  { route: 'safeguarding', isRestricted: true, numbers: ['emergency', 'police'] },
  { route: 'hazard', isRestricted: false, numbers: [] },
  { route: 'building_safety', isRestricted: false, numbers: ['emergency'] },
  { route: 'conduct', isRestricted: true, numbers: [] },
  { route: 'legal', isRestricted: false, numbers: [] },
  { route: 'asb', isRestricted: false, numbers: ['emergency', 'police'] },
  { route: 'complaint_choice', isRestricted: false, numbers: [] },
  { route: 'support', isRestricted: false, numbers: [] },
  { route: 'data_rights', isRestricted: false, numbers: [] },
  { route: 'information_request', isRestricted: false, numbers: [] },
  { route: 'service_request', isRestricted: false, numbers: [] },
];
