import { useEffect, useState } from 'react';
import { usePanel, useRecord } from './panel-context.js';

/** Says that words for another record are not saved. It never names that record here. */
export function OtherNote() {
  const { text, drafts, emit, draftsChanged, focusPanel } = usePanel();
  const { record } = useRecord();
  const [elsewhere, setElsewhere] = useState(() => drafts.elsewhere(record));
  // What waited and needs somebody is an unsaved note again.
  useEffect(() => drafts.waiting.watch(() => setElsewhere(drafts.elsewhere(record))), []);
  if (!elsewhere) return null;
  const discard = () => {
    drafts.dropAll(elsewhere);
    draftsChanged();
    setElsewhere(drafts.elsewhere(record));
    focusPanel();
  };
  return (
    <div className="band band-warning">
      <p>
        <strong>{text('otherNote.body')}</strong>
      </p>
      <div className="actions">
        <button type="button" className="button" onClick={() => emit('doorstep-navigate', { target: elsewhere })}>
          {text('otherNote.goBack')}
        </button>
        <button type="button" className="button" onClick={discard}>
          {text('otherNote.discard')}
        </button>
      </div>
    </div>
  );
}
