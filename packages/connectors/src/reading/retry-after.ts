import type { FetchedText } from '../contract.js';

/**
 * How long an answer asks us to wait, in seconds, at least 0 and at most an hour; 0 when it does not say. `retry-after`
 * is a number of seconds or a date, which is counted from the answer's own `date`.
 */
export function retryAfterSeconds({ headers }: Pick<FetchedText, 'headers'>): number {
  const asked = headers['retry-after']?.trim() ?? '';
  if (asked === '') return 0;
  const until = Date.parse(asked);
  const seconds = /^\d+(\.\d+)?$/.test(asked)
    ? Number(asked)
    : (until - serverTime({ headers }, new Date()).getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(3600, Math.max(0, seconds)) : 0;
}

/** What the sender's clock said when it answered; `otherwise` when it does not say. */
export function serverTime({ headers }: Pick<FetchedText, 'headers'>, otherwise: Date): Date {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? otherwise : new Date(date);
}
