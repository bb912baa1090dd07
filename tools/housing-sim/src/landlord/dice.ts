import { base, en, en_GB, Faker, generateMersenne53Randomizer, type Randomizer } from '@faker-js/faker';

/**
 * Everything that chance decides about the landlord. The same seed and kind give the same throws, and each kind has
 * its own throws, so that a change in how repairs are made leaves the people as they were.
 */
export class Dice {
  private readonly randomizer: Randomizer;
  private namer: Faker | undefined;

  constructor(seed: number, kind: string) {
    this.randomizer = generateMersenne53Randomizer(hash(`${seed}/${kind}`));
  }

  /** British names, from the same throws. */
  get faker(): Faker {
    // A Faker rewinds the randomizer that it is given, so it gets one of its own.
    this.namer ??= new Faker({
      locale: [en_GB, en, base],
      randomizer: generateMersenne53Randomizer(this.whole(0, 0x7fffffff)),
    });
    return this.namer;
  }

  /** 0 up to but not including 1. */
  fraction(): number {
    return this.randomizer.next();
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  /** True in `probability` (0 to 1) of the throws. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor(this.fraction() * list.length)] ?? list[0];
  }

  /** One of a list that is not empty, by weight. */
  weighted<const L extends readonly [Weighted, ...Weighted[]]>(list: L): L[number] {
    let left = this.fraction() * list.reduce((sum, item) => sum + item.weight, 0);
    for (const item of list) {
      left -= item.weight;
      if (left < 0) return item;
    }
    return list[0];
  }

  /** A version 4 UUID, lower case. */
  uuid(): string {
    const [a, b, c, d] = [this.word(), this.word(), this.word(), this.word()];
    const variant = '89ab'.charAt(parseInt(c.charAt(0), 16) & 3);
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }

  private word(): string {
    return Math.floor(this.fraction() * 0x100000000)
      .toString(16)
      .padStart(8, '0');
  }
}

interface Weighted {
  readonly weight: number;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
