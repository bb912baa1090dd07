import type { OffSwitch } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';

/** What a switch covers, in words. */
export function whatOf(
  text: ConsoleText,
  { covers, name, subject }: Pick<OffSwitch, 'covers' | 'name' | 'subject'>,
): string {
  if (covers === 'everything') return text('off.what.everything');
  return text(covers === 'team' ? 'off.what.team' : 'off.what.place', { name: name ?? subject ?? '' });
}
