import type { SessionReply } from '@doorstep/contracts/embed';

/** What a page of our own knows before it puts a panel up; nothing of it is set in a host's page. */
export const ownPage: {
  /** The origin of the page around our frame, as its handshake showed. */
  hostOrigin?: string;
  /** A session that came before its panel: only the exchange of a one-time link says which record it opens. */
  opened?: SessionReply & { /** Milliseconds, as `performance.now()`. */ readonly at: number };
} = {};
