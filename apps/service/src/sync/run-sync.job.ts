import type { JobPayload } from '@doorstep/contracts/jobs';
import { Problem } from '../platform/problem.js';
import type { RunSync } from './run-sync.js';

/** A run asked for while another goes on is nothing to do: the other is doing it. */
export function runSyncJob(verb: RunSync) {
  return async ({ organisationId, connectionId }: JobPayload<'sync.run'>, signal: AbortSignal): Promise<void> => {
    try {
      await verb.run('doorstep', organisationId, connectionId, false, signal);
    } catch (error) {
      if (error instanceof Problem && error.code === 'sync-running') return;
      throw error;
    }
  };
}
