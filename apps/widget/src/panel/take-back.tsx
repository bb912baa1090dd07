import type { HeardBefore } from '@doorstep/contracts/embed';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly entry: HeardBefore;
  readonly onKeep: () => void;
  readonly onTakenBack: () => void;
}

/** Asks once more before what a resident said is taken back. */
export function TakeBack({ entry, onKeep, onTakenBack }: Props) {
  const { text, announce } = usePanel();
  const { api } = useRecord();
  const writing = useWrite();
  const takeBack = () => {
    // An outcome takes its words with it; a note that answered nothing stands alone.
    const write =
      entry.outcomeId !== null
        ? api.withdraw(entry.outcomeId)
        : entry.voiceId !== null
          ? api.withdrawVoice(entry.voiceId)
          : undefined;
    if (!write) return;
    writing.start(write, () => {
      onTakenBack();
      announce(text('outcome.takenBack'));
    });
  };
  return (
    <div className="band band-warning">
      <Heading takesFocus>{text('heard.takeBackTitle')}</Heading>
      <p>{text('heard.takeBackHint')}</p>
      <div className="actions">
        <button type="button" className="button" onClick={takeBack}>
          {text('heard.takeItBack')}
        </button>
        <button type="button" className="button" onClick={onKeep}>
          {text('heard.keepIt')}
        </button>
      </div>
      <NotSaved writing={writing} onReload={onTakenBack} />
    </div>
  );
}
