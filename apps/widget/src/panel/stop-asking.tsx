import { Card } from './card.js';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel } from './panel-context.js';
import type { Writing } from './use-write.js';

interface Props {
  readonly writing: Writing;
  readonly onStop: () => void;
  readonly onBack: () => void;
  readonly onReload: () => void;
}

/** Asks once more before a home is never prompted again. */
export function StopAsking({ writing, onStop, onBack, onReload }: Props) {
  const { text } = usePanel();
  return (
    <Card labelledBy="doorstep-stop" onEscape={onBack} busy={writing.busy}>
      <Heading id="doorstep-stop" takesFocus>
        {text('notThisTime.stopTitle')}
      </Heading>
      <p>{text('notThisTime.stopHint')}</p>
      <div className="answers">
        <button type="button" className="button button-danger" onClick={onStop}>
          {text('notThisTime.stop')}
        </button>
        <button type="button" className="button" onClick={onBack}>
          {text('notThisTime.goBack')}
        </button>
      </div>
      <NotSaved writing={writing} onReload={onReload} />
    </Card>
  );
}
