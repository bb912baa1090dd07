import type { HeardKind } from '@doorstep/contracts/embed';
import type { Answers } from '../drafts.js';
import { usePanel } from './panel-context.js';
import { SavedBand } from './saved-band.js';
import { TheirWords } from './their-words.js';

/** What they answered, once its kind is saved. */
export type SavedAnswers = Answers & { readonly outcomeId: string; readonly heard: HeardKind };

interface Props {
  readonly answers: SavedAnswers;
  readonly takesFocus: boolean;
  readonly onRestricted: () => void;
  readonly onStop: () => void;
  readonly onDone: () => void;
}

/** After the second tap: saved, with room for their words. */
export function SavedOutcome({ answers, takesFocus, onRestricted, onStop, onDone }: Props) {
  const { text } = usePanel();
  const said = text(`outcome.saved.${answers.heard}`);
  return (
    <>
      <SavedBand outcomeId={answers.outcomeId} said={said} takesFocus={takesFocus} onDone={onDone} />
      <TheirWords answers={answers} onRestricted={onRestricted} onStop={onStop} onDone={onDone} />
    </>
  );
}
