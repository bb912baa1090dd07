import type { Contents, Rows } from './store-contents.js';

/** What a set checker finds. Everything but `compared` must be 0. */
export interface Verdict {
  /** Rows, contacts or acknowledgements looked at. */
  compared: number;
  /** Should be there and is not. */
  lost: number;
  /** There more often than once. */
  duplicated: number;
  /** There without having been sent. */
  ghosts: number;
  /** There with another content. */
  different: number;
  /** The first few of each, in words. */
  readonly examples: string[];
}

/** How many examples a verdict names. */
const fewExamples = 5;

/** Compares what a tried store holds with what an untroubled one holds. */
export function compareStores(untroubled: Contents, tried: Contents): Verdict {
  const verdict = noVerdict();
  for (const [table, wanted] of untroubled) {
    const found = tried.get(table) ?? [];
    compareSets(table, new Map(wanted.map((one) => [one.key, one.content])), found, verdict);
  }
  return verdict;
}

/** Judges told contacts: every acknowledged one must be there once, none that was never sent. */
export async function compareTold(
  acknowledged: ReadonlySet<string>,
  sent: ReadonlySet<string>,
  toldBy: string,
  rows: Rows,
): Promise<Verdict> {
  const verdict = noVerdict();
  const found = await rows<{ key: string }>(
    `SELECT reference_id AS key FROM contacts WHERE allocated_by = '${toldBy}'`,
  );
  // Whatever was under way at a kill may be there or not.
  const wanted = new Map([...acknowledged].map((key) => [key, '']));
  for (const { key } of found) if (sent.has(key) && !acknowledged.has(key)) wanted.set(key, '');
  compareSets(
    'contacts told',
    wanted,
    found.map(({ key }) => ({ key, content: '' })),
    verdict,
  );
  return verdict;
}

/** Judges the rules that hold between contacts, decisions, prompts and notices, once nothing waits. */
export async function judgeDecisions(rows: Rows): Promise<Verdict> {
  const [found] = await rows<{ contacts: number; lost: number; duplicated: number; ghosts: number; unmatched: number }>(
    `SELECT (SELECT count(*) FROM contacts)::int AS contacts,
       (SELECT count(*) FROM contacts c WHERE NOT EXISTS (SELECT FROM decisions d WHERE d.contact_id = c.id))::int
         + (SELECT count(*) FROM outbox WHERE done_at IS NULL)::int AS lost,
       (SELECT count(*) FROM (SELECT contact_id FROM decisions GROUP BY contact_id HAVING count(*) > 1) x)::int
         + (SELECT count(*) FROM (SELECT household_id FROM prompts WHERE state = 'open'
             GROUP BY household_id, kind HAVING count(*) > 1) x)::int AS duplicated,
       (SELECT count(*) FROM decisions d WHERE NOT EXISTS (SELECT FROM contacts c WHERE c.id = d.contact_id))::int AS ghosts,
       (SELECT count(*) FROM decisions d WHERE (d.outcome = 'prompt') <>
         EXISTS (SELECT FROM prompts p WHERE p.decision_id = d.id))::int AS unmatched`,
  );
  if (!found) throw new Error('The store did not answer.');
  const { contacts, lost, duplicated, ghosts, unmatched } = found;
  return { compared: contacts, lost, duplicated, ghosts, different: unmatched, examples: [] };
}

/** Several verdicts as one. */
export function addVerdicts(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((sum, one) => ({
    compared: sum.compared + one.compared,
    lost: sum.lost + one.lost,
    duplicated: sum.duplicated + one.duplicated,
    ghosts: sum.ghosts + one.ghosts,
    different: sum.different + one.different,
    examples: [...sum.examples, ...one.examples].slice(0, fewExamples),
  }));
}

/** Compares keys and contents that should be there with those that are, and adds what it finds to the verdict. */
export function compareSets(
  what: string,
  wanted: ReadonlyMap<string, string>,
  found: readonly { readonly key: string; readonly content: string }[],
  verdict: Verdict,
): void {
  const note = (fault: string, key: string) => {
    if (verdict.examples.length < fewExamples) verdict.examples.push(`${what}: ${key} ${fault}`);
  };
  const seen = new Set<string>();
  for (const { key, content } of found) {
    if (seen.has(key)) {
      verdict.duplicated += 1;
      note('is there twice', key);
    } else if (!wanted.has(key)) {
      verdict.ghosts += 1;
      note('came from nowhere', key);
    } else if (wanted.get(key) !== content) {
      verdict.different += 1;
      note(`is ${content} instead of ${wanted.get(key)}`, key);
    }
    seen.add(key);
  }
  for (const key of wanted.keys()) {
    if (!seen.has(key)) {
      verdict.lost += 1;
      note('is missing', key);
    }
  }
  verdict.compared += wanted.size;
}

/** Nothing looked at yet. */
export function noVerdict(): Verdict {
  return { compared: 0, lost: 0, duplicated: 0, ghosts: 0, different: 0, examples: [] };
}
