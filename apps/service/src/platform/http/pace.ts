import { SourceProblem } from '@doorstep/connectors';
import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  noop,
  type IDefaultPolicyContext,
  type IPolicy,
} from 'cockatiel';

/** How fast a connection may ask, and whether it may ask now. */
export interface Pace {
  /** Ends when the next request may go out, or when it is called off. */
  turn(signal: AbortSignal): Promise<void>;
  /** Opens after so many failures in a row that asking once more helps nobody. */
  readonly breaker: IPolicy<IDefaultPolicyContext, never>;
}

/** As fast as asked. */
export const unhurried: Pace = { turn: async () => undefined, breaker: noop };

/** Failures in a row, each of which was tried several times, and how long the system is left alone then. */
const patience = { failures: 20, restMs: 30_000 };

/**
 * A token bucket: so many requests a minute, an eighth of a minute's worth at once at most. `now` in milliseconds.
 */
export class TokenBucket {
  private readonly most: number;
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.most = Math.max(1, perMinute / 8);
    this.tokens = this.most;
    this.filledAt = now();
  }

  /** Takes a token and answers how long to wait for it, milliseconds. Whoever asks next waits behind. */
  take(): number {
    const now = this.now();
    this.tokens = Math.min(this.most, this.tokens + ((now - this.filledAt) * this.perMinute) / 60_000);
    this.filledAt = now;
    this.tokens -= 1;
    return this.tokens >= 0 ? 0 : Math.ceil((-this.tokens * 60_000) / this.perMinute);
  }
}

/**
 * Does something in its turn, and not at all while the system is left alone: then it throws a `SourceProblem` that says
 * so. `policy` is the pace's breaker, or more around it.
 */
export async function inTurn<T>(
  pace: Pace,
  signal: AbortSignal,
  work: () => Promise<T>,
  policy: Pace['breaker'] = pace.breaker,
): Promise<T> {
  try {
    return await policy.execute<T>(async () => {
      await pace.turn(signal);
      return work();
    }, signal);
  } catch (error) {
    if (error instanceof BrokenCircuitError) throw leftAlone();
    throw error;
  }
}

function leftAlone(): SourceProblem {
  return new SourceProblem(
    'unreachable',
    'The system failed many times in a row, so it is left alone for half a minute. It is tried again by itself.',
    true,
  );
}

const paces = new Map<string, { readonly perMinute: number; readonly pace: Pace }>();

/** The pace of one connection, the same for everything in this process that uses it. */
export function paceOf(connectionId: string, perMinute: number): Pace {
  const known = paces.get(connectionId);
  if (known?.perMinute === perMinute) return known.pace;
  const bucket = new TokenBucket(perMinute);
  const pace: Pace = {
    turn: (signal) => waitFor(bucket.take(), signal),
    breaker: circuitBreaker(
      handleWhen((error) => error instanceof SourceProblem && error.code === 'unreachable'),
      { halfOpenAfter: patience.restMs, breaker: new ConsecutiveBreaker(patience.failures) },
    ),
  };
  paces.set(connectionId, { perMinute, pace });
  return pace;
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  if (ms === 0 || signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
