import { useRef, useState } from 'react';
import type { Write } from '../api.js';
import { codeOf, type FaultCode } from '../fault.js';
import { usePanel, useRecord } from './panel-context.js';
import { useOnline } from './use-online.js';

export interface Writing {
  readonly busy: boolean;
  /** Why the last attempt was not saved; undefined when nothing waits. */
  readonly notSaved: FaultCode | undefined;
  /** Sends a write, then hands over its answer. Ignored while another is on its way: a double tap is one tap. */
  readonly start: <Reply>(write: Write<Reply>, then: (reply: Reply) => void) => void;
  /** Sends the same write once more, under the same key. */
  readonly again: () => void;
}

/** One write at a time, with what to show while it is under way and when it is not taken. */
export function useWrite(): Writing {
  const { text, announce, emit } = usePanel();
  const { signal } = useRecord();
  const [busy, setBusy] = useState(false);
  const [notSaved, setNotSaved] = useState<FaultCode>();
  const inFlight = useRef(false);
  const waiting = useRef<() => Promise<void>>(undefined);

  const attempt = async () => {
    if (inFlight.current || !waiting.current) return;
    inFlight.current = true;
    setBusy(true);
    setNotSaved(undefined);
    announce(text('outcome.saving'));
    try {
      await waiting.current();
    } catch (thrown) {
      if (signal.aborted) return;
      const code = codeOf(thrown);
      setNotSaved(code);
      announce(text('notSaved.body'));
      emit('doorstep-error', { code, fatal: false });
    } finally {
      inFlight.current = false;
      if (!signal.aborted) setBusy(false);
    }
  };

  useOnline(() => notSaved === 'network' && void attempt());

  return {
    busy,
    notSaved,
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
  };
}
