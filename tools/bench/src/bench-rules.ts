import { chooseRule, compileRule, contactTypes, factCatalogue, type DecisionFacts, type Rule } from '@doorstep/domain';
import fc from 'fast-check';
import { anyFacts } from '../../../packages/domain/test/arbitraries.js';
import { NOW } from '../../../packages/domain/test/facts.js';
import {
  referenceEngine,
  referenceFacts,
  referencePathEngine,
  referencePathFacts,
} from '../../../packages/domain/test/reference-engine.js';
import { anyCondition, comparisonsIn, makeRule } from '../../../packages/domain/test/rules.js';
import { inWords, spread } from './figures.js';
import type { BenchReport } from './report.js';

/** Rules that look at the same contact. */
const ruleCount = 20;
/** Conditions a rule: the kind of contact, its last day, and three about the contact and the household. */
const conditionCount = 5;

/** Deciding among rules, every condition explained, against json-rules-engine, which explains nothing. */
export async function benchRules(contacts: number, rounds: number): Promise<BenchReport> {
  const facts = fc.sample(anyFacts, { seed: 2, numRuns: contacts });
  const rules = makeRules(facts);
  const compiled = rules.map((rule) => compileRule(rule, 1));
  const names = factCatalogue.map(({ fact }) => fact);
  const flat = { engine: referenceEngine(rules), facts: facts.map((each) => referenceFacts(each, names)) };
  const path = { engine: referencePathEngine(rules, NOW), facts: facts.map(referencePathFacts) };

  const ours = (each: DecisionFacts) => chooseRule(compiled, each).considered;
  let held = 0;
  for (const [at, each] of facts.entries()) {
    const found = ours(each).flatMap(({ code, evaluation }) => (evaluation.matches ? [code] : []));
    held += found.length;
    for (const their of [flat, path]) {
      const { events } = await their.engine.run({ ...their.facts[at] });
      const theirs = events.map(({ type }) => type);
      if (theirs.toSorted().join() !== found.toSorted().join()) {
        throw new Error(`Facts ${at}: ${found.join()} hold for us and ${theirs.join()} for json-rules-engine.`);
      }
    }
  }

  const rates = { ours: [] as number[], flat: [] as number[], path: [] as number[] };
  const measure = async (which: keyof typeof rates, repeats: number, decideAll: () => void | Promise<void>) => {
    const before = process.cpuUsage();
    for (let repeat = 0; repeat < repeats; repeat += 1) await decideAll();
    const { user, system } = process.cpuUsage(before);
    rates[which].push((repeats * facts.length) / ((user + system) / 1_000_000));
  };
  const us = () => measure('ours', oursRepeats, () => facts.forEach(ours));
  const them = async (which: 'flat' | 'path') =>
    measure(which, 1, async () => {
      const { engine, facts: theirs } = which === 'flat' ? flat : path;
      for (const each of theirs) await engine.run({ ...each });
    });
  await us();
  await them('path');
  await them('flat');
  for (const warming of Object.values(rates)) warming.length = 0;
  for (let round = 0; round < rounds; round += 1) {
    await us();
    await them('path');
    await them('flat');
    await them('flat');
    await them('path');
    await us();
  }
  const [we, flatly, alongPaths] = [spread(rates.ours), spread(rates.flat), spread(rates.path)];
  return {
    name: 'rules',
    title: 'Choosing among rules against json-rules-engine',
    done: `${ruleCount} rules of ${conditionCount} conditions, ${contacts.toLocaleString('en-GB')} generated contacts, all in one process. Ours: every condition looked at and explained with its fact, value and source, and the rule chosen. Theirs: json-rules-engine 7.3.1 with the same rules, which answers the rules that hold. It was fed in both ways: with facts that it reads along JSON paths, as its manual has it, and with facts that were laid flat for it beforehand, at no charge. First all ${(ruleCount * contacts).toLocaleString('en-GB')} pairs of a rule and a contact were checked in both ways: the outcomes are identical. Counted by CPU seconds of the process, since the machine is shared. ${rounds * 2} of each, in the order ours, along paths, flat, flat, along paths, ours.`,
    ratios: [
      { what: 'Decisions/s ÷ theirs, facts along paths', ratio: we.median / alongPaths.median, aim: 'at least 50' },
      { what: 'Decisions/s ÷ theirs, facts laid flat', ratio: we.median / flatly.median, aim: 'at least 50' },
    ],
    raw: {
      'Ours, decisions a CPU second': inWords(we, 0),
      'Theirs along paths, decisions a CPU second': inWords(alongPaths, 0),
      'Theirs laid flat, decisions a CPU second': inWords(flatly, 0),
      'Pairs that hold': `${held.toLocaleString('en-GB')} of ${(ruleCount * contacts).toLocaleString('en-GB')}`,
    },
  };
}

/** Ours takes so little that one pass would be over before the clock has moved. */
const oursRepeats = 40;

/** Half ask for all of their three conditions, half for a first and one of two others; all hold often, none always. */
function makeRules(facts: readonly DecisionFacts[]): readonly Rule[] {
  const leaves = fc.sample(anyCondition, { seed: 1, numRuns: 200 * ruleCount }).flatMap(comparisonsIn);
  const rules: Rule[] = [];
  for (let at = 0; rules.length < ruleCount; at += 3) {
    const [one, two, three] = leaves.slice(at, at + 3);
    if (!one || !two || !three) throw new Error('Too few of the generated rules hold often and not always.');
    const rule = makeRule({
      code: `rule-${at}`,
      when: contactTypes.filter(({ light }) => light !== 'never').map(({ code }) => code),
      where: 'everywhere',
      who: rules.length % 2 === 0 ? { all: [one, two, three] } : { all: [one, { any: [two, three] }] },
    });
    const { evaluate } = compileRule(rule, 1);
    const held = facts.filter((each) => evaluate(each).matches).length;
    if (held > facts.length / 10 && held < (facts.length * 9) / 10) rules.push(rule);
  }
  return rules;
}
