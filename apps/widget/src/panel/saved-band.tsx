import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly outcomeId: string;
  readonly said: string;
  readonly takesFocus: boolean;
  /** Called once it is taken back, and when the record must be shown afresh. */
  readonly onDone: () => void;
}

/** That it is saved, and the way back, which stays until the officer leaves. */
export function SavedBand({ outcomeId, said, takesFocus, onDone }: Props) {
  const { text, announce, drafts, draftsChanged } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const undo = () =>
    writing.start(api.withdraw(outcomeId), () => {
      drafts.drop(record, 'words');
      draftsChanged();
      onDone();
      announce(text('outcome.takenBack'));
    });
  return (
    <>
      <div className="band band-success saved">
        <Heading takesFocus={takesFocus}>{said}</Heading>
        <button type="button" className="link" onClick={undo}>
          {text('panel.undo')}
        </button>
      </div>
      <NotSaved writing={writing} onReload={onDone} />
    </>
  );
}
