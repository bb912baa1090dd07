import type { JobPayload } from '@doorstep/contracts/jobs';
import { Problem } from '../platform/problem.js';
import type { RunSync } from './run-sync.js';

/** A run asked for while another goes on, or after it ended, is nothing to do: the other did it. */
export function runSyncJob(verb: RunSync) {
  return async ({ organisationId, connectionId }: JobPayload<'sync.run'>, signal: AbortSignal): Promise<void> => {
    const due = await verb.due(organisationId, connectionId);
    if (due === null) return;
    try {
      await verb.run('doorstep', organisationId, connectionId, due.isFull, signal);
    } catch (error) {
      if (error instanceof Problem && error.code === 'sync-running') return;
      throw error;
    }
  };
}
