/** Crockford's base 32: no I, L, O or U, so that it can be read out over the telephone. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Six characters by which staff can find a voice again, from the last 30 bits of its id, which are random. */
export function referenceOfVoice(voiceId: string): string {
  let rest = Number.parseInt(voiceId.slice(-8), 16) % 2 ** 30;
  let reference = '';
  for (let place = 0; place < 6; place += 1) {
    reference = letters.charAt(rest % 32) + reference;
    rest = Math.floor(rest / 32);
  }
  return reference;
}
