/**
 * A QR code (ISO/IEC 18004) of a short text such as an address: byte mode, error correction M, versions 1 to 10. Written
 * here because a library for it would be the only thing it is needed for.
 */

/** Of each version: data codewords in all, error correction codewords a block, blocks. Level M. */
const versions: readonly (readonly [data: number, correction: number, blocks: number])[] = [
  [16, 10, 1],
  [28, 16, 1],
  [44, 26, 1],
  [64, 18, 2],
  [86, 24, 2],
  [108, 16, 4],
  [124, 18, 4],
  [154, 22, 4],
  [182, 22, 5],
  [216, 26, 5],
];

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The modules, row by row, dark where true, without the quiet zone of four around; null for more than 213 bytes. */
export function qrCode(text: string): boolean[][] | null {
  const bytes = [...Buffer.from(text, 'utf8')];
  const at = versions.findIndex(([data], index) => bytes.length + (index < 9 ? 2 : 3) <= data);
  if (at === -1) return null;
  const version = at + 1;
  const words = interleaved(codewords(bytes, version), version);
  const drawn = masks.map((mask, number) => draw(version, words, mask, number));
  const scores = drawn.map(penalty);
  return drawn[scores.indexOf(Math.min(...scores))]!;
}

function codewords(bytes: readonly number[], version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(0b0100, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  const [data] = versions[version - 1]!;
  push(0, Math.min(4, data * 8 - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  const words = Array.from({ length: bits.length / 8 }, (_, word) =>
    bits.slice(word * 8, word * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
  for (let pad = 0xec; words.length < data; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** Of every block first the data, then the correction, each a codeword of every block in turn. */
function interleaved(data: readonly number[], version: number): number[] {
  const [all, correction, count] = versions[version - 1]!;
  const short = Math.floor(all / count);
  const shortBlocks = count - (all % count);
  const startOf = (block: number) => block * short + Math.max(0, block - shortBlocks);
  const blocks = Array.from({ length: count }, (_, block) => data.slice(startOf(block), startOf(block + 1)));
  const inTurn = (of: readonly (readonly number[])[]) =>
    Array.from({ length: Math.max(...of.map(({ length }) => length)) }, (_, word) =>
      of.flatMap((block) => block[word] ?? []),
    ).flat();
  return [...inTurn(blocks), ...inTurn(blocks.map((block) => remainder(block, correction)))];
}

/** Reed-Solomon over GF(256) with the polynomial 0x11d. */
function remainder(block: readonly number[], length: number): number[] {
  const divisor: number[] = Array.from({ length }, (_, place) => (place === length - 1 ? 1 : 0));
  for (let root = 1, times = 0; times < length; times += 1, root = product(root, 2))
    for (let place = 0; place < length; place += 1)
      divisor[place] = product(divisor[place]!, root) ^ (divisor[place + 1] ?? 0);
  const left: number[] = divisor.map(() => 0);
  for (const word of block) {
    const factor = word ^ left.shift()!;
    left.push(0);
    for (const [place, of] of divisor.entries()) left[place]! ^= product(of, factor);
  }
  return left;
}

function product(one: number, other: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit -= 1) result = (result << 1) ^ ((result >> 7) * 0x11d) ^ (((other >> bit) & 1) * one);
  return result;
}

function draw(version: number, words: readonly number[], mask: (x: number, y: number) => boolean, number: number) {
  const size = version * 4 + 17;
  const modules: (boolean | null)[][] = Array.from({ length: size }, () => Array<boolean | null>(size).fill(null));
  const set = (x: number, y: number, isDark: boolean) => {
    if (modules[y]?.[x] !== undefined) modules[y][x] = isDark;
  };
  for (let along = 0; along < size; along += 1) {
    set(6, along, along % 2 === 0);
    set(along, 6, along % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(4, (dx, dy, ring) => set(x + dx, y + dy, ring !== 2 && ring !== 4));
  const centres = centresOf(version);
  for (const x of centres)
    for (const y of centres)
      if (!(x === 6 && y === 6) && !(x === 6 && y === size - 7) && !(x === size - 7 && y === 6))
        square(2, (dx, dy, ring) => set(x + dx, y + dy, ring !== 1));
  drawFormat(set, size, number);
  if (version >= 7) drawVersion(set, size, version);
  const bits = words.flatMap((word) => Array.from({ length: 8 }, (_, bit) => ((word >> (7 - bit)) & 1) === 1));
  let next = 0;
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2)
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1])
        if (modules[y]![x] === null) {
          modules[y]![x] = (bits[next] ?? false) !== mask(x, y);
          next += 1;
        }
    }
  return modules.map((row) => row.map((isDark) => isDark === true));
}

function square(reach: number, each: (dx: number, dy: number, ring: number) => void): void {
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) each(dx, dy, Math.max(Math.abs(dx), Math.abs(dy)));
}

/** Where alignment patterns stand, along either side. */
function centresOf(version: number): number[] {
  if (version === 1) return [];
  const last = version * 4 + 10;
  return version < 7 ? [6, last] : [6, (6 + last) / 2, last];
}

/** Error correction M and which mask, twice, with what corrects it. */
function drawFormat(set: (x: number, y: number, isDark: boolean) => void, size: number, mask: number): void {
  const bits = ((mask << 10) | bch(mask, 10, 0x537)) ^ 0x5412;
  const isDark = (bit: number) => ((bits >> bit) & 1) === 1;
  for (let bit = 0; bit < 15; bit += 1) {
    if (bit < 8) set(size - 1 - bit, 8, isDark(bit));
    else set(8, size - 15 + bit, isDark(bit));
    if (bit < 6) set(8, bit, isDark(bit));
    else if (bit < 8) set(8, bit + 1, isDark(bit));
    else if (bit === 8) set(7, 8, isDark(bit));
    else set(14 - bit, 8, isDark(bit));
  }
  set(8, size - 8, true);
}

function drawVersion(set: (x: number, y: number, isDark: boolean) => void, size: number, version: number): void {
  const bits = (version << 12) | bch(version, 12, 0x1f25);
  for (let bit = 0; bit < 18; bit += 1) {
    const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
    set(far, near, ((bits >> bit) & 1) === 1);
    set(near, far, ((bits >> bit) & 1) === 1);
  }
}

function bch(value: number, length: number, generator: number): number {
  let left = value;
  for (let bit = 0; bit < length; bit += 1) left = (left << 1) ^ ((left >> (length - 1)) * generator);
  return left;
}

/** How hard it is to read: long runs, blocks, what looks like a corner, and too much of one colour. */
function penalty(modules: readonly (readonly boolean[])[]): number {
  const lines = [...modules, ...modules.map((_, x) => modules.map((row) => row[x]!))].map((line) =>
    line.map((isDark) => (isDark ? '1' : '0')).join(''),
  );
  let sum = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    sum += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let y = 1; y < modules.length; y += 1)
    for (let x = 1; x < modules.length; x += 1) {
      const here = modules[y]![x];
      if (here === modules[y]![x - 1] && here === modules[y - 1]![x] && here === modules[y - 1]![x - 1]) sum += 3;
    }
  const dark = modules.flat().filter(Boolean).length / modules.length ** 2;
  return sum + 10 * Math.floor(Math.abs(dark * 20 - 10));
}
