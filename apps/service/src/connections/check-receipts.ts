import type { ConnectionProposal } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Problem } from '../platform/problem.js';
import { SealProblem, Sealer } from '../platform/secrets/seal.js';

const goodForMs = 60 * 60_000;
const kept = z.strictObject({ digest: z.string(), at: z.number() });

/** What says that settings were checked and every check passed: sealed, for these settings alone, good for an hour. */
@Injectable()
export class CheckReceipts {
  constructor(private readonly sealer: Sealer) {}

  give(organisationId: string, proposal: ConnectionProposal): string {
    return this.sealer.seal(JSON.stringify({ digest: digestOf(proposal), at: Date.now() }), boundTo(organisationId));
  }

  /** Throws `Problem` when the settings were not checked, or are others than those that were. */
  demand(organisationId: string, proposal: ConnectionProposal, receipt: string): void {
    const { digest, at } = this.read(organisationId, receipt);
    if (digest === digestOf(proposal) && Date.now() - at < goodForMs) return;
    throw unchecked();
  }

  private read(organisationId: string, receipt: string): z.infer<typeof kept> {
    try {
      return kept.parse(JSON.parse(this.sealer.open(receipt, boundTo(organisationId))));
    } catch (error) {
      if (error instanceof SealProblem) throw unchecked();
      throw error;
    }
  }
}

function boundTo(organisationId: string) {
  return { organisationId, connectionId: 'proposed', field: 'check receipt' };
}

function digestOf({ connector, configuration, allowedAddresses }: ConnectionProposal): string {
  const settings = Object.entries(configuration).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([connector, settings, allowedAddresses]))
    .digest('hex');
}

function unchecked(): Problem {
  return new Problem(
    'conflict',
    'not-checked',
    'These settings were not checked, or a check did not pass. Check the connection, then save.',
  );
}
