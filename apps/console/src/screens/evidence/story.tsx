import type { StoryConsentRequest, StoryShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { RadioCards } from '../../parts/field.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf } from '../../when.js';

interface Props {
  readonly story: StoryShown;
  /** With what there is to say about it. */
  readonly onChanged: (story: StoryShown, says: string) => void;
}

type Consent = StoryConsentRequest['consent'];
const ways: readonly Consent[] = ['said-so', 'signed'];

/** One story: what happened, as whose it is told, whether they agree, and a way to say that they do or no longer do. */
export function Story({ story, onChanged }: Props) {
  const { text } = useLanguage();
  const id = useId();
  const [asking, setAsking] = useState<'agree' | 'withdraw'>();
  const [how, setHow] = useState<Consent>('said-so');
  const params = { params: { path: { id: story.id } } };
  const agree = useMutation({
    mutationFn: (): Promise<StoryShown> =>
      answered(api.POST('/api/v1/stories/{id}/consent', { ...params, body: { consent: how } })),
    onSuccess: (now) => onChanged(now, text('stories.isAgreed')),
    onSettled: () => setAsking(undefined),
  });
  const withdraw = useMutation({
    mutationFn: (): Promise<StoryShown> => answered(api.POST('/api/v1/stories/{id}/withdraw', params)),
    onSuccess: (now) => onChanged(now, text('stories.isWithdrawn')),
    onSettled: () => setAsking(undefined),
  });
  const error = agree.error ?? withdraw.error;
  const isTold = story.consent !== null && !story.isWithdrawn;
  return (
    <article className="story" aria-labelledby={`story-${story.id}`}>
      <h3 id={`story-${story.id}`} tabIndex={-1}>
        {story.firstName === null ? text('stories.unnamed') : text('stories.named', { name: story.firstName })}
      </h3>
      <blockquote className="said" dir="auto">
        {[story.happened, story.felt, story.changed].filter((part) => part !== null).join('\n')}
      </blockquote>
      <p>
        <Standing story={story} />
      </p>
      {error && <ErrorNotice error={error} />}
      <div className="buttons">
        {isTold ? (
          <button type="button" className="button" onClick={() => setAsking('withdraw')}>
            {text('stories.withdraw')}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => setAsking('agree')}>
            {text('stories.agree')}
          </button>
        )}
      </div>
      <Confirm
        isOpen={asking === 'agree'}
        title={text('stories.agreeTitle')}
        action={text('stories.agree')}
        isBusy={agree.isPending}
        onConfirm={() => agree.mutate()}
        onCancel={() => setAsking(undefined)}
      >
        <p>{text('stories.agreeSays')}</p>
        <RadioCards
          label={text('stories.how')}
          name={`${id}-how`}
          value={how}
          onChange={({ target }) => setHow(target.value as Consent)}
          options={ways.map((value) => ({ value, label: text(`stories.how.${value}`) }))}
        />
      </Confirm>
      <Confirm
        isOpen={asking === 'withdraw'}
        title={text('stories.withdrawTitle')}
        action={text('stories.withdraw')}
        isDangerous
        isBusy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
        onCancel={() => setAsking(undefined)}
      >
        <p>{text('stories.withdrawSays')}</p>
      </Confirm>
    </article>
  );
}

function Standing({ story: { isWithdrawn, consent, consentedAt } }: { readonly story: StoryShown }) {
  const { locale, text } = useLanguage();
  if (isWithdrawn) return <StatusWord light="quiet">{text('stories.withdrawn')}</StatusWord>;
  if (consent === null || consentedAt === null) return <StatusWord light="look">{text('stories.notYet')}</StatusWord>;
  return <StatusWord light="good">{text(`stories.agreed.${consent}`, { day: dayOf(locale, consentedAt) })}</StatusWord>;
}
