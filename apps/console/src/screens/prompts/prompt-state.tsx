import type { LibraryPrompt } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';

interface Props {
  readonly prompt: Pick<LibraryPrompt, 'state' | 'hasDraft'>;
  /** Answered too seldom, by the figures. */
  readonly isFlat: boolean;
}

/** Whether a prompt is asked, in a word; that it falls flat comes before. */
export function PromptState({ prompt: { state, hasDraft }, isFlat }: Props) {
  const text = useText();
  return (
    <>
      {isFlat ? (
        <StatusWord light="look">{text('prompts.state.flat')}</StatusWord>
      ) : (
        <StatusWord light={state === 'in-use' ? 'good' : 'quiet'}>{text(`prompts.state.${state}`)}</StatusWord>
      )}
      {state !== 'draft' && hasDraft && <p className="hint">{text('prompts.draftWaits')}</p>}
    </>
  );
}

/** Whether there is Welsh, and whether a speaker has signed it off. */
export function WelshState({ welsh }: { readonly welsh: LibraryPrompt['welsh'] }) {
  const text = useText();
  if (welsh === 'none') return <span className="hint">{text('prompts.welsh.none')}</span>;
  return <StatusWord light={welsh === 'reviewed' ? 'good' : 'look'}>{text(`prompts.welsh.${welsh}`)}</StatusWord>;
}
