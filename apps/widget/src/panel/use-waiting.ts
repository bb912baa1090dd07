import { useEffect, useState } from 'react';
import type { WaitingWords } from '../waiting.js';
import { usePanel } from './panel-context.js';

/** What waits to be sent, for whichever record, as it comes and goes. */
export function useWaiting(): readonly WaitingWords[] {
  const { waiting } = usePanel().drafts;
  const [words, setWords] = useState(waiting.words);
  useEffect(() => {
    setWords(waiting.words);
    return waiting.watch(() => setWords(waiting.words));
  }, [waiting]);
  return words;
}
