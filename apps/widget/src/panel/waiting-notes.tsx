import { useEffect, useRef } from 'react';
import { keyOf } from '../context.js';
import { codeOf } from '../fault.js';
import type { WaitingWords } from '../waiting.js';
import { isOutOfReach } from './out-of-reach.js';
import { usePanel, type OpenRecord } from './panel-context.js';
import { useOnline } from './use-online.js';
import { useWaiting } from './use-waiting.js';

/** Milliseconds between two tries. */
const betweenTries = 15_000;

/** Says how many notes wait to be sent, for whichever record, and sends them as soon as that works. */
export function WaitingNotes({ open }: { readonly open: OpenRecord | undefined }) {
  const { text, drafts, draftsChanged, announce, emit } = usePanel();
  const words = useWaiting();
  const isSending = useRef(false);

  const settle = (one: WaitingWords, said: string) => {
    drafts.waiting.remove(one);
    draftsChanged();
    announce(said);
  };
  /** A person has to look at it: it is a draft of its record again. */
  const giveBack = (one: WaitingWords) => {
    drafts.keep(one.draft);
    settle(one, text('waiting.needsYou'));
  };
  const sendOne = async (one: WaitingWords) => {
    const isOpen = open && keyOf(open.record) === keyOf(one.draft.record);
    try {
      const reply = await one.send(isOpen ? open.api : undefined);
      if (!drafts.waiting.words.includes(one)) return;
      if ('offers' in reply) return giveBack(one);
      settle(one, text('waiting.sent'));
      if (reply.voiceId !== null && !one.draft.about.isAnonymous)
        emit('doorstep-logged', { entryId: reply.voiceId, state: 'sent' });
    } catch (thrown) {
      const code = codeOf(thrown);
      const waitsOn = isOutOfReach(code) || code === 'token_missing' || code === 'token_rejected';
      if (!waitsOn && drafts.waiting.words.includes(one)) giveBack(one);
    }
  };
  const sendAll = async () => {
    if (isSending.current) return;
    isSending.current = true;
    try {
      for (const one of drafts.waiting.words) await sendOne(one);
    } finally {
      isSending.current = false;
    }
  };
  const latest = useRef(sendAll);
  latest.current = sendAll;

  useOnline(() => void latest.current());
  useEffect(() => {
    if (words.length === 0) return;
    const timer = setInterval(() => navigator.onLine && void latest.current(), betweenTries);
    return () => clearInterval(timer);
  }, [words.length === 0]);

  if (words.length === 0) return null;
  return <p className="band band-warning">{text('waiting.notes', { count: words.length })}</p>;
}
