import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { handOffRoutes, type HandOffRoute, matchRoutes, shippedRouteModel } from '@doorstep/domain';
import { describe, expect, it } from '@jest/globals';

interface Phrase {
  readonly text: string;
  readonly routes: readonly HandOffRoute[];
}

interface Judged extends Phrase {
  readonly offers: readonly HandOffRoute[];
}

/** The phrases kept for measuring, by an author whose words the model never learned from. */
const LOCK = 'df31abe9d0fa9e0caf6c66c0632f7102bb41e1ccc527e70db38a8fdaebac92ad';
const bytes = readFileSync(new URL('phrases/held-out.jsonl', import.meta.url));
const judged = bytes
  .toString('utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line): Judged => {
    const { text, routes } = JSON.parse(line) as Phrase;
    return { text, routes, offers: matchRoutes(text, shippedRouteModel).map(({ route }) => route) };
  });
const silent = judged.filter(({ routes }) => routes.length === 0);
const speaking = judged.filter(({ routes }) => routes.length > 0);
const due = speaking.flatMap(({ routes, offers }) => routes.map((route) => offers.includes(route)));
const recall = share(due.filter(Boolean).length, due.length);
const falseOffers = share(silent.filter(({ offers }) => offers.length > 0).length, silent.length);

function share(some: number, all: number): number {
  return all === 0 ? 0 : some / all;
}

function row(route: HandOffRoute): string {
  const wanted = judged.filter(({ routes }) => routes.includes(route));
  const offered = judged.filter(({ offers }) => offers.includes(route));
  const right = wanted.filter(({ offers }) => offers.includes(route)).length;
  const figures = [share(right, wanted.length), share(right, offered.length)].map((figure) => figure.toFixed(2));
  return `${route.padEnd(20)} ${String(wanted.length).padStart(4)}    ${figures.join('      ')}`;
}

describe('hand-offs offered for phrases that nobody trained on', () => {
  it('are measured on the phrases as they were locked', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(LOCK);
    expect(judged.length).toBeGreaterThanOrEqual(400);
    console.info(
      [
        `${speaking.length} phrases that should route, ${silent.length} that should not`,
        'route                 due  recall  precision',
        ...handOffRoutes.map(row),
        `all: recall ${recall.toFixed(3)}, false offers ${falseOffers.toFixed(3)}`,
      ].join('\n'),
    );
  });

  it('reach 95 in 100 of the routes that were due', () => {
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it('are made for at most 15 in 100 of the phrases that are nobody’s to act on', () => {
    expect(falseOffers).toBeLessThanOrEqual(0.15);
  });
});
