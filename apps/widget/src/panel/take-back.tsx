import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly outcomeId: string;
  readonly onKeep: () => void;
  readonly onTakenBack: () => void;
}

/** Asks once more before what a resident said is taken back. */
export function TakeBack({ outcomeId, onKeep, onTakenBack }: Props) {
  const { text, announce } = usePanel();
  const { api } = useRecord();
  const writing = useWrite();
  const takeBack = () =>
    writing.start(api.withdraw(outcomeId), () => {
      onTakenBack();
      announce(text('outcome.takenBack'));
    });
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
