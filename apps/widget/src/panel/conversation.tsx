import type { HeardKind, NotThisTimeReason, PanelPrompt, PanelView } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { HeardBefore } from './heard-before.js';
import { HomeNotice } from './home-notice.js';
import { NotThisTime } from './not-this-time.js';
import { usePanel, useRecord } from './panel-context.js';
import { PromptCard } from './prompt-card.js';
import { PromptLine } from './prompt-line.js';
import { Rested } from './rested.js';
import { SavedOutcome } from './saved-outcome.js';
import { WhatTheySaid } from './what-they-said.js';

type Step =
  | { readonly at: 'prompts' }
  | { readonly at: 'what-they-said'; readonly prompt: PanelPrompt }
  | { readonly at: 'saved'; readonly outcomeId: string; readonly heard: HeardKind; readonly probe: string }
  | { readonly at: 'not-this-time'; readonly prompt: PanelPrompt }
  | {
      readonly at: 'rested';
      readonly outcomeId: string;
      readonly reason: NotThisTimeReason;
      readonly notBefore: string | null;
    };

/** From the prompt to what came of it. */
export function Conversation({ view, onReload }: { readonly view: PanelView; readonly onReload: () => void }) {
  const { drafts, emit } = usePanel();
  const { record } = useRecord();
  const [openId, setOpenId] = useState(view.prompts[0]?.id);
  const [moved, setMoved] = useState(false);
  const [step, setStep] = useState<Step>(() => {
    const draft = drafts.of(record);
    return draft ? { at: 'saved', ...draft } : { at: 'prompts' };
  });
  const go = (next: Step) => {
    setMoved(true);
    setStep(next);
  };

  switch (step.at) {
    case 'what-they-said':
      return (
        <WhatTheySaid
          prompt={step.prompt}
          onBack={() => go({ at: 'prompts' })}
          onReload={onReload}
          onSaved={(outcomeId, heard) => {
            emit('doorstep-outcome', { promptId: step.prompt.id, kind: step.prompt.kind, outcome: 'heard' });
            go({ at: 'saved', outcomeId, heard, probe: step.prompt.probe });
          }}
        />
      );
    case 'saved':
      return (
        <SavedOutcome
          outcomeId={step.outcomeId}
          heard={step.heard}
          probe={step.probe}
          takesFocus={moved}
          onDone={onReload}
        />
      );
    case 'not-this-time':
      return (
        <NotThisTime
          prompt={step.prompt}
          onBack={() => go({ at: 'prompts' })}
          onReload={onReload}
          onSaved={(outcomeId, reason, notBefore) => {
            emit('doorstep-outcome', { promptId: step.prompt.id, kind: step.prompt.kind, outcome: 'not-this-time' });
            go({ at: 'rested', outcomeId, reason, notBefore });
          }}
        />
      );
    case 'rested':
      return <Rested outcomeId={step.outcomeId} reason={step.reason} notBefore={step.notBefore} onDone={onReload} />;
    case 'prompts':
      return (
        <>
          {view.prompts.map((prompt, index) =>
            prompt.id === openId ? (
              <PromptCard
                key={prompt.id}
                prompt={prompt}
                place={index + 1}
                total={view.prompts.length}
                takesFocus={moved}
                onToldMe={() => go({ at: 'what-they-said', prompt })}
                onNotThisTime={() => go({ at: 'not-this-time', prompt })}
              />
            ) : (
              <PromptLine
                key={prompt.id}
                prompt={prompt}
                onOpen={() => {
                  setMoved(true);
                  setOpenId(prompt.id);
                }}
              />
            ),
          )}
          {view.prompts.length === 0 && <HomeNotice home={view.home} />}
          <HeardBefore entries={view.heardBefore} open={view.prompts.length === 0} onChanged={onReload} />
        </>
      );
  }
}
