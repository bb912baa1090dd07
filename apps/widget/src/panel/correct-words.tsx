import { usual, type WordsDraft } from '../drafts.js';
import { WhoseField } from './about-fields.js';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { usePanel, useRecord } from './panel-context.js';
import { WordsForm } from './words-form.js';

interface Props {
  readonly voiceId: string;
  /** The note as it is. */
  readonly words: string;
  readonly takesFocus: boolean;
  readonly onBack: () => void;
  readonly onRestricted: () => void;
  readonly onDone: () => void;
}

/** What the resident says a note should read, kept as a new note. */
export function CorrectWords({ voiceId, words, takesFocus, onBack, onRestricted, onDone }: Props) {
  const { text, drafts } = usePanel();
  const { record } = useRecord();
  const start = (): WordsDraft =>
    drafts.of(record, 'correction') ?? {
      form: 'correction',
      record,
      begunAt: new Date().toISOString(),
      keys: {},
      words,
      about: usual,
      voiceId,
    };
  return (
    <Card labelledBy="doorstep-correct">
      <Heading id="doorstep-correct" takesFocus={takesFocus}>
        {text('correct.title')}
      </Heading>
      <WordsForm
        start={start}
        says={{
          label: text('correct.words'),
          hint: text('correct.hint'),
          save: text('correct.save'),
          leave: text('panel.back'),
          empty: text('log.empty'),
          saved: text('correct.saved'),
        }}
        save={(api, draft, routing, key) => {
          const { record: at, words: said, about } = draft;
          return api.correction(
            draft.voiceId ?? voiceId,
            { record: at, words: said, whose: about.whose, ...(routing && { routing }) },
            key,
          );
        }}
        fields={({ draft: { about }, change }) => (
          <WhoseField
            name="doorstep-correct"
            about={about}
            onChange={(part) => change({ about: { ...about, ...part } })}
          />
        )}
        onRestricted={onRestricted}
        onLeave={onBack}
        onDone={onDone}
      />
    </Card>
  );
}
