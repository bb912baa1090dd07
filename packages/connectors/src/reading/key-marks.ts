import { hash } from 'node:crypto';

const FEWEST = 1024;

/**
 * Keys of a list, each with a small number (1 to 255), in nine bytes a place instead of the hundred or more that a Map
 * of strings takes: a landlord of 100,000 homes has half a million of them. Of a key's hash 64 bits are kept: with ten
 * million keys, two are alike in one of 400,000 lists.
 */
export class KeyMarks {
  private highs = new Uint32Array(FEWEST);
  private lows = new Uint32Array(FEWEST);
  private marks = new Uint8Array(FEWEST);
  private count = 0;

  /** How many different keys were marked. */
  get size(): number {
    return this.count;
  }

  /** Marks a key. Answers how it was marked before, 0 where it was not. */
  mark(key: string, mark: number): number {
    if (this.count * 2 >= this.marks.length) this.grow();
    const sum = hash('sha256', key, 'buffer');
    const place = this.placeOf(sum.readUInt32LE(0), sum.readUInt32LE(4));
    const before = this.marks[place] ?? 0;
    if (before === 0) this.count++;
    this.marks[place] = mark;
    return before;
  }

  /** Where a hash stands, or the free place where it belongs. */
  private placeOf(high: number, low: number): number {
    const last = this.marks.length - 1;
    let place = low & last;
    while (this.marks[place] !== 0 && (this.lows[place] !== low || this.highs[place] !== high))
      place = (place + 1) & last;
    this.highs[place] = high;
    this.lows[place] = low;
    return place;
  }

  private grow(): void {
    const { highs, lows, marks } = this;
    this.highs = new Uint32Array(marks.length * 2);
    this.lows = new Uint32Array(marks.length * 2);
    this.marks = new Uint8Array(marks.length * 2);
    for (let at = 0; at < marks.length; at++) {
      const mark = marks[at] ?? 0;
      if (mark !== 0) this.marks[this.placeOf(highs[at] ?? 0, lows[at] ?? 0)] = mark;
    }
  }
}
