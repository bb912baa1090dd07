import { useRef, useState } from 'react';
import type { Write } from '../api.js';
import { codeOf, Fault, type FaultCode } from '../fault.js';
import { usePanel, useRecord } from './panel-context.js';
import { useOnline } from './use-online.js';

export interface Writing {
  readonly busy: boolean;
  /** Why the last attempt was not saved; undefined when nothing waits. */
  readonly notSaved: FaultCode | undefined;
  /** What the service said beside it. */
  readonly current: unknown;
  /** Sends a write, then hands over its answer. Ignored while another is on its way: a double tap is one tap. */
  readonly start: <Reply>(write: Write<Reply>, then: (reply: Reply) => void) => void;
  /** Sends the same write once more, under the same key. */
  readonly again: () => void;
  /** Forgets what was not saved, for when the entry it was about has changed. */
  readonly forget: () => void;
}

/** One write at a time, with what to show while it is under way and when it is not taken. */
export function useWrite(): Writing {
  const { text, announce, emit } = usePanel();
  const { signal } = useRecord();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const inFlight = useRef(false);
  const waiting = useRef<() => Promise<void>>(undefined);
  /** What waits did not get through, whether or not that is on the screen yet. */
  const isOut = useRef(false);
  /** The connection came back while a write was under way, which may fail all the same. */
  const isBack = useRef(false);

  const attempt = async () => {
    if (inFlight.current || !waiting.current) return;
    inFlight.current = true;
    isBack.current = isOut.current = false;
    setBusy(true);
    setFault(undefined);
    announce(text('outcome.saving'));
    try {
      await waiting.current();
    } catch (thrown) {
      if (signal.aborted) return;
      const met = thrown instanceof Fault ? thrown : new Fault(codeOf(thrown));
      setFault(met);
      isOut.current = met.code === 'network';
      if (met.code === 'no-route') {
        announce(text('handOff.noRouteTitle'));
      } else {
        announce(text('notSaved.body'));
        emit('doorstep-error', { code: met.code, fatal: false });
      }
    } finally {
      inFlight.current = false;
      if (!signal.aborted) setBusy(false);
    }
    if (isOut.current && isBack.current) await attempt();
  };

  useOnline(() => {
    isBack.current = inFlight.current;
    if (isOut.current) void attempt();
  });

  return {
    busy,
    notSaved: fault?.code,
    current: fault?.current,
    start: (write, then) => {
      if (inFlight.current) return;
      waiting.current = async () => {
        const reply = await write.send();
        if (signal.aborted) return;
        waiting.current = undefined;
        then(reply);
      };
      void attempt();
    },
    again: () => void attempt(),
    forget: () => {
      if (inFlight.current) return;
      waiting.current = undefined;
      setFault(undefined);
    },
  };
}
