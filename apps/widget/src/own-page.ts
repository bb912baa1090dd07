import type { SessionReply, SessionRequest } from '@doorstep/contracts/embed';
import type { TextKey } from '@doorstep/ui/text';

/** What to do when a session is over that nobody can be asked to follow by another. */
export type OpenAgain = Extract<TextKey, 'link.overBody' | 'canvas.again'>;

/** What a page of our own knows before it puts a panel up; nothing of it is set in a host's page. */
export const ownPage: {
  /** The origin of the page around our frame, as its handshake showed. */
  hostOrigin?: string;
  again?: OpenAgain;
  /** Asks whoever signed in before to do so again; undefined where nobody answers. */
  renew?: (signal: AbortSignal) => Promise<SessionRequest | undefined>;
  /** A session that came before its panel: only the exchange of what the page was given says which record it opens. */
  opened?: SessionReply & { /** Milliseconds, as `performance.now()`. */ readonly at: number };
} = {};
