import type { TextDelivery } from '@doorstep/contracts/http';
import type { guardedClient } from '../platform/http/guarded-client.js';

/** One text to one mobile. `reference` is the same whenever the same text is sent. */
export interface Text {
  readonly to: string;
  readonly text: string;
  readonly reference: string;
}

/** What an adapter has at hand: its settings, its key, and the only way out. */
export interface TextContext {
  readonly settings: TextDelivery;
  readonly key: string;
  readonly client: Pick<ReturnType<typeof guardedClient>, 'get' | 'send'>;
}

/** A service that sends texts. */
export interface TextProvider {
  /** Answers the provider's id of the text. Throws `DeliveryProblem`. */
  send(context: TextContext, text: Text): Promise<string>;
  /** What was found out without sending anything. */
  check(context: TextContext): Promise<{ readonly name: string; readonly ok: boolean; readonly detail: string }[]>;
}
