import { Problem } from '../platform/problem.js';

/** The oldest panel that is still spoken with. Raise it a year after docs/embedding.md said that it would be. */
const oldest = '0.1.0';

/**
 * Refuses a panel that is no longer spoken with, which then leaves the page. One that does not say its version is not ours:
 * a host's own tool that opens a session. Throws `Problem` (410 `version_retired`).
 * @param version Three numbers with dots between.
 */
export function refuseRetiredPanel(version: string | undefined): void {
  if (version !== undefined && version.localeCompare(oldest, 'en', { numeric: true }) < 0)
    throw new Problem('gone', 'version_retired', `This panel is older than ${oldest}. Take the current version.`);
}
