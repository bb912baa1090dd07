import { useText } from '../../language.js';
import type { Host } from './hosts.js';

/** What a kind of host is called. */
export function useHostName(): (host: Host) => string {
  const text = useText();
  return ({ id, name }) => name ?? text(id === 'plain' ? 'panel.host.plain' : 'panel.host.others');
}
