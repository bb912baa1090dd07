import type { HeardKind, PanelPrompt } from '@doorstep/contracts/embed';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

const kinds: readonly HeardKind[] = ['idea', 'worry', 'good', 'happy'];

interface Props {
  readonly prompt: PanelPrompt;
  readonly onBack: () => void;
  readonly onReload: () => void;
  readonly onStop: () => void;
  readonly onSaved: (outcomeId: string, heard: HeardKind) => void;
}

/** The second tap: it saves at once. */
export function WhatTheySaid({ prompt, onBack, onReload, onStop, onSaved }: Props) {
  const { text, announce } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const save = (heard: HeardKind) => {
    const write = api.outcome({
      promptId: prompt.id,
      record,
      outcome: 'heard',
      heard,
      saidAt: new Date().toISOString(),
    });
    writing.start(write, (reply) => {
      announce(text(`outcome.saved.${heard}`));
      onSaved(reply.outcomeId, heard);
    });
  };
  return (
    <Card labelledBy="doorstep-outcome" onEscape={onBack} busy={writing.busy}>
      <Heading id="doorstep-outcome" takesFocus>
        {text('outcome.title')}
      </Heading>
      <p className="hint">{text('outcome.hint')}</p>
      <div className="chips">
        {kinds.map((heard) => (
          <button key={heard} type="button" className="button" onClick={() => save(heard)}>
            {text(`outcome.${heard}`)}
          </button>
        ))}
      </div>
      <NotSaved writing={writing} onReload={onReload} />
      <div className="links">
        <button type="button" className="link" onClick={onBack}>
          {text('panel.back')}
        </button>
        <button type="button" className="link" onClick={onStop}>
          {text('stop.here')}
        </button>
      </div>
    </Card>
  );
}
