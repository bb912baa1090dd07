import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../problem.js';

/** Refuses text that cannot be kept as it was written: half of an emoji would be changed in silence, NUL not taken. */
@Injectable()
export class WellFormedPipe implements PipeTransform {
  /** Throws `Problem`. */
  transform(value: unknown): unknown {
    if (!isWellFormed(value))
      throw new Problem(
        'bad-input',
        'words',
        'The text holds a character that cannot be kept (NUL, or half of an emoji). Take it out and send it again.',
      );
    return value;
  }
}

/** However deep: a list of what is still to be looked at has no depth to run out of. */
function isWellFormed(value: unknown): boolean {
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
