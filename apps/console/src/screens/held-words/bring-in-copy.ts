import type { CopiedEntryTaken } from '@doorstep/contracts/http';
import { copiedVisits, photoPieceBytes, savedCopy, type PhotoReply } from '@doorstep/contracts/visit';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';

/** Why nothing of a copy came in. */
export class NotOpened extends Error {
  constructor(readonly because: 'notCopy' | 'wrongCode') {
    super(because);
  }
}

/** How many visits came in, how many had come before, and how many photos cannot be kept. */
export interface BroughtIn {
  readonly came: number;
  readonly before: number;
  readonly photos: number;
}

/**
 * Opens a copy with its code, here in the browser, and brings in what it holds. Once it began, what came in stays in, and
 * nothing comes in twice. Throws `NotOpened`, or `Problem`.
 */
export async function bringInCopy(file: Blob, code: string): Promise<BroughtIn> {
  const { phone, entries, photos } = await opened(file, code);
  let [came, refused] = [0, 0];
  for (const { id, body } of entries) {
    const path = { id: phone };
    const taken: CopiedEntryTaken = await answered(
      api.POST('/api/v1/phones/{id}/entries', { params: { path }, body: { id, body } }),
    );
    if (taken.isNew) came += 1;
  }
  for (const { id, entryId, bytes } of photos) if (!(await sendPhoto(entryId, id, fromBase64(bytes)))) refused += 1;
  return { came, before: entries.length - came, photos: refused };
}

async function opened(file: Blob, code: string) {
  const envelope = savedCopy.safeParse(jsonOf(await file.text()));
  if (!envelope.success) throw new NotOpened('notCopy');
  const { rounds, salt, iv, data } = envelope.data;
  const written = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const phrase = written.replace(/(.{5})(?=.)/g, '$1-');
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(phrase), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: fromHex(salt), iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  );
  const plain = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv: fromHex(iv) }, key, fromBase64(data))
    .catch(() => Promise.reject(new NotOpened('wrongCode')));
  const content = copiedVisits.safeParse(jsonOf(new TextDecoder().decode(plain)));
  if (!content.success) throw new NotOpened('notCopy');
  return content.data;
}

/** Answers whether it is kept. */
async function sendPhoto(entryId: string, photoId: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    for (let offset = 0; ;) {
      const reply: PhotoReply = await answered(
        api.PUT('/api/v1/visit-entries/{id}/photos/{photoId}', {
          params: { path: { id: entryId, photoId }, query: { offset } },
          headers: { 'content-type': 'application/octet-stream' },
          body: bytes.slice(offset, offset + photoPieceBytes),
          bodySerializer: (piece: unknown) => piece,
        } as never),
      );
      if (reply.isWhole) return true;
      // Neither whole nor further: it has fewer bytes than its visit says.
      if (reply.offset <= offset) return false;
      offset = reply.offset;
    }
  } catch (error) {
    if (error instanceof Problem && (error.status === 415 || error.status === 404)) return false;
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fromHex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new NotOpened('notCopy');
  }
}
