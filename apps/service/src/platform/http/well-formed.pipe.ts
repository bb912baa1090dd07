import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../problem.js';
import { isWellFormed } from '../well-formed.js';

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
