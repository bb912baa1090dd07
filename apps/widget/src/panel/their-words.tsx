import type { HeardKind, WhoseWords } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { focusOnMount } from './focus-on-mount.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { Radios } from './radios.js';
import { UnsavedWords } from './unsaved-words.js';
import { useWrite } from './use-write.js';

const most = 10_000;

interface Props {
  readonly outcomeId: string;
  readonly heard: HeardKind;
  readonly probe: string;
  readonly onDone: () => void;
}

/** Their words, as they said them, and whose words they are. What is typed stays with this record until it is saved. */
export function TheirWords({ outcomeId, heard, probe, onDone }: Props) {
  const { text, drafts, draftsChanged, announce } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const [draft, setDraft] = useState(
    () =>
      drafts.of(record) ?? { record, outcomeId, heard, probe, words: '', whose: 'own' as WhoseWords, keepName: true },
  );
  const [stage, setStage] = useState<'writing' | 'leaving' | 'kept'>('writing');
  const [mistake, setMistake] = useState<string>();
  const words = draft.words.trim();

  const change = (part: Partial<typeof draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setMistake(undefined);
    drafts.keep(next);
    draftsChanged();
  };
  const forget = () => {
    drafts.drop(record);
    draftsChanged();
  };
  const save = () => {
    const found = words === '' ? text('words.empty') : draft.words.length > most ? text('words.tooLong') : undefined;
    setMistake(found);
    if (found) {
      announce(found);
      return;
    }
    const { words: asTyped, whose, keepName } = draft;
    writing.start(api.voice({ outcomeId, record, words: asTyped, whose, keepName }), () => {
      forget();
      setStage('kept');
      announce(text('words.saved'));
    });
  };

  if (stage === 'kept') {
    return (
      <div className="words">
        <p className="said">{text('words.saved')}</p>
        <blockquote className="say">“{words}”</blockquote>
        <button type="button" className="button button-primary" onClick={onDone} ref={focusOnMount}>
          {text('panel.done')}
        </button>
      </div>
    );
  }
  return (
    <form
      className="words"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label className="label" htmlFor="doorstep-words">
        {text('words.title')}
      </label>
      <p className="hint" id="doorstep-words-hint">
        {text('words.hint')}
      </p>
      {probe && (
        <p className="hint">
          {text('words.probe')} “{probe}”
        </p>
      )}
      {mistake && (
        <p className="mistake" id="doorstep-words-mistake">
          {mistake}
        </p>
      )}
      <textarea
        id="doorstep-words"
        rows={4}
        value={draft.words}
        aria-describedby={mistake ? 'doorstep-words-mistake doorstep-words-hint' : 'doorstep-words-hint'}
        aria-invalid={mistake !== undefined}
        autoComplete="off"
        onChange={(event) => change({ words: event.target.value })}
      />
      <Radios
        legend={text('words.whose')}
        name="doorstep-whose"
        chosen={draft.whose}
        choices={[
          { value: 'own', label: text('words.own') },
          { value: 'relayed', label: text('words.relayed') },
          { value: 'reading', label: text('words.reading') },
        ]}
        onChoose={(whose) => change({ whose })}
      />
      <Radios
        legend={text('words.keepName')}
        name="doorstep-keep-name"
        inline
        chosen={draft.keepName ? 'yes' : 'no'}
        choices={[
          { value: 'yes', label: text('words.yes') },
          { value: 'no', label: text('words.no') },
        ]}
        onChoose={(answer) => change({ keepName: answer === 'yes' })}
      />
      <NotSaved writing={writing} onReload={onDone} />
      {stage === 'leaving' && (
        <UnsavedWords
          onLeaveOut={() => {
            forget();
            onDone();
          }}
        />
      )}
      <div className="actions">
        <button type="submit" className="button button-primary">
          {text('words.save')}
        </button>
        <button type="button" className="button" onClick={() => (words === '' ? onDone() : setStage('leaving'))}>
          {text('panel.done')}
        </button>
      </div>
    </form>
  );
}
