import { type CheckResult, SourceProblem } from '../contract.js';

/** What one look found out. A `SourceProblem` thrown instead did not pass either. */
export type Finding = Pick<CheckResult, 'ok' | 'detail'>;

export interface Probe {
  readonly name: string;
  /** The right that is missing when the system refuses this alone, as its administrator would know it. */
  readonly right?: string;
  readonly run: () => Promise<Finding>;
}

/** Looks at one thing after another, in the order in which things go wrong. After the first that does not pass, none is looked at. */
export async function* runProbes(probes: readonly Probe[]): AsyncGenerator<CheckResult> {
  let hasFailed = false;
  for (const { name, right, run } of probes) {
    if (hasFailed) {
      yield { name, ok: false, detail: 'Not checked.', notChecked: true };
      continue;
    }
    try {
      const finding = await run();
      hasFailed = !finding.ok;
      yield { name, ...finding };
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      hasFailed = true;
      const isRefused = error.code === 'no-permission' && right !== undefined;
      yield { name, ok: false, detail: error.message, ...(isRefused ? { askThem: messageFor(right) } : {}) };
    }
  }
}

function messageFor(right: string): string {
  return `Doorstep signs in to your system, and is refused one list. Give the user or key of Doorstep ${right}. It only reads.`;
}
