import type { RunShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { StatusWord, type Light } from '../../parts/status-word.js';

const lights: Readonly<Record<RunShown['result'], Light>> = {
  running: 'busy',
  completed: 'good',
  'completed-held': 'look',
  stopped: 'bad',
  interrupted: 'look',
  paused: 'quiet',
};

/** How a run went, in a word with its light. */
export function ResultWord({ result }: { readonly result: RunShown['result'] }) {
  const text = useText();
  return <StatusWord light={lights[result]}>{text(`result.${result}`)}</StatusWord>;
}
