import type { ListeningPage, ListeningPagePreview, ListeningPageShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { nameOf, refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readListeningPage } from './read-listening-page.js';

/** What stands on a landlord's listening page, and what would. */
@Injectable()
export class ShowListeningPage {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller): Promise<ListeningPageShown> {
    refuseUnless(caller.roles, 'evidence.read');
    return this.database.inOrganisation(caller.organisationId, listeningPageOf);
  }

  /** Throws `Problem`: `year-to-come`. */
  async preview(caller: Caller, year: number): Promise<ListeningPagePreview> {
    refuseUnless(caller.roles, 'evidence.make');
    const { page, hash } = await this.database.inOrganisation(caller.organisationId, (db) =>
      readListeningPage(db, year),
    );
    return { page, contentHash: hash.toString('hex') };
  }

  /** As anybody may see it, by the landlord's short name; null where nothing stands there. */
  async publicly(slug: string): Promise<{ page: ListeningPage; publishedAt: string; contentHash: string } | null> {
    const [landlord] = await this.database.dispatch<{ id: string }>('SELECT id FROM organisations WHERE slug = $1', [
      slug,
    ]);
    if (!landlord) return null;
    return this.database.inOrganisation(landlord.id, async (db) => {
      const [live] = await db.rows<{ page: ListeningPage; publishedAt: string; contentHash: string }>(
        `SELECT page, ${instant('published_at')} AS "publishedAt", encode(content_hash, 'hex') AS "contentHash"
         FROM listening_pages WHERE organisation_id = $1 AND ended_at IS NULL`,
        [db.organisationId],
      );
      return live ?? null;
    });
  }
}

export async function listeningPageOf(db: Transaction): Promise<ListeningPageShown> {
  const [landlord] = await db.rows<{ slug: string }>('SELECT slug FROM organisations WHERE id = $1', [
    db.organisationId,
  ]);
  const [published] = await db.rows<NonNullable<ListeningPageShown['published']>>(
    `SELECT l.page, ${instant('l.published_at')} AS "publishedAt", ${nameOf('l.published_by')} AS "publishedBy"
     FROM listening_pages l WHERE l.organisation_id = $1 AND l.ended_at IS NULL`,
    [db.organisationId],
  );
  return { address: `/heard/${landlord!.slug}`, published: published ?? null };
}
