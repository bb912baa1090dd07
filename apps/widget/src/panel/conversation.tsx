import type {
  HeardBefore as Entry,
  HeardKind,
  NotThisTimeReason,
  PanelPrompt,
  PanelView,
} from '@doorstep/contracts/embed';
import { useState } from 'react';
import type { Answers } from '../drafts.js';
import { Called } from './called.js';
import { HeardBefore } from './heard-before.js';
import { Heading } from './heading.js';
import { HomeNotice } from './home-notice.js';
import { NotThisTime, Rested, SavedOutcome, SpokenWith, TakePart, TakingPartSaved, WhatTheySaid } from './later.js';
import { usePanel, useRecord } from './panel-context.js';
import { PromptCard } from './prompt-card.js';
import { PromptLine } from './prompt-line.js';
import type { SavedAnswers } from './saved-outcome.js';
import { TellThemCard, type ToldWords } from './tell-them-card.js';
import type { NotThisTimeSaved } from './use-not-this-time.js';

/** What a stopped conversation was about. */
export interface Stop {
  readonly promptId?: string;
  /** Tapped and saved already: it is taken back. */
  readonly outcomeId?: string;
}

type Step =
  | { readonly at: 'prompts' }
  | { readonly at: 'what-they-said'; readonly answers: Answers }
  | { readonly at: 'saved'; readonly answers: SavedAnswers; readonly goesOn: boolean }
  | { readonly at: 'take-part'; readonly prompt: PanelPrompt }
  | { readonly at: 'takes-part'; readonly outcomeId: string }
  | { readonly at: 'not-this-time'; readonly prompt: PanelPrompt }
  | {
      readonly at: 'rested';
      readonly outcomeId: string;
      readonly reason: NotThisTimeReason;
      readonly notBefore: string | null;
    };

interface Props {
  readonly view: PanelView;
  readonly onReload: () => void;
  readonly onRestricted: () => void;
  readonly onStop: (stop: Stop) => void;
  readonly onReadBack: (entry: Entry) => void;
}

