import { usePanel } from './panel-context.js';
import { SavedBand } from './saved-band.js';

interface Props {
  readonly outcomeId: string;
  readonly onDone: () => void;
}

/** They want to take part, and somebody comes back to them. */
export function TakingPartSaved({ outcomeId, onDone }: Props) {
  const { text } = usePanel();
  return (
    <>
      <SavedBand outcomeId={outcomeId} said={text('part.saved')} takesFocus onDone={onDone} />
      <div className="words">
        <button type="button" className="button button-primary" onClick={onDone}>
          {text('panel.done')}
        </button>
      </div>
    </>
  );
}
