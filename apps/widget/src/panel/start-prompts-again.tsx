import { useState } from 'react';
import { focusOnMount } from './focus-on-mount.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useRecordWays } from './record-ways.js';
import { useWrite } from './use-write.js';

/** They asked us not to ask, and have changed their mind: one more question before it holds, and a way back after. */
export function StartPromptsAgain() {
  const { text, announce } = usePanel();
  const { api, record } = useRecord();
  const { reload } = useRecordWays();
  const writing = useWrite();
  const [step, setStep] = useState<'closed' | 'came-back' | 'asking' | 'started'>('closed');
  const start = () => {
    const ending = {
      send: async () => {
        const id = await api.doNotAskId();
        if (id !== undefined) await api.startPrompts(id).send();
      },
    };
    writing.start(ending, () => {
      announce(text('doNotAsk.started'));
      setStep('started');
    });
  };
  const undo = () =>
    writing.start(api.stopPrompts(record), () => {
      reload();
      announce(text('doNotAsk.stoppedAgain'));
    });

  switch (step) {
    case 'started':
      return (
        <div className="band band-success">
          <p>{text('doNotAsk.started')}</p>
          <NotSaved writing={writing} onReload={reload} />
          <div className="actions">
            <button type="button" className="button" onClick={undo}>
              {text('panel.undo')}
            </button>
            <button type="button" className="button button-primary" onClick={reload} ref={focusOnMount}>
              {text('panel.done')}
            </button>
          </div>
        </div>
      );
    case 'asking':
      return (
        <div className="band band-warning" role="group" aria-labelledby="doorstep-start-again" aria-busy={writing.busy}>
          <p id="doorstep-start-again">
            <strong>{text('doNotAsk.startTitle')}</strong>
          </p>
          <p>{text('doNotAsk.startHint')}</p>
          <NotSaved writing={writing} onReload={reload} />
          <div className="actions">
            <button type="button" className="button" onClick={start}>
              {text('doNotAsk.start')}
            </button>
            <button type="button" className="button" onClick={() => setStep('came-back')} ref={focusOnMount}>
              {text('doNotAsk.leave')}
            </button>
          </div>
        </div>
      );
    default:
      return (
        <p>
          {text('doNotAsk.changed')}{' '}
          <button
            type="button"
            className="link"
            onClick={() => setStep('asking')}
            ref={step === 'came-back' ? focusOnMount : null}
          >
            {text('doNotAsk.start')}
          </button>
        </p>
      );
  }
}
