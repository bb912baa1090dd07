import { connectors } from '@doorstep/connectors';
import type { ConnectionRunning } from '@doorstep/contracts/http';
import type { Connection } from '../connections/index.js';
import { goesOn } from './stream-pass.js';

/** The lists of a connection that every run goes on with from where it ended, not from the start. */
export function listsThatGoOn({ connector }: Connection): ConnectionRunning['lists'] {
  const streams = connectors.get(connector)?.spec.streams ?? [];
  return streams
    .filter((stream) => stream.access === 'read' && goesOn(stream))
    .map(({ name, entity }) => ({ name, entity }));
}
