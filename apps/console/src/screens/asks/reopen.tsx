import type { AskShown, ReopenAskRequest } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField, TextField } from '../../parts/field.js';
import { useKeepAsk } from './use-ask.js';

/** Opens a closed ask again: why, and until when. */
export function Reopen({ ask }: { readonly ask: AskShown }) {
  const text = useText();
  const keep = useKeepAsk();
  const [isAsking, setAsking] = useState(false);
  const [isTried, setTried] = useState(false);
  const [given, setGiven] = useState({ why: '', closesOn: '', decisionOn: '' });
  const opening = useMutation({
    mutationFn: (): Promise<AskShown> => {
      const body: ReopenAskRequest = { ...given, version: ask.version };
      return answered(api.POST('/api/v1/asks/{id}/reopen', { params: { path: { id: ask.id } }, body }));
    },
    onSuccess: keep,
  });
  const field = (part: keyof typeof given) => ({
    value: given[part],
    error: isTried && given[part].trim() === '' ? text(`ask.reopenMissing.${part}`) : undefined,
    onChange: ({ target }: { target: { value: string } }) => setGiven({ ...given, [part]: target.value }),
  });
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {text('ask.reopen')}
      </button>
      {isAsking && (
        <Confirm
          isOpen
          title={text('ask.sureReopen')}
          action={text('ask.reopen')}
          isBusy={opening.isPending}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setTried(true);
            if (Object.values(given).every((part) => part.trim() !== '')) opening.mutate();
          }}
        >
          {opening.isError && <ErrorNotice error={opening.error} title={text('ask.notDone')} />}
          <p>{text('ask.sureReopenSays')}</p>
          <TextAreaField {...field('why')} label={text('ask.reopenWhy')} maxLength={500} rows={2} />
          <TextField {...field('closesOn')} type="date" label={text('ask.closesOn')} />
          <TextField {...field('decisionOn')} type="date" label={text('askForm.decisionOn')} />
        </Confirm>
      )}
    </>
  );
}
