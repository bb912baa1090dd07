import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField } from '../../parts/field.js';
import { useReadAgain } from './use-library.js';

/** As few characters as say anything to whoever writes the next. */
const LEAST_NOTE = 10;

interface Props {
  readonly code: string;
  readonly onRetired: () => void;
}

/** Takes a prompt out of use, once it is said what was learnt. */
export function RetirePrompt({ code, onRetired }: Props) {
  const text = useText();
  const readAgain = useReadAgain();
  const [isAsking, setIsAsking] = useState(false);
  const [learningNote, setLearningNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isShort = learningNote.trim().length < LEAST_NOTE;
  const retiring = useMutation({
    async mutationFn() {
      await answered(
        api.POST('/api/v1/library/prompts/{code}/retire', { params: { path: { code } }, body: { learningNote } }),
      );
      await readAgain(code);
    },
    onSuccess: onRetired,
  });
  return (
    <>
      <button type="button" className="button" onClick={() => setIsAsking(true)}>
        {text('prompts.retire')}
      </button>
      <Confirm
        isOpen={isAsking}
        title={text('prompts.retireTitle')}
        action={text('prompts.retire')}
        isBusy={retiring.isPending}
        onCancel={() => {
          retiring.reset();
          setIsAsking(false);
        }}
        onConfirm={() => (isShort ? setIsTried(true) : retiring.mutate())}
      >
        <p>{text('prompts.retireSays')}</p>
        {retiring.isError && <ErrorNotice error={retiring.error} title={text('prompts.notRetired')} />}
        <TextAreaField
          label={text('prompts.retireNote')}
          hint={text('prompts.retireHint')}
          error={isTried && isShort ? text('prompts.retireMissing') : undefined}
          value={learningNote}
          maxLength={2000}
          onChange={({ target }) => setLearningNote(target.value)}
        />
      </Confirm>
    </>
  );
}
