import { contactTypeOf } from '../contact/contact-types.js';
import type { DecisionFacts, PromptKind } from '../facts.js';
import type { Prompt, PromptLibrary } from '../prompt/prompt.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { contactToAskAt, noneOpen, silently, someoneToAsk, staleFrom } from '../suppression/relevance.js';
import { type ResolvedLengths, shippedLengths } from '../suppression/settings.js';
import { suppress } from '../suppression/suppress.js';
import { suppressionRows } from '../suppression/suppression-rows.js';
import type { CompiledRule } from '../rule/compile-rule.js';
import { alreadyDecidedWords, stillOpenWords } from '../rule/room-words.js';
import type { Suppression, TraceStep, WhyNot } from '../suppression/suppression.js';
import { DAY, instantText, startOfDate } from '../time/instants.js';
import { candidatesFor, choosePrompt } from './choose-prompt.js';
import type { Decision, PromptAsk, PromptRule } from './decision.js';
import { listenedAtContact } from './listened-at-contact.js';
import { nextStepAtContact } from './next-step-at-contact.js';
import { reasonsFor } from './reasons.js';
import { rollCallsAtContact } from './roll-calls-at-contact.js';
import { rulesAtContact } from './rules-at-contact.js';

/**
 * The one decision about a contact: a prompt with its reasons, or a why-not. An ask that still waits to hear from the
 * household comes first, then whether an answer felt like one, then a next step for whom it did, then a rule that holds, then
 * the library, and no rule comes before a reason not to ask. Depends on its arguments alone and changes none, so that a
 * stored decision can be made again. `rules` are those that are switched on. Throws `RangeError` when an instant of
 * the facts cannot be read.
 */
export function decide(
  facts: DecisionFacts,
  library: PromptLibrary = promptLibrary,
  lengths: ResolvedLengths = shippedLengths,
  rules: readonly CompiledRule[] = [],
): Decision {
  const type = contactTypeOf(facts.contact.typeCode);
  const { giving, considered } =
    type === null ? { giving: [], considered: [] } : rulesAtContact(rules, type, facts, library);
  const trace: TraceStep[] = [];
  const kept = { rules: considered, trace, libraryVersion: library.version };
  const no = (whyNot: WhyNot): Decision => ({ outcome: 'none', whyNot, ...kept });

  const someone = someoneToAsk(facts, lengths);
  trace.push(...someone.trace);
  if (someone.stop !== null) return no(someone.stop);

  const { openPromptKinds } = facts.household;
  const sources: readonly Source[] = [
    ...(type === null ? [] : rollCallsAtContact(type, facts)).map((each) => ({ ...nothingElse, ...each })),
    ...(type === null ? [] : listenedAtContact(type, facts)).map((each) => ({ ...nothingElse, ...each })),
    {
      ...{ ...nothingElse, kind: 'invite' },
      prompts: type === null || openPromptKinds.includes('invite') ? [] : nextStepAtContact(type, facts),
    },
    ...giving
      .filter(({ rule }) => !openPromptKinds.includes(rule.rule.ask.kind))
      .map((each) => ({ ...nothingElse, kind: each.rule.rule.ask.kind, ...each })),
    { ...nothingElse, prompts: type === null ? [] : candidatesFor(type, facts, library) },
  ];
  const examined = sources.flatMap((source) =>
    source.prompts.map((prompt) => ({
      source,
      prompt,
      found: suppress(facts, prompt.theme, prompt.code, lengths),
    })),
  );
  const allowed = examined.filter(({ found }) => found.stop === null);
  const first = allowed[0]?.source ?? nothingElse;
  const { kind, rule, ask, telling } = first;
  const ofFirst = allowed.filter(({ source }) => source === first).map(({ prompt }) => prompt);
  const prompt = ofFirst.length === 0 ? null : choosePrompt(ofFirst, facts);
  const found =
    examined.find((each) => each.prompt === prompt && each.source === first)?.found ??
    firstStop([suppress(facts, null, null, lengths), ...examined.map((each) => each.found)]);
  trace.push(...found.trace);
  if (found.stop !== null) return no(found.stop);

  const contact = contactToAskAt(facts, lengths);
  const open = noneOpen(facts, kind, lengths);
  trace.push(...contact.trace, ...open.trace);
  const irrelevant = contact.stop ?? open.stop;
  if (irrelevant !== null) return no(irrelevant);
  if (type === null || prompt === null) return no(silently('nothing-to-ask'));

  return {
    outcome: 'prompt',
    kind,
    promptCode: prompt.code,
    title: prompt.title,
    say: prompt.say,
    probe: prompt.probe,
    whyAsking: rule?.rule.why ?? prompt.whyAsking,
    theme: prompt.theme,
    role: roleOf(prompt, type.role),
    reasons: reasonsFor(type, facts),
    rule: rule === null ? null : promptRule(rule),
    ask,
    telling,
    expiresAt: instantText(
      Math.min(
        staleFrom(facts.contact.occurredAt, lengths),
        rule === null ? Infinity : endOf(rule),
        ask === null ? Infinity : endOfAsk(ask.id, facts),
      ),
    ),
    ...kept,
  };
}

/** Prompts that come from one place, of which one may be put. */
interface Source {
  readonly kind: PromptKind;
  readonly rule: CompiledRule | null;
  readonly ask: PromptAsk | null;
  readonly telling: string | null;
  readonly prompts: readonly Prompt[];
}

const nothingElse: Source = { kind: 'ask', rule: null, ask: null, telling: null, prompts: [] };

function promptRule({ rule, version }: CompiledRule): PromptRule {
  const fixed = alreadyDecidedWords(rule);
  return {
    code: rule.code,
    version,
    alreadyDecided: rule.forInformation ? `${fixed}. This is for information: it cannot change the decision` : fixed,
    stillOpen: stillOpenWords(rule),
  };
}

/** The end of the last day on which the rule asks. */
function endOf({ rule }: CompiledRule): number {
  return (startOfDate(rule.until) ?? 0) + DAY;
}

/** The end of the last day for answers to the ask. */
function endOfAsk(askId: string, { household }: DecisionFacts): number {
  const closesOn = household.rollCalls?.find((each) => each.askId === askId)?.closesOn ?? '';
  return (startOfDate(closesOn) ?? 0) + DAY;
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
