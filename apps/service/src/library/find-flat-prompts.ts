import type { FlatPrompt } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { flatLines } from './flat-lines.js';
import { libraryOf } from './library-of.js';

interface Figures {
  readonly code: string;
  readonly shown: number;
  readonly answered: number;
  readonly turnedDown: number;
  readonly expired: number;
}

/**
 * Prompts in use that fall flat, least answered first, with the figures. A text is measured from when it came into use,
 * so that one rewritten starts afresh. "Not now" is not held against it; being left until it expired is.
 */
@Injectable()
export class FindFlatPrompts {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<FlatPrompt[]> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const figures = await db.rows<Figures>(
        `SELECT q.code, count(*)::int AS shown, (count(*) FILTER (WHERE q.state = 'answered'))::int AS answered,
           (count(*) FILTER (WHERE q.state = 'not-this-time' AND o.reason IN ('topic', 'wrong')))::int AS "turnedDown",
           (count(*) FILTER (WHERE q.state = 'expired'))::int AS expired
         FROM prompts q
         LEFT JOIN outcomes o ON o.organisation_id = $1 AND o.prompt_id = q.id AND o.withdrawn_at IS NULL
         LEFT JOIN prompt_texts x
           ON x.organisation_id = $1 AND x.code = q.code AND x.language = 'en' AND x.state = 'in-use'
         WHERE q.organisation_id = $1 AND q.kind = 'ask' AND q.state IN ('answered', 'not-this-time', 'expired')
           AND (x.in_use_at IS NULL OR q.created_at >= x.in_use_at)
         GROUP BY q.code HAVING count(*) >= $2
         ORDER BY (count(*) FILTER (WHERE q.state = 'answered'))::float / count(*), q.code`,
        [db.organisationId, flatLines.leastShown.value],
      );
      const { prompts } = await libraryOf(db);
      return figures.flatMap((one) => {
        const prompt = prompts.find(({ code }) => code === one.code);
        const why = whyFlat(one);
        return prompt && why.length > 0 ? [{ ...one, say: prompt.say, why }] : [];
      });
    });
  }
}

function whyFlat({ shown, answered, turnedDown }: Figures): string[] {
  const { leastAnsweredShare, mostTurnedDownShare } = flatLines;
  const why: string[] = [];
  if (answered < shown * leastAnsweredShare.value) {
    why.push(`Answered ${answered} of ${shown} times. ${leastAnsweredShare.reason}`);
  }
  if (turnedDown > shown * mostTurnedDownShare.value) {
    why.push(
      `Turned down as the wrong topic or question ${turnedDown} of ${shown} times. ${mostTurnedDownShare.reason}`,
    );
  }
  return why;
}
