import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel } from './panel-context.js';
import type { Writing } from './use-write.js';

interface Props {
  readonly writing: Writing;
  readonly onHelp: () => void;
  readonly onDone: () => void;
}

/** The conversation is over, nothing of it is kept, and there is a way to help. */
export function Stopped({ writing, onHelp, onDone }: Props) {
  const { text } = usePanel();
  return (
    <div className="card card-quiet" role="group" aria-labelledby="doorstep-stopped">
      <Heading id="doorstep-stopped" takesFocus>
        {text('stop.title')}
      </Heading>
      <p>{text('stop.hint')}</p>
      <NotSaved writing={writing} onReload={onDone} />
      <div className="actions">
        <button type="button" className="button" onClick={onHelp}>
          {text('stop.help')}
        </button>
        <button type="button" className="button button-primary" onClick={onDone}>
          {text('panel.done')}
        </button>
      </div>
    </div>
  );
}