/** From what waits to be told or asked to what came of it. */
export function Conversation({ view, onReload, onRestricted, onStop, onReadBack }: Props) {
  const { drafts, emit } = usePanel();
  const { record } = useRecord();
  const [told, setTold] = useState<{ readonly ids: readonly string[]; readonly last?: ToldWords }>({ ids: [] });
  const tellings = view.tellThem.filter(({ tellingId }) => !told.ids.includes(tellingId));
  const waiting = [...tellings.map(({ tellingId }) => tellingId), ...view.prompts.map(({ id }) => id)];
  const [picked, setPicked] = useState<string>();
  const openId = picked !== undefined && waiting.includes(picked) ? picked : waiting[0];
  const [moved, setMoved] = useState(false);
  const [step, setStep] = useState<Step>(() => {
    const answers = drafts.of(record, 'words')?.answers;
    if (!answers) return { at: 'prompts' };
    const { outcomeId, heard } = answers;
    const isSaved = outcomeId !== null && heard !== null;
    return isSaved
      ? { at: 'saved', answers: { ...answers, outcomeId, heard }, goesOn: false }
      : { at: 'what-they-said', answers };
  });
  const go = (next: Step) => {
    setMoved(true);
    setTold({ ids: told.ids });
    setStep(next);
  };
  const rest =
    ({ id: promptId, kind }: PanelPrompt): NotThisTimeSaved =>
    (outcomeId, reason, notBefore) => {
      emit('doorstep-outcome', { promptId, kind, outcome: 'not-this-time' });
      go({ at: 'rested', outcomeId, reason, notBefore });
    };
  const open = (id: string) => {
    setMoved(true);
    setPicked(id);
  };

  switch (step.at) {
    case 'what-they-said':
      return (
        <WhatTheySaid
          answers={step.answers}
          takesFocus={moved}
          onBack={() => go({ at: 'prompts' })}
          onReload={onReload}
          onRestricted={onRestricted}
          onStop={(outcomeId) => onStop({ promptId: step.answers.promptId, ...(outcomeId !== null && { outcomeId }) })}
          onSaved={(answers, goesOn) => {
            // What was sent again by itself calls nobody away from what they do.
            if (step.answers.tapped) setStep({ at: 'saved', answers, goesOn });
            else go({ at: 'saved', answers, goesOn });
          }}
        />
      );
    case 'saved':
      return (
        <SavedOutcome
          answers={step.answers}
          takesFocus={moved}
          goesOn={step.goesOn}
          onRestricted={onRestricted}
          onStop={() => onStop({ promptId: step.answers.promptId, outcomeId: step.answers.outcomeId })}
          onDone={onReload}
        />
      );
    case 'take-part':
      return (
        <TakePart
          prompt={step.prompt}
          onBack={() => go({ at: 'prompts' })}
          onReload={onReload}
          onStop={() => onStop({ promptId: step.prompt.id })}
          onSaved={(outcomeId) => {
            emit('doorstep-outcome', { promptId: step.prompt.id, kind: step.prompt.kind, outcome: 'take-part' });
            go({ at: 'takes-part', outcomeId });
          }}
        />
      );
    case 'takes-part':
      return <TakingPartSaved outcomeId={step.outcomeId} onDone={onReload} />;
    case 'not-this-time':
      return (
        <NotThisTime
          prompt={step.prompt}
          onBack={() => go({ at: 'prompts' })}
          onReload={onReload}
          onStop={() => onStop({ promptId: step.prompt.id })}
          onSaved={rest(step.prompt)}
        />
      );
    case 'rested':
      return <Rested outcomeId={step.outcomeId} reason={step.reason} notBefore={step.notBefore} onDone={onReload} />;
    case 'prompts':
      return (
        <>
          <Called called={view.called ?? []} />
          {told.last && <Told key={told.ids.length} said={told.last} />}
          {tellings.map((telling, index) =>
            telling.tellingId === openId ? (
              <TellThemCard
                key={telling.tellingId}
                telling={telling}
                place={index + 1}
                total={waiting.length}
                takesFocus={moved && !told.last}
                onReload={onReload}
                onSaved={(last) => setTold({ ids: [...told.ids, telling.tellingId], last })}
              />
            ) : (
              <PromptLine
                key={telling.tellingId}
                kind="tell-them"
                title={telling.title}
                onOpen={() => open(telling.tellingId)}
              />
            ),
          )}
          {view.prompts.map((prompt, index) =>
            prompt.id === openId ? (
              <PromptCard
                key={prompt.id}
                prompt={prompt}
                place={tellings.length + index + 1}
                total={waiting.length}
                takesFocus={moved && !told.last}
                onToldMe={() => go({ at: 'what-they-said', answers: answersTo(prompt) })}
                onTakePart={() => go({ at: 'take-part', prompt })}
                onNotThisTime={() => go({ at: 'not-this-time', prompt })}
                onStop={() => onStop({ promptId: prompt.id })}
                onReload={onReload}
                onWrong={rest(prompt)}
              />
            ) : (
              <PromptLine key={prompt.id} kind={prompt.kind} title={prompt.title} onOpen={() => open(prompt.id)} />
            ),
          )}
          {waiting.length === 0 && <HomeNotice home={view.home} />}
          {view.spokenWith && <SpokenWith before={view.spokenWith} />}
          <HeardBefore
            entries={view.heardBefore}
            open={waiting.length === 0 || view.heardBefore.some(({ wantsWords }) => wantsWords)}
            onChanged={onReload}
            onReadBack={onReadBack}
            onAddWords={({ outcomeId, heard, wantsWords }) => {
              if (outcomeId && heard && wantsWords)
                go({ at: 'saved', answers: { ...wantsWords, outcomeId, heard: heard as HeardKind }, goesOn: true });
            }}
          />
        </>
      );
  }
}

/** Of which nothing is saved yet. */
function answersTo({ id, kind, probe, asksListened = false }: PanelPrompt): Answers {
  return { promptId: id, promptKind: kind, probe, outcomeId: null, heard: null, asksListened };
}

/** What came of the telling before; it takes the focus of the button that is gone. */
function Told({ said }: { readonly said: ToldWords }) {
  const { text } = usePanel();
  return (
    <div className="band band-success saved">
      <Heading takesFocus>{text(said)}</Heading>
    </div>
  );
}
