import { usual, type Answers } from '../drafts.js';
import { AboutWords } from './about-words.js';
import { usePanel, useRecord } from './panel-context.js';
import { voiceOf } from './voice-of.js';
import { WordsForm } from './words-form.js';

interface Props {
  readonly answers: Answers;
  readonly takesFocus: boolean;
  readonly onRestricted: () => void;
  readonly onStop: () => void;
  readonly onDone: () => void;
}

/** Their words about a saved outcome, as they said them, and whose words they are. */
export function TheirWords({ answers, takesFocus, onRestricted, onStop, onDone }: Props) {
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
          answers,
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
      takesFocus={takesFocus}
      fields={(drafting) => <AboutWords drafting={drafting} />}
      onRestricted={onRestricted}
      onStop={onStop}
      onLeave={onDone}
      onDone={onDone}
    />
  );
}
