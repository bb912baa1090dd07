import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';
import type { WriteOnce } from '../platform/write-once.js';

/** Whose words, and what was decided about them. */
export interface WordsToRoute {
  readonly words: string;
  readonly routing?: { readonly chosen: readonly string[]; readonly whyNot?: string | undefined } | undefined;
}

@Injectable()
export class RouteWords {
  async handOver(_at: object, _words: WordsToRoute, _once: WriteOnce): Promise<readonly { reference: string }[]> {
    return [];
  }

  async keepDecision(_db: Transaction, _by: string, _voiceId: string, _words: WordsToRoute): Promise<void> {}
}
