import { routingDecision, type RoutingDecision } from '@doorstep/contracts/embed';
import { saidPart, type SaidPart } from '@doorstep/contracts/http';
import * as z from 'zod';
import type { SealedFor, Sealer } from '../platform/secrets/seal.js';

const said = z.object({
  parts: z.array(z.object({ part: saidPart, words: z.string() })),
  whose: z.enum(['own', 'relayed']),
  home: z.string().nullable(),
  reach: z.string().nullable(),
  routing: z.nullable(routingDecision),
});

/** What somebody said through a link. */
export interface SaidWords {
  readonly parts: readonly { readonly part: SaidPart; readonly words: string }[];
  readonly whose: 'own' | 'relayed';
  /** Where they live, as they wrote it; null: nobody said. */
  readonly home: string | null;
  readonly reach: string | null;
  /** What they decided about the hand-offs that the words suggest. */
  readonly routing: RoutingDecision | null;
}

/** All of it as one text, in which hand-offs are looked for and which goes with one. */
export function wholeOf({ parts }: Pick<SaidWords, 'parts'>): string {
  return parts.map(({ words }) => words).join('\n');
}

/** Sealed for its entry alone. */
export function sealSaid(sealer: Sealer, organisationId: string, id: string, words: SaidWords): string {
  return sealer.seal(JSON.stringify(words), boundTo(organisationId, id));
}

/** What was sealed. Throws `SealProblem` under another key. */
export function openSealedSaid(sealer: Sealer, organisationId: string, id: string, sealed: string): SaidWords {
  return said.parse(JSON.parse(sealer.open(sealed, boundTo(organisationId, id))));
}

function boundTo(organisationId: string, id: string): SealedFor {
  return { organisationId, connectionId: 'gathering', field: `said:${id}` };
}
