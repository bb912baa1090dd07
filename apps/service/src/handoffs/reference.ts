import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that it can be read out over the telephone. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference of six characters that says nothing about what it names. */
export function newReference(): string {
  return Array.from({ length: 6 }, () => letters.charAt(randomInt(letters.length))).join('');
}

/** A reference as somebody may have heard or typed it, as it is kept. */
export function readReference(text: string): string {
  return text.trim().toUpperCase().replaceAll('-', '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
