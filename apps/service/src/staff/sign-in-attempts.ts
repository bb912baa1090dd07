import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/problem.js';
import { signInRefusals } from '../platform/telemetry/sign-in-refusals.js';

/** Refused tries from one address in one stretch before it has to wait. Nobody can guess 256 bits; this keeps the noise down. */
const most = 60;
const stretchMs = 5 * 60_000;
/** Addresses remembered at once. */
const addresses = 10_000;

/** Counts sign-ins to the console that were refused, and makes an address wait that was refused over and over. */
@Injectable()
export class SignInAttempts {
  private readonly refused = new Map<string, { times: number; readonly until: number }>();

  /** `by` is the part that is counted. Throws what `work` throws, and `Problem` (429) when there were too many. */
  async run<T>(address: string, by: 'link' | 'provider', work: () => Promise<T>): Promise<T> {
    const known = this.refused.get(address);
    if (known && known.until <= Date.now()) this.refused.delete(address);
    else if (known && known.times >= most)
      throw new Problem(
        'too-many',
        'too-many-tries',
        'Signing in did not work many times in a row from here. Wait five minutes and try again.',
      );
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && error.kind !== 'unavailable') this.note(address, by);
      throw error;
    }
  }

  private note(address: string, by: string): void {
    signInRefusals.inc({ reason: `console-${by}` });
    const known = this.refused.get(address);
    if (known) known.times += 1;
    else {
      if (this.refused.size >= addresses) this.refused.delete(this.refused.keys().next().value!);
      this.refused.set(address, { times: 1, until: Date.now() + stretchMs });
    }
  }
}
