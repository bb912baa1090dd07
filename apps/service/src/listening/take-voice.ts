import { takeVoiceRequest, type KeptVoice, type TakeVoiceRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { RouteWords } from '../handoffs/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { takeTurn, type WriteOnce } from '../platform/write-once.js';
import { findReferences } from '../records/index.js';
import { keepVoice, keptUnder, refuseBrokenWords } from './keep-voice.js';

/** Keeps a voice that another system, a form or a typed-in letter brings. Sent again with its key it is the same voice. */
@Injectable()
export class TakeVoice {
  constructor(
    private readonly database: Database,
    private readonly routeWords: RouteWords,
  ) {}

  /** Throws `Problem`; `choose-route` carries the hand-offs that the words suggest as `current`. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<KeptVoice> {
    refuseUnless(caller.roles, 'voices.write');
    const request = parseInput(takeVoiceRequest, raw);
    refuseBrokenWords(request.words, request.reach, request.place);
    const found = await this.database.inOrganisation(caller.organisationId, async (db) => ({
      before: await keptUnder(db, caller.actor, once),
      owner: await findReferences(db, request),
    }));
    if (found.before !== undefined) return { voiceId: found.before, handOffs: [] };
    const { owner } = found;
    if (
      !request.isAnonymous &&
      isNamed(request) &&
      owner.personId === null &&
      owner.householdId === null &&
      owner.homeId === null
    )
      throw new Problem(
        'not-known',
        'record-unknown',
        'Nobody and no home here has that reference. Sync first, or name the place.',
      );
    const at = { organisationId: caller.organisationId, actor: caller.actor, roles: caller.roles, ...owner };
    const handOffs = await this.routeWords.handOver(at, request, once);
    if (handOffs.length > 0) return { voiceId: null, handOffs: [...handOffs] };
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const meanwhile = await keptUnder(db, caller.actor, once);
      if (meanwhile !== undefined) return { voiceId: meanwhile, handOffs: [] };
      const voiceId = await keepVoice(
        db,
        {
          ...request,
          ...owner,
          kind: request.kind ?? null,
          reach: request.reach ?? null,
          supportedBy: request.supportedBy ?? null,
          place: request.place ?? null,
          outcomeId: null,
          corrects: null,
          saidAt: request.saidAt ?? null,
          takenBy: caller.actor,
        },
        once,
      );
      await this.routeWords.keepDecision(db, caller.actor, voiceId, request);
      return { voiceId, handOffs: [] };
    });
  }
}

function isNamed({ person, tenancy, home }: TakeVoiceRequest): boolean {
  return [person, tenancy, home].some((one) => one !== undefined);
}
