import type { HeardKind } from '@doorstep/contracts/embed';
import { useState } from 'react';
import type { Answers } from '../drafts.js';
import { isWriting } from './is-writing.js';
import { usePanel } from './panel-context.js';
import { SavedBand } from './saved-band.js';
import { TheirWords } from './their-words.js';

/** What they answered, once its kind is saved. */
export type SavedAnswers = Answers & { readonly outcomeId: string; readonly heard: HeardKind };

interface Props {
  readonly answers: SavedAnswers;
  readonly takesFocus: boolean;
  /** The officer is in the field for their words already: this must not call them away. */
  readonly goesOn: boolean;
  readonly onRestricted: () => void;
  readonly onStop: () => void;
  readonly onDone: () => void;
}

/** After the second tap: saved, with room for their words. */
export function SavedOutcome({ answers, takesFocus, goesOn: wrote, onRestricted, onStop, onDone }: Props) {
  const { text } = usePanel();
  const said = text(`outcome.saved.${answers.heard}`);
  // Somebody may come to the field until the very moment that it is drawn anew.
  const [goesOn] = useState(() => wrote || isWriting());
  return (
    <>
      <SavedBand outcomeId={answers.outcomeId} said={said} takesFocus={takesFocus && !goesOn} onDone={onDone} />
      <TheirWords answers={answers} takesFocus={goesOn} onRestricted={onRestricted} onStop={onStop} onDone={onDone} />
    </>
  );
}
