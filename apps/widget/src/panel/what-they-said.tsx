import type { FeltListened, HeardKind } from '@doorstep/contracts/embed';
import { useEffect, useRef } from 'react';
import type { EmbedApi } from '../api.js';
import { usual, type Answers, type Tapped, type WordsDraft } from '../drafts.js';
import { AboutWords } from './about-words.js';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { isWriting } from './is-writing.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import type { SavedAnswers } from './saved-outcome.js';
import type { Drafting } from './use-draft.js';
import { useWrite } from './use-write.js';
import { voiceOf } from './voice-of.js';
import { WordsForm } from './words-form.js';

const kinds: readonly HeardKind[] = ['idea', 'worry', 'good', 'happy'];
const felt: readonly FeltListened[] = ['yes', 'partly', 'no'];

interface Props {
  readonly answers: Answers;
  readonly takesFocus: boolean;
  readonly onBack: () => void;
  readonly onReload: () => void;
  readonly onRestricted: () => void;
  readonly onStop: (outcomeId: string | null) => void;
  /** The kind alone was saved, by one tap; what was typed is still to be saved, and the officer may go on typing. */
  readonly onSaved: (answers: SavedAnswers, goesOn: boolean) => void;
}

/**
 * What they said comes first, and is enough. For whoever has no time to write, one tap on what kind of thing it was saves
 * at once: the second tap since the prompt.
 */
export function WhatTheySaid({ answers, takesFocus, onBack, onReload, onRestricted, onStop, onSaved }: Props) {
  const { text, drafts, announce, emit, takenThrough } = usePanel();
  const { api, record } = useRecord();
  const tapping = useWrite();
  /** However often it is sent, the words answer the prompt once. */
  const answering = useRef<ReturnType<EmbedApi['outcome']>>(undefined);
  const outcomeId = useRef(answers.outcomeId);
  const { promptId, promptKind } = answers;

  const outcome = ({ key, ...said }: Tapped) => api.outcome({ promptId, record, outcome: 'heard', ...said }, key);
  const isAnswered = (id: string) => {
    outcomeId.current = id;
    emit('doorstep-outcome', { promptId, kind: promptKind, outcome: 'heard' });
  };
  const answer = async (draft: WordsDraft): Promise<string> => {
    if (outcomeId.current !== null) return outcomeId.current;
    answering.current ??= outcome(draft.answers?.tapped ?? tappedNow({ heard: null }));
    const reply = await answering.current.send();
    isAnswered(reply.outcomeId);
    return reply.outcomeId;
  };
  const tap = (tapped: Tapped, note: Drafting<WordsDraft>['note']) => {
    const sending = outcome(tapped);
    const noted = {
      send: () => {
        note({ answers: { ...answers, tapped } });
        return sending.send();
      },
    };
    tapping.start(noted, (reply) => {
      const { heard } = tapped;
      // How it felt is all of it; their words may still come beside it.
      announce(text(heard === null ? 'listened.saved' : `outcome.saved.${heard}`));
      isAnswered(reply.outcomeId);
      note({ answers: { ...answers, outcomeId: reply.outcomeId, heard } });
      if (heard !== null) onSaved({ ...answers, outcomeId: reply.outcomeId, heard }, isWriting());
    });
  };
  const start = (): WordsDraft => {
    const left = drafts.of(record, 'words');
    if (left?.answers?.promptId === promptId) return left;
    const about = { ...usual, takenThrough };
    return { form: 'words', record, begunAt: new Date().toISOString(), keys: {}, words: '', about, answers };
  };
  return (
    <Card labelledBy="doorstep-outcome" onEscape={onBack} busy={tapping.busy}>
      <Heading id="doorstep-outcome" takesFocus={takesFocus}>
        {text('outcome.title')}
      </Heading>
      <WordsForm
        start={start}
        says={{
          label: text('outcome.words'),
          hint: text('words.hint'),
          save: text('words.save'),
          leave: text('panel.back'),
          empty: text('outcome.empty'),
          saved: text('words.saved'),
        }}
        save={(to, draft, routing, key, note) => ({
          send: async () => {
            const answered = { ...answers, outcomeId: await answer(draft) };
            note({ answers: answered });
            return to.voice(voiceOf({ ...draft, answers: answered }, routing), key).send();
          },
        })}
        choices={({ draft, note }) =>
          draft.answers?.outcomeId === null && (
            <div role="group" aria-labelledby="doorstep-kinds">
              <p className="hint" id="doorstep-kinds">
                {text(answers.asksListened === true ? 'listened.hint' : 'outcome.hint')}
              </p>
              <div className="chips">
                {answers.asksListened === true
                  ? felt.map((one) => (
                      <button
                        key={one}
                        type="button"
                        className="button"
                        onClick={() => tap(tappedNow({ heard: null, feltListened: one }), note)}
                      >
                        {text(`listened.${one}`)}
                      </button>
                    ))
                  : kinds.map((heard) => (
                      <button
                        key={heard}
                        type="button"
                        className="button"
                        onClick={() => tap(tappedNow({ heard }), note)}
                      >
                        {text(`outcome.${heard}`)}
                      </button>
                    ))}
              </div>
              <NotSaved writing={tapping} onReload={onReload} />
              <AtOnce act={() => answers.tapped && tap(answers.tapped, note)} />
            </div>
          )
        }
        fields={(drafting) => drafting.draft.words.trim() !== '' && <AboutWords drafting={drafting} />}
        onRestricted={onRestricted}
        onStop={() => onStop(outcomeId.current)}
        onLeave={() => (outcomeId.current === null ? onBack() : onReload())}
        onDone={onReload}
      />
    </Card>
  );
}

function tappedNow(said: Pick<Tapped, 'heard' | 'feltListened'>): Tapped {
  return { key: crypto.randomUUID(), saidAt: new Date().toISOString(), ...said };
}

/** What was tapped before another record took the place of this one is sent again: it may not have arrived. */
function AtOnce({ act }: { readonly act: () => void }) {
  useEffect(act, []);
  return null;
}
