/** Work status codes of OSCRE and Hackney, with the text that the list prints instead of the code. */
export const STATUS_TEXT: ReadonlyMap<number, string> = new Map([
  [10, 'Account Hold'],
  [20, 'Assigned'],
  [30, 'Work Cancelled'],
  [40, 'Closed'],
  [50, 'Work Completed'],
  [60, 'Estimating'],
  [70, 'On Hold'],
  [80, 'In Progress'],
  [90, 'Variation Pending Approval'],
  [100, 'Pending Design'],
  [110, 'Pending Material'],
  [120, 'Scheduled'],
  [130, 'Superceded'],
  [200, 'Locked'],
  [1000, 'No Access'],
  [1010, 'Authorisation Pending Approval'],
  [1080, 'Variation Approved'],
  [1090, 'Variation Rejected'],
]);

/** Codes that the source uses and no list names. */
export const UNLISTED_TEXT: ReadonlyMap<number, string> = new Map([[1500, 'Awaiting Contractor Review']]);

const CLOSED = new Set([30, 40, 50, 130, 1000]);

export function isListed(code: number): boolean {
  return STATUS_TEXT.has(code);
}

export function statusText(code: number): string {
  return STATUS_TEXT.get(code) ?? UNLISTED_TEXT.get(code) ?? 'Unknown';
}

/** The code for a number or a text such as `No Access`, or null. */
export function statusCodeOf(value: unknown): number | null {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  for (const [code, text] of [...STATUS_TEXT, ...UNLISTED_TEXT]) {
    if (text.toLowerCase() === String(value).toLowerCase()) return code;
  }
  return null;
}

export function isClosed(code: number): boolean {
  return CLOSED.has(code);
}

/**
 * The place of a status in the default sort of the list, as the source has it: four statuses by index, and -1 for every
 * other, so those come first.
 */
export function sortIndex(code: number): number {
  return [80, 90, 30, 50].indexOf(code);
}
