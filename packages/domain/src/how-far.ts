import type { PlaceFacts } from './facts.js';
import type { RulePlace } from './rule/rule.js';

/**
 * How far out from a home a place that it is in stands, 0 for what it stands in itself, then outwards; Infinity: the
 * home is not in it. What a home stands in is known by its code alone, whatever the level that a rule wrote with it.
 */
export function howFar(
  { around = [], ...home }: PlaceFacts,
  { level, code }: Pick<RulePlace, 'level' | 'code'>,
): number {
  const out = around.indexOf(code);
  if (out >= 0) return out;
  if (home[level] !== code) return Infinity;
  return level === 'scheme' ? 0 : around.length + 1;
}
