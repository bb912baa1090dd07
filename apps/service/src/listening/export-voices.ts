import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readVoices } from './read-voices.js';

/** As many as a spreadsheet takes without being asked twice. */
const most = 100_000;

/**
 * Voices as CSV (RFC 4180, UTF-8 with a byte-order mark, which spreadsheets need to see that it is), words verbatim and
 * names left out. A cell that a spreadsheet would run as a formula begins with an apostrophe.
 */
@Injectable()
export class ExportVoices {
  constructor(private readonly database: Database) {}

  async run(caller: Caller): Promise<string> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const { items } = await readVoices(db, { limit: most });
      await writeAudit(db, {
        actor: caller.actor,
        action: 'voices.export',
        subject: `organisation:${caller.organisationId}`,
        detail: { shown: items.length },
      });
      return stringify(
        items.map((one) => [
          one.id,
          new Date(one.saidAt).toISOString().slice(0, 10),
          one.kind ?? '',
          one.theme ?? '',
          one.whose,
          one.speaker,
          one.takenThrough,
          one.supportedBy ?? '',
          one.asked ?? '',
          one.words,
          one.place ?? '',
          one.mayShare ? 'yes' : 'no',
          one.corrects ?? '',
        ]),
        {
          bom: true,
          escape_formulas: true,
          record_delimiter: 'windows',
          header: true,
          columns: [
            'voice',
            'said on',
            'kind',
            'theme',
            'whose words',
            'speaker',
            'taken through',
            'supported by',
            'asked',
            'words',
            'place',
            'may be shared',
            'corrects',
          ],
        },
      );
    });
  }
}
