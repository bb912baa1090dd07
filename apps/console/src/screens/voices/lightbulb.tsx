import type { VoiceSummary } from '@doorstep/contracts/http';
import type { LightbulbRequest } from '@doorstep/contracts/voice';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { CheckboxField } from '../../parts/field.js';
import { shortWords } from '../replies/short-words.js';

/** What is said of a change, once it is kept. */
export type VoiceChange = 'voices.sorted' | 'voices.lit' | 'voices.litBack';

interface Props {
  readonly voice: VoiceSummary;
  readonly onChanged: (says: VoiceChange) => void;
}

/** Marks words that nobody here would have thought of, also where they asked for it, and takes the mark back. */
export function Lightbulb({ voice: { id, words, lightbulb }, onChanged }: Props) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [theyAsked, setTheyAsked] = useState(false);
  const isLit = lightbulb === null;
  const body: LightbulbRequest = { isLit, askedBy: theyAsked ? 'resident' : 'staff' };
  const keeping = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/voices/{id}/lightbulb', { params: { path: { id } }, body } as never)),
    onSuccess: () => {
      setOpen(false);
      onChanged(isLit ? 'voices.lit' : 'voices.litBack');
    },
  });
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={text(isLit ? 'voices.lightName' : 'voices.lightBackName', { words: shortWords(words) })}
        onClick={() => setOpen(true)}
      >
        {text(isLit ? 'voices.lightMark' : 'voices.lightBack')}
      </button>
      {isOpen && (
        <Confirm
          isOpen
          title={text(isLit ? 'voices.light' : 'voices.lightBack')}
          action={text(isLit ? 'voices.lightDo' : 'voices.lightBackDo')}
          isBusy={keeping.isPending}
          onCancel={() => setOpen(false)}
          onConfirm={() => keeping.mutate()}
        >
          {keeping.isError && <ErrorNotice error={keeping.error} title={text('voices.notSorted')} />}
          <p>{text(isLit ? 'voices.lightSays' : 'voices.lightBackSays')}</p>
          {isLit && (
            <CheckboxField
              label={text('voices.theyAsked')}
              checked={theyAsked}
              onChange={({ target }) => setTheyAsked(target.checked)}
            />
          )}
        </Confirm>
      )}
    </>
  );
}
