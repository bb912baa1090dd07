import type {
  LadderAnswerRequest,
  LadderNext,
  LadderShown,
  LadderStartRequest,
  LadderSummary,
} from '@doorstep/contracts/http';
import type { Command } from 'commander';
import {
  actor,
  command,
  date,
  limitOf,
  limited,
  listed,
  ofPerson,
  scoped,
  type Answer,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { AnswerLadderStep } from './answer-ladder-step.js';
import { ListLadders } from './list-ladders.js';
import { NextLadderStep } from './next-ladder-step.js';
import { ShowLadder } from './show-ladder.js';
import { StartLadder } from './start-ladder.js';

/** `ladder list|show|start|next|answer`. */
export function addLadderCommands(program: Command, cli: CommandLine): void {
  const ladder = program.command('ladder').description('reaching homes that have not been heard');
  limited(scoped(command(ladder, 'list', 'where each household stands: never heard first, then longest ago'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListLadders).run(actor, organisationId, limitOf(options));
      return listed(list, ladderLine);
    }),
  );
  ofPerson(ladder, 'show', 'the latest ladder of a household, with every try').action(
    cli.ofLandlord(async (app, organisationId, options: { person: string } & Common) => {
      return ladderAnswer(await app.get(ShowLadder).run(actor, organisationId, options.person));
    }),
  );
  ofPerson(ladder, 'start', 'begin to reach a household that has not been heard; sends nothing')
    .option('--preferred <channel>', 'the way they told us they prefer: in-person, phone, message or letter')
    .option('--needs <need...>', 'what they need in order to be asked, for instance large-print')
    .option('--holds <way...>', 'ways there are: message, phone, visit, support')
    .option('--low-trust', 'they said that they do not trust us')
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: {
            person: string;
            preferred?: string;
            needs?: string[];
            holds?: string[];
            lowTrust?: boolean;
          } & Common,
        ) => {
          const { preferred, needs, holds, lowTrust } = options;
          const ways = { preferred, needs, holds, toldLowTrust: lowTrust } as LadderStartRequest;
          return ladderAnswer(await app.get(StartLadder).run(actor, organisationId, options.person, ways));
        },
      ),
    );
  ofPerson(ladder, 'next', 'the try to make now, until when to wait, or why it ends').action(
    cli.ofLandlord(async (app, organisationId, options: { person: string } & Common) => {
      const next = await app.get(NextLadderStep).run(actor, organisationId, options.person);
      return { document: next, lines: [nextLine(next)] };
    }),
  );
  ofPerson(ladder, 'answer', 'keep what came of the latest try')
    .requiredOption(
      '--as <answer>',
      'heard, declined, not_my_topic, not_this_way, bad_time, dont_trust, couldnt_reach, needs_support or moved',
    )
    .option('--picked <step>', 'the step they would rather have, 0 to 7')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { person: string; as: string; picked?: string } & Common) => {
        const picked = options.picked === undefined ? null : Number(options.picked);
        const request = { answer: options.as, picked } as LadderAnswerRequest;
        return ladderAnswer(await app.get(AnswerLadderStep).run(actor, organisationId, options.person, request));
      }),
    );
}

function ladderAnswer(shown: LadderShown): Answer {
  const tries = shown.tries.map(
    (one) =>
      `    ${date(one.at)}  step ${one.step}, try ${one.attempt}: ${one.name} (${one.answer ?? one.endedAs ?? 'live'})`,
  );
  return { document: shown, lines: [ladderLine(shown), ...tries] };
}

function ladderLine(one: LadderSummary): string {
  const heard = one.lastHeardAt === null ? 'never heard' : `heard ${date(one.lastHeardAt)}`;
  const reason = one.reason === null ? '' : ` (${one.reason})`;
  const stands = {
    live: `step ${one.step} is live`,
    waiting: `waits (${one.waitsBecause})${one.lookAgainAt === null ? '' : ` until ${date(one.lookAgainAt)}`}`,
    due: 'the next step may be looked for',
    ended: `ended, ${one.endedBecause}${reason}${one.revisitAt === null ? '' : `, again from ${date(one.revisitAt)}`}`,
  };
  return `${one.household}  ${one.people.join(', ')}  ${heard}: ${stands[one.stands]}`;
}

function nextLine(next: LadderNext): string {
  switch (next.do) {
    case 'try': {
      const how = [
        ...(next.channel === null ? [] : [next.channel]),
        ...(next.timeOfDay === 'any' ? [] : [`in the ${next.timeOfDay}`]),
        ...next.needs,
      ];
      return `Try step ${next.step}: ${next.name}${how.length === 0 ? '' : ` (${how.join(', ')})`}.`;
    }
    case 'wait':
      return `Wait until ${date(next.until)}: ${next.because}.`;
    case 'stop':
      return `Stopped, ${next.reason ?? next.because}. May begin again on ${date(next.revisitAt)}.`;
  }
}
