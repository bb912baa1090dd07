import type { WordsDraft } from '../drafts.js';
import { usePanel } from './panel-context.js';
import { TheirWords } from './later.js';
import { SavedBand } from './saved-band.js';

interface Props {
  readonly outcome: NonNullable<WordsDraft['outcome']>;
  readonly takesFocus: boolean;
  readonly onRestricted: () => void;
  readonly onStop: () => void;
  readonly onDone: () => void;
}

/** After the second tap: saved, with room for their words. */
export function SavedOutcome({ outcome, takesFocus, onRestricted, onStop, onDone }: Props) {
  const { text } = usePanel();
  const said = text(`outcome.saved.${outcome.heard}`);
  return (
    <>
      <SavedBand outcomeId={outcome.outcomeId} said={said} takesFocus={takesFocus} onDone={onDone} />
      <TheirWords outcome={outcome} onRestricted={onRestricted} onStop={onStop} onDone={onDone} />
    </>
  );
}
