import type { OwedSummary } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { dayOf, today } from '../../when.js';
import { OwnQuestion } from './own-question.js';
import { PutToTopic } from './put-to-topic.js';
import { shortWords } from './short-words.js';

interface Props {
  readonly voice: OwedSummary;
  readonly onPut: (voiceId: string, topic: NonNullable<OwedSummary['topic']>) => void;
  readonly onLeft: (voiceId: string) => void;
  readonly onOwned: (voiceId: string, owner: string, answerBy: string) => void;
}

type Act = 'put' | 'own' | 'no-reply';

/** One thing that was said and is owed a reply, in their words, with how long. */
export function OwedVoice({ voice, onPut, onLeft, onOwned }: Props) {
  const { locale, text } = useLanguage();
  const maySort = useMay('voices.sort');
  const [asked, setAsked] = useState<Act>();
  const { voiceId, words, whose, kind, days, replyBy, answerOwner, topic, isAnswered } = voice;
  const leaving = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/voices/{id}/no-reply-wanted', { params: { path: { id: voiceId } } } as never)),
    onSuccess: () => onLeft(voiceId),
  });
  const putting = text(topic === null ? 'replies.put' : 'replies.putAnother');
  const action = (what: Act, label: string) => (
    <button
      type="button"
      className="button"
      aria-label={text('replies.putName', { action: label, words: shortWords(words) })}
      onClick={() => setAsked(what)}
    >
      {label}
    </button>
  );
  return (
    <li id={`voice-${voiceId}`} tabIndex={-1} className="owed-voice">
      <blockquote className="owed-words">{words}</blockquote>
      <p className="hint">
        {days === 0 ? text('replies.today') : text('replies.days', { count: days })}.{' '}
        {replyBy !== null &&
          `${text(replyBy < today() ? 'replies.byLate' : 'replies.by', { day: dayOf(locale, replyBy) })} `}
        {kind === 'question' &&
          `${answerOwner === null ? text('replies.nobodyAnswers') : text('replies.whoAnswers', { owner: answerOwner })} `}
        {whose !== 'own' && `${text(`replies.whose.${whose}`)} `}
        {isAnswered && text('replies.answered')}
      </p>
      {maySort && (
        <div className="buttons">
          {action('put', putting)}
          {kind === 'question' && action('own', text('replies.own'))}
          {action('no-reply', text('replies.noReply'))}
        </div>
      )}
      {asked === 'put' && (
        <PutToTopic
          voiceId={voiceId}
          onCancel={() => setAsked(undefined)}
          onPut={(where) => {
            setAsked(undefined);
            onPut(voiceId, where);
          }}
        />
      )}
      {asked === 'own' && (
        <OwnQuestion
          voice={voice}
          onCancel={() => setAsked(undefined)}
          onOwned={(owner, answerBy) => {
            setAsked(undefined);
            onOwned(voiceId, owner, answerBy);
          }}
        />
      )}
      <Confirm
        isOpen={asked === 'no-reply'}
        title={text('replies.noReplyTitle')}
        action={text('replies.noReplyDo')}
        isBusy={leaving.isPending}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => leaving.mutate()}
      >
        {leaving.isError && <ErrorNotice error={leaving.error} title={text('replies.notKept')} />}
        <p>{text('replies.noReplySays')}</p>
      </Confirm>
    </li>
  );
}
