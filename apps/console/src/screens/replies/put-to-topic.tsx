import type { OwedSummary } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField, TextField, useOptional } from '../../parts/field.js';
import { useTopics } from './use-replies.js';

type Topic = NonNullable<OwedSummary['topic']>;

interface Props {
  readonly voiceId: string;
  readonly onPut: (topic: Topic) => void;
  readonly onCancel: () => void;
}

const anew = 'new';

/** Puts what was said to a topic that there is, or begins one with it. */
export function PutToTopic({ voiceId, onPut, onCancel }: Props) {
  const text = useText();
  const optional = useOptional();
  const { name } = useSignedIn();
  const { data } = useTopics(true);
  const [chosen, setChosen] = useState('');
  const [begun, setBegun] = useState({ title: '', owner: name, theme: '' });
  const [isTried, setTried] = useState(false);
  const putting = useMutation({
    mutationFn: async (): Promise<Topic> => {
      const topic = data?.items.find(({ id }) => id === chosen);
      if (!topic) return beginWith(voiceId, begun);
      await answered(
        api.POST('/api/v1/topics/{id}/voices', { params: { path: { id: chosen } }, body: { voiceId } } as never),
      );
      const { id, title, owner, theme } = topic;
      return { id, title, owner, theme, promisedBy: null };
    },
    onSuccess: onPut,
  });
  const isMissing = { topic: chosen === '', title: chosen === anew && begun.title.trim() === '' };
  const field = (part: keyof typeof begun) => ({
    value: begun[part],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => setBegun({ ...begun, [part]: target.value }),
  });
  return (
    <Confirm
      isOpen
      title={text('replies.putTitle')}
      action={text('replies.putIt')}
      isBusy={putting.isPending}
      onCancel={onCancel}
      onConfirm={() => {
        setTried(true);
        if (!isMissing.topic && !isMissing.title) putting.mutate();
      }}
    >
      {putting.isError && <ErrorNotice error={putting.error} title={text('replies.notPut')} />}
      <SelectField
        label={text('replies.which')}
        error={isTried && isMissing.topic ? text('replies.chooseMissing') : undefined}
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
      >
        <option value="">{text('replies.choose')}</option>
        <option value={anew}>{text('replies.begin')}</option>
        {(data?.items ?? []).map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      {chosen === anew && (
        <>
          <TextField
            {...field('title')}
            label={text('replies.topicTitle')}
            hint={text('replies.topicTitleHint')}
            error={isTried && isMissing.title ? text('replies.topicTitleMissing') : undefined}
            maxLength={120}
          />
          <TextField {...field('owner')} label={optional(text('replies.owner'))} maxLength={120} />
          <TextField {...field('theme')} label={optional(text('replies.theme'))} maxLength={60} />
        </>
      )}
    </Confirm>
  );
}

async function beginWith(
  voiceId: string,
  said: { readonly title: string; readonly owner: string; readonly theme: string },
): Promise<Topic> {
  const [title, owner, theme] = [said.title.trim(), said.owner.trim(), said.theme.trim()];
  const body = { title, ...(owner === '' ? {} : { owner }), ...(theme === '' ? {} : { theme }), voiceIds: [voiceId] };
  const { topicId } = await answered<{ topicId: string }>(api.POST('/api/v1/topics', { body } as never));
  return { id: topicId, title, owner: owner || null, theme: theme || null, promisedBy: null };
}
