import type { DecisionFacts, PreferenceFact } from '../facts.js';
import { readInstant } from '../time/instants.js';
import { ANSWER, type Asked, type Check, clear, fact, stop } from './check.js';

/** Row 1: what they said of being asked about anything. */
export function doNotAsk(facts: DecisionFacts, asked: Asked): Check {
  const said = holding(facts, asked).filter(({ theme }) => theme === null);
  return said.length === 0
    ? clear([fact('household.preferences', 'no do-not-ask for everything')])
    : stop(
        said.map(endOf),
        said.map(({ kind, since }) => fact('household.preferences', `${kind} since ${since}`)),
      );
}

/** Row 2: what they said of being asked about this theme. */
export function themeOptOut(facts: DecisionFacts, asked: Asked): Check {
  const said = holding(facts, asked).filter(({ theme }) => theme !== null && theme === asked.theme);
  return said.length === 0
    ? clear([fact('household.preferences', 'no do-not-ask for this theme'), fact('theme', asked.theme)])
    : stop(
        said.map(endOf),
        said.map(({ kind, theme, since }) => fact('household.preferences', `${kind} about ${theme} since ${since}`)),
      );
}

/** Those that hold now and stand against this. Who wants to be told may be told, and is not asked. */
function holding({ household, now }: DecisionFacts, { promptCode }: Asked): readonly PreferenceFact[] {
  const against = promptCode === ANSWER ? ['do-not-ask', 'pause'] : ['do-not-ask', 'pause', 'tell-me'];
  return household.preferences.filter((each) => {
    const end = endOf(each);
    return against.includes(each.kind) && (end === null || end > readInstant(now));
  });
}

/** Milliseconds since 1970; null: until they say otherwise, or at a time that cannot be read. */
function endOf({ until }: PreferenceFact): number | null {
  const end = Date.parse(until ?? '');
  return Number.isNaN(end) ? null : end;
}
