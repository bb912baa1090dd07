import { retentionKinds, type RetentionKindName } from '@doorstep/domain';
import { Problem } from '../platform/problem.js';

/** Throws `Problem` for what is not a kind. */
export function kindOf(text: string): RetentionKindName {
  if (Object.hasOwn(retentionKinds, text)) return text as RetentionKindName;
  const names = Object.keys(retentionKinds).join(', ');
  throw new Problem('not-known', 'retention-kind', `There is no such kind. There are: ${names}.`);
}

/** Throws `Problem` that names the shortest time and where it comes from. */
export function refuseTooShort(kind: RetentionKindName, months: number): void {
  const { atLeast, source } = retentionKinds[kind];
  if (months < atLeast)
    throw new Problem('bad-input', 'retention-short', `Write ${atLeast} months or more. ${source}.`);
}
