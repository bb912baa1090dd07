import { usual, type WordsDraft } from '../drafts.js';
import { KeepNameField, MoreFields, WantsReplyField, WhoseField } from './about-fields.js';
import { usePanel, useRecord } from './panel-context.js';
import { voiceOf } from './voice-of.js';
import { WordsForm } from './words-form.js';

interface Props {
  readonly outcome: NonNullable<WordsDraft['outcome']>;
  readonly onRestricted: () => void;
  readonly onStop: () => void;
  readonly onDone: () => void;
}

/** Their words about a saved outcome, as they said them, and whose words they are. */
export function TheirWords({ outcome, onRestricted, onStop, onDone }: Props) {
  const { text, drafts, takenThrough } = usePanel();
  const { record } = useRecord();
  return (
    <WordsForm
      start={() =>
        drafts.of(record, 'words') ?? {
          form: 'words',
          record,
          begunAt: new Date().toISOString(),
          keys: {},
          words: '',
          about: { ...usual, takenThrough },
          outcome,
        }
      }
      says={{
        label: text('words.title'),
        hint: text('words.hint'),
        save: text('words.save'),
        leave: text('panel.done'),
        empty: text('words.empty'),
        saved: text('words.saved'),
      }}
      save={(api, draft, routing, key) => api.voice(voiceOf(draft, routing), key)}
      fields={({ draft: { about }, change }) => {
        const onChange = (part: Partial<typeof about>) => change({ about: { ...about, ...part } });
        return (
          <>
            {outcome.probe && (
              <p className="hint">
                {text('words.probe')} “{outcome.probe}”
              </p>
            )}
            <WhoseField name="doorstep-words" about={about} onChange={onChange} />
            <KeepNameField name="doorstep-words" about={about} onChange={onChange} />
            <details className="fold more">
              <summary>{text('about.more')}</summary>
              <div className="words">
                <WantsReplyField about={about} onChange={onChange} />
                <MoreFields about={about} onChange={onChange} />
              </div>
            </details>
          </>
        );
      }}
      onRestricted={onRestricted}
      onStop={onStop}
      onLeave={onDone}
      onDone={onDone}
    />
  );
}
