import { createHash, randomUUID } from 'node:crypto';
import { photoPieceBytes, type PhotoReply } from '@doorstep/contracts/visit';
import { Inject, Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import type { Antivirus } from '../platform/antivirus/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore, virusScanner } from '../platform/platform.module.js';
import { Problem } from '../platform/problem.js';
import { CheckPhone } from './check-phone.js';
import { makeAnew, pictureKind } from './read-photo.js';

/** Which photo of which entry. */
export interface PhotoOfEntry {
  readonly entryId: string;
  readonly photoId: string;
}

type Refused = 'not-an-image' | 'not-what-was-sent' | 'infected';

/**
 * Takes a photo in pieces, each where the last one ended, and answers where to go on. Once it is whole it is compared with
 * what the entry said of it, looked at for viruses, and made anew; only that is kept, under a name that says nothing.
 */
@Injectable()
export class TakePhotoPiece {
  constructor(
    private readonly database: Database,
    private readonly checkPhone: CheckPhone,
    @Inject(objectStore) private readonly objects: ObjectStore,
    @Inject(virusScanner) private readonly antivirus: Antivirus,
  ) {}

  /**
   * `offset` in bytes; a piece that begins elsewhere is left, and the answer says where to go on. Throws `Problem`: 413
   * for a piece that is too long, 415 for a photo that is not kept and why.
   */
  async run(
    authorization: string | undefined,
    photo: PhotoOfEntry,
    offset: number,
    piece: Buffer,
  ): Promise<PhotoReply> {
    return this.take((await this.checkPhone.mayHandOver(authorization)).organisationId, photo, offset, piece);
  }

  /** The same, out of a copy that was saved on the phone. Throws as `run` does. */
  async fromCopy(caller: Caller, photo: PhotoOfEntry, offset: number, piece: Buffer): Promise<PhotoReply> {
    refuseUnless(caller.roles, 'visit-entries.settle');
    return this.take(caller.organisationId, photo, offset, piece);
  }

  private async take(organisationId: string, photo: PhotoOfEntry, offset: number, piece: Buffer): Promise<PhotoReply> {
    const at = await this.read(organisationId, photo);
    if (at.state !== 'arriving' || offset !== at.received) return this.whereItIs(organisationId, photo, at);
    if (piece.length > photoPieceBytes || offset + piece.length > at.bytes)
      throw new Problem(
        'too-large',
        'piece-too-large',
        `Send at most ${photoPieceBytes} bytes at a time, and no more than the photo has.`,
      );
    if (piece.length > 0) {
      await this.objects.put(pieceKey(organisationId, photo, offset), piece);
      await this.database.inOrganisation(organisationId, (db) =>
        db.rows(
          `UPDATE visit_photos SET received_bytes = $4
           WHERE organisation_id = $1 AND id = $2 AND received_bytes = $3 AND state = 'arriving'`,
          [organisationId, photo.photoId, offset, offset + piece.length],
        ),
      );
    }
    return this.whereItIs(organisationId, photo, await this.read(organisationId, photo));
  }

  /** Where to go on with a photo. One that is whole and was not looked at yet is looked at now. Throws as `run` does. */
  async where(authorization: string | undefined, photo: PhotoOfEntry): Promise<PhotoReply> {
    const { organisationId } = await this.checkPhone.mayHandOver(authorization);
    return this.whereItIs(organisationId, photo, await this.read(organisationId, photo));
  }

  private async whereItIs(organisationId: string, photo: PhotoOfEntry, at: Arriving): Promise<PhotoReply> {
    if (at.state === 'refused') throw refusedPhoto(at.refusedBecause);
    if (at.state === 'kept') return { offset: at.bytes, isWhole: true };
    if (at.received < at.bytes) return { offset: at.received, isWhole: false };
    const refused = await this.finish(organisationId, photo, at);
    if (refused !== null) throw refusedPhoto(refused);
    return { offset: at.bytes, isWhole: true };
  }

  private async read(organisationId: string, { entryId, photoId }: PhotoOfEntry): Promise<Arriving> {
    const [found] = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<Arriving>(
        `SELECT bytes, received_bytes AS received, sha256, state, refused_because AS "refusedBecause"
         FROM visit_photos WHERE organisation_id = $1 AND id = $2 AND entry_id = $3`,
        [organisationId, photoId, entryId],
      ),
    );
    if (!found)
      throw new Problem('not-known', 'photo-unknown', 'No entry that was kept names this photo. Send the entry first.');
    return found;
  }

  /** Answers why it is not kept, or null. Two that finish the same photo keep it once. */
  private async finish(organisationId: string, photo: PhotoOfEntry, at: Arriving): Promise<Refused | null> {
    const { bytes, keys } = await this.gather(organisationId, photo, at.bytes);
    const looked = await this.look(bytes, at.sha256);
    const storedAs = looked.made && `visit-photos/${randomUUID()}`;
    if (storedAs !== undefined) await this.objects.put(storedAs, looked.made!);
    const [ended] = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<{ id: string }>(
        `UPDATE visit_photos SET state = $3, kind = $4, refused_because = $5, stored_as = $6,
           whole_at = CASE WHEN $3 = 'kept' THEN now() END
         WHERE organisation_id = $1 AND id = $2 AND state = 'arriving' RETURNING id`,
        [
          organisationId,
          photo.photoId,
          storedAs === undefined ? 'refused' : 'kept',
          storedAs === undefined ? null : 'image/jpeg',
          looked.refused,
          storedAs ?? null,
        ],
      ),
    );
    if (!ended && storedAs !== undefined) await this.objects.remove(storedAs);
    for (const key of keys) await this.objects.remove(key);
    return looked.refused;
  }

  /** The pieces put together, however long each one was. */
  private async gather(
    organisationId: string,
    photo: PhotoOfEntry,
    length: number,
  ): Promise<{ bytes: Buffer; keys: readonly string[] }> {
    const pieces: Buffer[] = [];
    const keys: string[] = [];
    for (let offset = 0; offset < length;) {
      const key = pieceKey(organisationId, photo, offset);
      const piece = await this.objects.get(key);
      if (piece === undefined) break;
      pieces.push(piece);
      keys.push(key);
      offset += piece.length;
    }
    return { bytes: Buffer.concat(pieces), keys };
  }

  private async look(bytes: Buffer, sha256: Buffer): Promise<{ refused: Refused | null; made?: Buffer }> {
    if (!createHash('sha256').update(bytes).digest().equals(sha256)) return { refused: 'not-what-was-sent' };
    if (await this.antivirus.isInfected(bytes)) return { refused: 'infected' };
    if (pictureKind(bytes) === undefined) return { refused: 'not-an-image' };
    const made = await makeAnew(bytes);
    return made ? { refused: null, made } : { refused: 'not-an-image' };
  }
}

interface Arriving {
  readonly bytes: number;
  readonly received: number;
  readonly sha256: Buffer;
  readonly state: 'arriving' | 'kept' | 'refused';
  readonly refusedBecause: Refused | null;
}

function pieceKey(organisationId: string, { photoId }: PhotoOfEntry, offset: number): string {
  return `visit-pieces/${organisationId}/${photoId.toLowerCase()}/${offset}`;
}

function refusedPhoto(because: Refused | null): Problem {
  return new Problem('wrong-kind', because ?? 'not-an-image', 'This photo cannot be kept. The words are kept.');
}
