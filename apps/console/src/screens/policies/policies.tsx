import '../../styles/gathering.css';
import type { PolicyReview, PolicyReviewsShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import { useThemeName } from '../prompts/theme-name.js';
import { HowManyDays } from './how-many-days.js';

const key = ['policy-reviews'];

/** Policies that staff say do not fit real life, with what they said, for whoever decides about them. */
export function Policies() {
  const text = useText();
  const mayRead = useMay('voices.read');
  return (
    <Page title={text('policies.title')} lead={text('policies.lead')}>
      {mayRead ? <Listed /> : <NoPermission to="voices.read" isWall />}
    </Page>
  );
}

function Listed() {
  const text = useText();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: (): Promise<PolicyReviewsShown> => answered(api.GET('/api/v1/policy-reviews')),
  });
  const answering = useMutation({
    mutationFn: ({ id, answer }: { readonly id: string; readonly answer: string }): Promise<PolicyReview> =>
      answered(api.POST('/api/v1/policy-reviews/{id}/answer', { params: { path: { id } }, body: { answer } } as never)),
    // Also where it was not kept: somebody else may have been quicker.
    onSettled: () => client.invalidateQueries({ queryKey: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alarms'] }),
  });
  return (
    <>
      {answering.isSuccess && <Done key={answering.variables.id} takesFocus says={text('policies.answered')} />}
      {answering.isError && <ErrorNotice error={answering.error} title={text('policies.notKept')} />}
      <Answer query={query} getting={text('policies.getting')} errorTitle={text('policies.errorTitle')}>
        {({ items, days }) => (
          <>
            {items.length === 0 && (
              <Empty title={text('policies.none')}>
                <p>{text('policies.noneSays')}</p>
              </Empty>
            )}
            {items.map((review) => (
              <Review
                key={review.id}
                review={review}
                onAnswer={(answer) => answering.mutate({ id: review.id, answer })}
              />
            ))}
            <HowManyDays days={days} />
          </>
        )}
      </Answer>
    </>
  );
}

interface ReviewProps {
  readonly review: PolicyReview;
  readonly onAnswer: (answer: string) => void;
}

function Review({ review, onAnswer }: ReviewProps) {
  const { locale, text } = useLanguage();
  const themeName = useThemeName();
  const mayAnswer = useMay('asks.change');
  const id = useId();
  const { theme, placeName, days, words, raisedOn, answer, answeredBy, answeredAt } = review;
  return (
    <article className="notice notice-plain" aria-labelledby={id}>
      <h2 id={id}>
        {text('policies.of', { theme: themeName(theme), place: placeName ?? text('policies.elsewhere') })}
      </h2>
      <p className="hint">{text('policies.since', { days, day: dayOf(locale, raisedOn) })}</p>
      {words.length === 0 && <p>{text('policies.gone')}</p>}
      {words.map((sentence, index) => (
        <blockquote key={index} className="said-words">
          {sentence}
        </blockquote>
      ))}
      {answer !== null && (
        <>
          <h3>{text('policies.answer')}</h3>
          <p>{answer}</p>
          <p className="hint">
            {text('policies.answeredBy', { name: answeredBy ?? '', day: dayOf(locale, answeredAt ?? '') })}
          </p>
        </>
      )}
      {answer === null && mayAnswer && <AnswerForm onAnswer={onAnswer} />}
    </article>
  );
}

function AnswerForm({ onAnswer }: Pick<ReviewProps, 'onAnswer'>) {
  const text = useText();
  const [answer, setAnswer] = useState('');
  const [isMissing, setMissing] = useState(false);

  function keep(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setMissing(answer.trim() === '');
    if (answer.trim() !== '') onAnswer(answer.trim());
  }
  return (
    <form onSubmit={keep} noValidate>
      <TextAreaField
        label={text('policies.answer')}
        hint={text('policies.answerHint')}
        error={isMissing ? text('policies.answerMissing') : undefined}
        value={answer}
        maxLength={1_000}
        onChange={({ target }) => setAnswer(target.value)}
      />
      <button type="submit" className="button">
        {text('policies.answerDo')}
      </button>
    </form>
  );
}
