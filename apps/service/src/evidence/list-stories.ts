import type { StoryShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { storiesShown } from './keep-story.js';

/** Lists stories, the newest first. One whose voice was taken back is no longer shown to anybody. */
@Injectable()
export class ListStories {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, limit: number): Promise<{ items: StoryShown[]; total: number }> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<StoryShown>(`${storiesShown} ORDER BY s.recorded_at DESC, s.id DESC LIMIT $2`, [
        db.organisationId,
        limit,
      ]);
      const [all] = await db.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM stories s JOIN voices v ON v.organisation_id = $1 AND v.id = s.voice_id
         WHERE s.organisation_id = $1 AND v.withdrawn_at IS NULL`,
        [db.organisationId],
      );
      return { items, total: all?.count ?? 0 };
    });
  }
}
