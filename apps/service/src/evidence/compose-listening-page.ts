import type { ListeningPage } from '@doorstep/contracts/http';
import { rollCallStates, suppressSmall } from '@doorstep/domain';
import { withoutStaff } from './compose-pack.js';
import type { AskEvidence } from './read-ask-evidence.js';
import type { TopicEvidence, YearEvidence } from './read-year-evidence.js';
import { topicName } from './topic-name.js';
import { withoutNames } from './without-names.js';

/** Fewer people than these are a few, and what they were told is not shown. */
const fewestTold = 10;

type Loop = ListeningPage['done'][number];

/** What is known of the year that a page is about. */
export interface YearHeard {
  readonly landlord: string;
  readonly year: number;
  readonly homes: { readonly heard: number; readonly of: number };
  readonly asks: readonly AskEvidence[];
  readonly around: YearEvidence;
}

/**
 * What a landlord shows everybody of a year: closed loops and counts only. No resident's words are in it, so that nobody
 * can find theirs there after they have taken them back.
 */
export function composeListeningPage({ landlord, year, homes, asks, around }: YearHeard): ListeningPage {
  const { told, waiting, neither } = around.people;
  const people = suppressSmall([told, waiting, neither]).cells;
  const closed = asks.filter(isClosed).map(withoutStaff);
  const loops = [
    ...closed.flatMap(loopOfAsk),
    ...around.topics.filter(({ owed }) => owed === 0).map(loopOfTopic),
  ].filter((loop) => loop.told >= fewestTold);
  const isNotDone = ({ result }: Loop) => result === 'not-doing-because' || result === 'paused-because';
  return {
    landlord,
    year,
    homes: outOf(homes.heard, homes.of),
    people: { told: people[0] ?? null, waiting: people[1] ?? null, neither: people[2] ?? null },
    asks: closed.map((ask) => {
      const decision = ask.decisions.at(-1);
      const scope = rollCallStates.reduce((sum, state) => sum + ask.counts[state], 0);
      return {
        question: ask.question,
        ...outOf(ask.counts.heard, scope),
        level: ask.level.level,
        decided: decision?.words ?? '',
        because: decision?.because ?? '',
      };
    }),
    done: loops.filter((loop) => !isNotDone(loop)),
    notDone: loops.filter(isNotDone),
  };
}

/** Decided, and everybody who is owed an answer about it was told. */
function isClosed({ decisions, owed, told }: AskEvidence): boolean {
  return decisions.length > 0 && owed === 0 && told > 0;
}

function loopOfAsk({ question, replies, counts }: AskEvidence): Loop[] {
  const last = replies.at(-1);
  if (!last) return [];
  const { result, words, because } = last;
  // Voices are counted there: of one household there may be several.
  const told = Math.min(last.told, counts.heard);
  return [{ about: question, result: result as Loop['result'], words, because, told }];
}

function loopOfTopic(topic: TopicEvidence): Loop {
  const named = (words: string) => withoutNames(words, [...topic.names, topic.saidBy]);
  return {
    about: topicName({ ...topic, mayShare: null }),
    result: topic.result,
    words: named(topic.words),
    because: topic.because === null ? null : named(topic.because),
    told: topic.told,
  };
}

function outOf(heard: number, of: number): { heard: number | null; of: number | null } {
  const { cells, total } = suppressSmall([heard, of - heard]);
  return { heard: heard === of ? total : (cells[0] ?? null), of: total };
}
