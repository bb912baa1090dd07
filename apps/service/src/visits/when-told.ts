/** The two clocks of an entry, reckoned. */
export interface WhenTold {
  /** When the resident said it, as deadlines start: RFC 3339 in UTC, never later than it came. */
  readonly told: string;
  /** When it was put down. */
  readonly saved: string;
}

/** A phone's clock that is out by no more is believed. */
const believedMs = 5 * 60_000;

/**
 * When something was said, from what the phone claims. Where its clock was out by more than five minutes at the last
 * contact, the claim is moved by as much; the service's clock is the truth, so nothing was said after it came. The claim
 * itself is kept beside it. Instants RFC 3339; `clockOffset` is the milliseconds by which the service's clock was ahead,
 * null where they never met.
 */
export function whenTold(
  claimed: { readonly toldAt: string; readonly savedAt: string; readonly clockOffset: number | null },
  receivedAt: string,
): WhenTold {
  const out = claimed.clockOffset ?? 0;
  const moved = Math.abs(out) > believedMs ? out : 0;
  const received = Date.parse(receivedAt);
  const reckon = (at: string, latest: number) =>
    Math.max(Math.min(Date.parse(at) + moved, latest), Date.parse('0001-01-01T00:00:00Z'));
  const saved = reckon(claimed.savedAt, received);
  return {
    told: new Date(reckon(claimed.toldAt, saved)).toISOString(),
    saved: new Date(saved).toISOString(),
  };
}
