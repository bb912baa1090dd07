/** No letters or digits that are taken for one another when read out. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const rounds = 600_000;

/** A file that a manager can open with the code, and nobody without it. */
export interface SavedCopy {
  readonly file: Blob;
  /** Four groups of five, to be written down: it stands nowhere else. */
  readonly code: string;
}

/**
 * What waits on this phone, sealed with a code made for it: AES-GCM, the key by PBKDF2 with SHA-256.
 * @param content Anything that JSON can hold.
 */
export async function sealedCopy(content: unknown): Promise<SavedCopy> {
  const code = Array.from({ length: 4 }, () => Array.from({ length: 5 }, oneLetter).join('')).join('-');
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    key,
    new TextEncoder().encode(JSON.stringify(content)),
  );
  const envelope = { doorstep: 'saved-visits', version: 1, rounds, salt: hex(salt), iv: hex(iv), data: base64(data) };
  return { file: new Blob([JSON.stringify(envelope)], { type: 'application/json' }), code };
}

function oneLetter(): string {
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // Bytes past the last whole alphabet would make the first letters likelier.
    if (byte < 240) return letters.charAt(byte % letters.length);
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Bytes as base64, in steps that no argument list is too long for. */
export function base64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
