import type { StoryRequest, StoryShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, TextAreaField, useOptional } from '../../parts/field.js';
import { ChooseVoice } from './choose-voice.js';

const nothing = { voiceId: '', happened: '', felt: '', changed: '', toldAs: 'without-name', consent: 'not' };

/** Adds a story from what somebody said. Whoever shows it shows a new one once a story is kept. */
export function AddStory({ onKept }: { readonly onKept: (story: StoryShown) => void }) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const [draft, setDraft] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const write = (part: Partial<typeof nothing>) => setDraft({ ...draft, ...part });
  const keeping = useMutation({
    mutationFn: (): Promise<StoryShown> => answered(api.POST('/api/v1/stories', { body: requestOf(draft) } as never)),
    onSuccess: onKept,
  });
  const wrong = {
    ...(draft.voiceId === '' ? { voice: text('stories.voiceMissing') } : {}),
    ...(draft.happened.trim() === '' ? { happened: text('stories.happenedMissing') } : {}),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function keep(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) keeping.mutate();
  }
  return (
    <form onSubmit={keep} noValidate>
      <h2>{text('stories.add')}</h2>
      <ErrorSummary form={id} attempt={attempt} wrong={shown} />
      {keeping.isError && <ErrorNotice error={keeping.error} />}
      <ChooseVoice
        id={`${id}-voice`}
        chosen={draft.voiceId}
        error={shown.voice}
        onChoose={(voiceId) => write({ voiceId })}
      />
      <TextAreaField
        id={`${id}-happened`}
        label={text('stories.happened')}
        hint={text('stories.happenedHint')}
        error={shown.happened}
        maxLength={2_000}
        value={draft.happened}
        onChange={({ target }) => write({ happened: target.value })}
      />
      <TextAreaField
        label={optional(text('stories.felt'))}
        maxLength={1_000}
        value={draft.felt}
        onChange={({ target }) => write({ felt: target.value })}
      />
      <TextAreaField
        label={optional(text('stories.changed'))}
        maxLength={1_000}
        value={draft.changed}
        onChange={({ target }) => write({ changed: target.value })}
      />
      <RadioCards
        label={text('stories.toldAs')}
        name={`${id}-told-as`}
        value={draft.toldAs}
        onChange={({ target }) => write({ toldAs: target.value })}
        options={[
          { value: 'without-name', label: text('stories.toldAs.without-name') },
          {
            value: 'with-first-name',
            label: text('stories.toldAs.with-first-name'),
            hint: text('stories.toldAs.with-first-nameSays'),
          },
        ]}
      />
      <RadioCards
        label={text('stories.whether')}
        name={`${id}-consent`}
        value={draft.consent}
        onChange={({ target }) => write({ consent: target.value })}
        options={(['not', 'said-so', 'signed'] as const).map((value) => ({
          value,
          label: text(`stories.how.${value}`),
        }))}
      />
      <button type="submit" className="button button-primary" disabled={keeping.isPending}>
        {text('stories.keep')}
      </button>
    </form>
  );
}

function requestOf({ voiceId, happened, felt, changed, toldAs, consent }: typeof nothing): StoryRequest {
  return {
    voiceId,
    happened,
    ...(felt.trim() !== '' && { felt }),
    ...(changed.trim() !== '' && { changed }),
    toldAs: toldAs === 'with-first-name' ? toldAs : 'without-name',
    ...((consent === 'said-so' || consent === 'signed') && { consent }),
  };
}
