import type { OwedSummary } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

interface Props {
  readonly voice: OwedSummary;
  readonly onOwned: (owner: string, answerBy: string) => void;
  readonly onCancel: () => void;
}

/** Says who answers a question that was asked back, and by when. */
export function OwnQuestion({ voice: { voiceId, answerOwner, replyBy }, onOwned, onCancel }: Props) {
  const text = useText();
  const { name } = useSignedIn();
  const [owner, setOwner] = useState(answerOwner ?? name);
  const [answerBy, setAnswerBy] = useState(replyBy ?? '');
  const [isTried, setTried] = useState(false);
  const owning = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/api/v1/owed/{voiceId}', { params: { path: { voiceId } }, body: { owner: owner.trim(), answerBy } }),
      ),
    onSuccess: () => onOwned(owner.trim(), answerBy),
  });
  const isWhole = owner.trim() !== '' && answerBy !== '';
  return (
    <Confirm
      isOpen
      title={text('replies.ownTitle')}
      action={text('replies.ownDo')}
      isBusy={owning.isPending}
      onCancel={onCancel}
      onConfirm={() => {
        setTried(true);
        if (isWhole) owning.mutate();
      }}
    >
      {owning.isError && <ErrorNotice error={owning.error} title={text('replies.notKept')} />}
      <TextField
        label={text('replies.answers')}
        error={isTried && owner.trim() === '' ? text('replies.ownerMissing') : undefined}
        maxLength={120}
        value={owner}
        onChange={({ target }) => setOwner(target.value)}
      />
      <TextField
        type="date"
        label={text('replies.answerBy')}
        hint={text('replies.answerByHint')}
        error={isTried && answerBy === '' ? text('replies.answerByMissing') : undefined}
        value={answerBy}
        onChange={({ target }) => setAnswerBy(target.value)}
      />
    </Confirm>
  );
}
