import { hash } from 'node:crypto';

/** Bytes of a key's hash: with ten million keys, two are alike in one of 400,000 lists. */
const HASH_BYTES = 8;
const FEWEST = 1024;

/**
 * Keys of a list, each with a small number (1 to 255), in nine bytes a place instead of the hundred or more that a Map
 * of strings takes: a landlord of 100,000 homes has half a million of them.
 */
export class KeyMarks {
  private hashes = new BigUint64Array(FEWEST);
  private marks = new Uint8Array(FEWEST);
  private count = 0;

  /** How many different keys were marked. */
  get size(): number {
    return this.count;
  }

  /** Marks a key. Answers how it was marked before, 0 where it was not. */
  mark(key: string, mark: number): number {
    if (this.count * 2 >= this.marks.length) this.grow();
    const place = this.placeOf(hash('sha256', key, 'buffer').subarray(0, HASH_BYTES).readBigUInt64LE());
    const before = this.marks[place] ?? 0;
    if (before === 0) this.count++;
    this.marks[place] = mark;
    return before;
  }

  /** Where a hash stands, or the free place where it belongs. */
  private placeOf(wanted: bigint): number {
    const last = this.marks.length - 1;
    let place = Number(wanted & BigInt(last));
    while (this.marks[place] !== 0 && this.hashes[place] !== wanted) place = (place + 1) & last;
    this.hashes[place] = wanted;
    return place;
  }

  private grow(): void {
    const { hashes, marks } = this;
    this.hashes = new BigUint64Array(marks.length * 2);
    this.marks = new Uint8Array(marks.length * 2);
    for (let at = 0; at < marks.length; at++) {
      const mark = marks[at] ?? 0;
      if (mark !== 0) this.marks[this.placeOf(hashes[at] ?? 0n)] = mark;
    }
  }
}
