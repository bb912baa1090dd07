import type { HeardKind } from '@doorstep/contracts/embed';
import { usePanel } from './panel-context.js';
import { SavedBand } from './saved-band.js';
import { TheirWords } from './their-words.js';

interface Props {
  readonly outcomeId: string;
  readonly heard: HeardKind;
  readonly probe: string;
  readonly takesFocus: boolean;
  readonly onDone: () => void;
}

/** After the second tap: saved, with room for their words. */
export function SavedOutcome({ outcomeId, heard, probe, takesFocus, onDone }: Props) {
  const { text } = usePanel();
  return (
    <>
      <SavedBand outcomeId={outcomeId} said={text(`outcome.saved.${heard}`)} takesFocus={takesFocus} onDone={onDone} />
      <TheirWords outcomeId={outcomeId} heard={heard} probe={probe} onDone={onDone} />
    </>
  );
}
