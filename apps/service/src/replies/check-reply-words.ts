import { checkReplyRequest, type CheckReplyRequest, type ReplyChecked } from '@doorstep/contracts/http';
import { checkReply, type ReplyProblem } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import type * as z from 'zod';
import { refuseUnless } from '../access/index.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';

/** Says what is wrong with a reply while it is being written. Stores nothing. */
@Injectable()
export class CheckReplyWords {
  run(caller: Caller, raw: CheckReplyRequest): ReplyChecked {
    refuseUnless(caller.roles, 'replies.give');
    return { problems: [...problemsOf(parseInput(checkReplyRequest, raw))] };
  }
}

/** What is wrong with a reply; the easy read text is checked like the words. */
export function problemsOf(reply: z.infer<typeof checkReplyRequest>): readonly ReplyProblem[] {
  const rest = {
    result: reply.result,
    because: reply.because ?? null,
    passedTo: reply.passedTo ?? null,
    saidBy: reply.saidBy ?? '',
    owner: reply.owner ?? null,
    promisedBy: reply.promisedBy ?? null,
  };
  const ofWords = checkReply({ ...rest, words: reply.words ?? '' });
  if (reply.easyRead === undefined) return ofWords;
  const known = new Set(ofWords.map(({ message }) => message));
  return [...ofWords, ...checkReply({ ...rest, words: reply.easyRead }).filter(({ message }) => !known.has(message))];
}
