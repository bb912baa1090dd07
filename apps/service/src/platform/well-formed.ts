/**
 * Whether every text in a value can be kept as it was written: no half of an emoji, which would be changed in silence,
 * and no NUL. However deep: a list of what is still to be looked at has no depth to run out of.
 */
export function isWellFormed(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') {
      if (!next.isWellFormed() || next.includes('\u0000')) return false;
    } else if (next !== null && typeof next === 'object' && !Buffer.isBuffer(next)) {
      for (const [key, part] of Object.entries(next)) left.push(key, part);
    }
  }
  return true;
}
