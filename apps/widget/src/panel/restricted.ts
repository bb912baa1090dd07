import type { HandOffRequest } from '@doorstep/contracts/embed';
import { listedHandOffs } from '@doorstep/ui/hand-offs';

/** Whether nothing of a hand-off may stay on the screen, in memory or on the record. */
export function isRestricted(route: HandOffRequest['route']): boolean {
  return listedHandOffs.some((listed) => listed.route === route && listed.isRestricted);
}
