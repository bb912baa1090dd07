import type { ReadBackNote } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { lightbulbBeside, lightbulbShown } from '../records/index.js';
import { findVoice, type VoiceReader } from './find-voice.js';
import { dayInWords, languageOfTelling } from './telling-words.js';

const say = {
  'en-GB': {
    title: 'What we wrote down',
    own: (on: string) => `On ${on} you told us this, and we wrote it down as you said it:`,
    relayed: (on: string) => `On ${on} somebody passed this on to us for you:`,
    reading: (on: string) => `On ${on} we spoke, and this is how we understood you:`,
    correct: 'Is it right? If anything is wrong or missing, tell any of us.',
    how: 'We write a new note in your words, and keep the first one beside it so that you can see both.',
    yours: 'You can ask us to take your name off it, or to take it back.',
  },
  cy: {
    title: 'Yr hyn a ysgrifennwyd gennym',
    own: (on: string) => `Ar ${on} fe ddywedoch hyn wrthym, ac fe’i hysgrifennwyd fel y dywedoch chi:`,
    relayed: (on: string) => `Ar ${on} fe drosglwyddodd rhywun hyn i ni ar eich rhan:`,
    reading: (on: string) => `Ar ${on} fe gawsom sgwrs, a dyma sut yr oeddem ni’n eich deall:`,
    correct: 'Ydy e’n iawn? Os oes rhywbeth yn anghywir neu ar goll, dywedwch wrth unrhyw un ohonom.',
    how: 'Byddwn yn ysgrifennu nodyn newydd yn eich geiriau chi, ac yn cadw’r cyntaf wrth ei ochr er mwyn i chi weld y ddau.',
    yours: 'Gallwch ofyn i ni dynnu eich enw oddi arno, neu ei dynnu’n ôl.',
  },
} as const;

/** The note as it is read out, printed or sent to whoever said it, with how to put it right. Looking is in the audit. */
@Injectable()
export class ReadBack {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(by: VoiceReader, voiceId: string): Promise<ReadBackNote> {
    refuseUnless(by.roles, 'voices.read');
    return this.database.inOrganisation(by.organisationId, async (db) => {
      const { actor, words, whose, saidAt, language: wanted } = await findVoice(db, by, voiceId);
      const language = languageOfTelling(wanted ?? 'en-GB');
      const [beside] = await db.rows<Pick<ReadBackNote, 'takesPartIn' | 'lightbulb'>>(
        `SELECT a.question AS "takesPartIn", ${lightbulbShown} AS lightbulb FROM voices v
         ${lightbulbBeside()}
         LEFT JOIN (topic_voices t
           JOIN asks a ON a.organisation_id = $1 AND a.topic_id = t.topic_id
           JOIN ask_households h ON h.organisation_id = $1 AND h.ask_id = a.id AND h.state = 'heard')
           ON t.organisation_id = $1 AND t.voice_id = v.id AND h.household_id = v.household_id
         WHERE v.organisation_id = $1 AND v.id = $2`,
        [db.organisationId, voiceId],
      );
      const { title, correct, how, yours, ...told } = say[language];
      await writeAudit(db, { actor, action: 'voice.read-back', subject: `voice:${voiceId}` });
      return {
        voiceId,
        language,
        saidAt: saidAt.toISOString(),
        words,
        takesPartIn: beside?.takesPartIn ?? null,
        lightbulb: beside?.lightbulb ?? null,
        lines: [title, told[whose](dayInWords(language, saidAt)), `“${words}”`, correct, how, yours],
      };
    });
  }
}
