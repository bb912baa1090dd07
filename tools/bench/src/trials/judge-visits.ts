import { compareSets, noVerdict, type Verdict } from './judge.js';
import type { HeldVisit } from './phones.js';
import type { Rows } from './store-contents.js';

/** What the phones know: what they ever sent, and what they have a receipt for with its reference. */
export interface PhonesKnow {
  readonly sent: ReadonlyMap<string, HeldVisit>;
  readonly receipts: ReadonlyMap<string, string>;
}

/**
 * Judges visits: every one with a receipt must be there, with the body that was sent and under the reference of the
 * receipt, none that was never sent. One without an answer may be there or not.
 */
export async function judgeEntries({ sent, receipts }: PhonesKnow, rows: Rows): Promise<Verdict> {
  const found = await rows<{ key: string; content: string; reference: string }>(
    `SELECT id AS key, encode(body_hash, 'hex') || ' ' || state AS content, reference FROM visit_entries`,
  );
  const verdict = noVerdict();
  const wanted = new Map([...receipts].map(([id, reference]) => [id, `${sent.get(id)!.hash} kept ${reference}`]));
  for (const { key, reference } of found) {
    const visit = sent.get(key);
    if (visit && !wanted.has(key)) wanted.set(key, `${visit.hash} kept ${reference}`);
  }
  const stored = found.map(({ key, content, reference }) => ({ key, content: `${content} ${reference}` }));
  compareSets('visits', wanted, stored, verdict);
  return verdict;
}

/** What is kept of a visit without words, of which the phones tapped nothing but this. */
const tappedAlone = 'Shared areas.';

/** Judges what visits led to: a voice for each that is no hazard, a hand-off for each hazard, and no more. */
export async function judgeEffects({ sent }: PhonesKnow, rows: Rows): Promise<Verdict> {
  const present = await rows<{ id: string }>('SELECT id FROM visit_entries');
  const visits = present.flatMap(({ id }) => sent.get(id) ?? []);
  const verdict = noVerdict();
  compareSets(
    'voices',
    new Map(visits.flatMap(({ id, words, isHazard }) => (isHazard ? [] : [[id, words ?? tappedAlone]]))),
    await rows<{ key: string; content: string }>('SELECT idempotency_key AS key, words AS content FROM voices'),
    verdict,
  );
  compareSets(
    'hand-offs',
    new Map(visits.flatMap(({ id, isHazard }) => (isHazard ? [[id, 'hazard']] : []))),
    // A hand-off that no visit points at came from nowhere; one that two point at stands here twice.
    await rows<{ key: string; content: string }>(
      `SELECT coalesce(e.id::text, 'hand-off ' || h.id) AS key, h.route AS content
       FROM hand_offs h LEFT JOIN visit_entries e ON e.hand_off_id = h.id`,
    ),
    verdict,
  );
  compareSets(
    'audit entries',
    new Map(visits.map(({ id }) => [id, ''])),
    await rows<{ key: string; content: string }>(
      `SELECT split_part(subject, ':', 2) AS key, '' AS content FROM audit_entries WHERE action = 'visit.take'`,
    ),
    verdict,
  );
  return verdict;
}
