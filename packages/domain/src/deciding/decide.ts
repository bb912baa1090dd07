import { contactTypeOf } from '../contact/contact-types.js';
import type { DecisionFacts } from '../facts.js';
import type { Prompt, PromptLibrary } from '../prompt/prompt.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { contactToAskAt, noneOpen, silently, someoneToAsk, staleFrom } from '../suppression/relevance.js';
import { type ResolvedLengths, shippedLengths } from '../suppression/settings.js';
import { suppress } from '../suppression/suppress.js';
import { suppressionRows } from '../suppression/suppression-rows.js';
import type { Suppression, TraceStep, WhyNot } from '../suppression/suppression.js';
import { instantText } from '../time/instants.js';
import { candidatesFor, choosePrompt } from './choose-prompt.js';
import type { Decision } from './decision.js';
import { reasonsFor } from './reasons.js';

/**
 * The one decision about a contact: a prompt with its reasons, or a why-not. Depends on its arguments alone and
 * changes neither, so that a stored decision can be made again. Throws `RangeError` when an instant of the facts
 * cannot be read.
 */
export function decide(
  facts: DecisionFacts,
  library: PromptLibrary = promptLibrary,
  lengths: ResolvedLengths = shippedLengths,
): Decision {
  const trace: TraceStep[] = [];
  const no = (whyNot: WhyNot): Decision => ({ outcome: 'none', whyNot, trace, libraryVersion: library.version });

  const someone = someoneToAsk(facts, lengths);
  trace.push(...someone.trace);
  if (someone.stop !== null) return no(someone.stop);

  const type = contactTypeOf(facts.contact.typeCode);
  const candidates = type === null ? [] : candidatesFor(type, facts, library);
  const examined = candidates.map((prompt) => ({ prompt, found: suppress(facts, prompt.theme, prompt.code, lengths) }));
  const allowed = examined.filter(({ found }) => found.stop === null).map(({ prompt }) => prompt);
  const prompt = allowed.length === 0 ? null : choosePrompt(allowed, facts);
  const found =
    examined.find((each) => each.prompt === prompt)?.found ??
    firstStop([suppress(facts, null, null, lengths), ...examined.map((each) => each.found)]);
  trace.push(...found.trace);
  if (found.stop !== null) return no(found.stop);

  const contact = contactToAskAt(facts, lengths);
  const open = noneOpen(facts, 'ask', lengths);
  trace.push(...contact.trace, ...open.trace);
  const irrelevant = contact.stop ?? open.stop;
  if (irrelevant !== null) return no(irrelevant);
  if (type === null || prompt === null) return no(silently('nothing-to-ask'));

  return {
    outcome: 'prompt',
    kind: 'ask',
    promptCode: prompt.code,
    title: prompt.title,
    say: prompt.say,
    probe: prompt.probe,
    whyAsking: prompt.whyAsking,
    theme: prompt.theme,
    role: roleOf(prompt, type.role),
    reasons: reasonsFor(type, facts),
    trace,
    libraryVersion: library.version,
    expiresAt: instantText(staleFrom(facts.contact.occurredAt, lengths)),
  };
}

function roleOf(prompt: Prompt, whoIsThere: string): string {
  return prompt.contactTypes === 'any-ask' ? whoIsThere : prompt.role;
}

/** The one that stopped earliest in order of evaluation; the first given where none stopped. */
function firstStop(found: readonly [Suppression, ...Suppression[]]): Suppression {
  const place = ({ stop }: Suppression): number =>
    stop === null ? suppressionRows.length : suppressionRows.findIndex(({ row }) => row === stop.row);
  return found.reduce((first, each) => (place(each) < place(first) ? each : first));
}
