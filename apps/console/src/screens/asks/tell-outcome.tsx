import type { AskShown, GiveReplyRequest, ReplyGiven, TopicShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useSignedIn } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField, TextAreaField } from '../../parts/field.js';
import { dayOf } from '../../when.js';

const results = ['doing', 'done', 'not-doing-because', 'paused-because'] as const;
type Result = (typeof results)[number];

/** What everybody who spoke is told came of it: each is told once, in the way they like to be told. */
export function TellOutcome({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const id = useId();
  const queries = useQueryClient();
  const { name } = useSignedIn();
  const [result, setResult] = useState<Result>('doing');
  const [written, setWords] = useState<string>();
  const [because, setBecause] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { data: topic } = useQuery({
    queryKey: ['topics', ask.topicId],
    queryFn: (): Promise<TopicShown> =>
      answered(api.GET('/api/v1/topics/{id}', { params: { path: { id: ask.topicId } } })),
  });
  const words = written ?? topic?.draft ?? '';
  const needsBecause = result === 'not-doing-because' || result === 'paused-because';
  const telling = useMutation({
    mutationFn: (knowing: boolean): Promise<ReplyGiven> => {
      const body: GiveReplyRequest = {
        topicId: ask.topicId,
        result,
        words: words.trim(),
        owner: ask.owner,
        saidBy: name,
        knowing,
        ...(needsBecause ? { because: because.trim() } : {}),
      };
      return answered(api.POST('/api/v1/replies', { body } as never));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['topics', ask.topicId] }),
  });
  const isWarned = telling.error instanceof Problem && telling.error.code === 'reply-warnings';
  const given = topic?.replies.at(-1);

  function tell(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const isLeftOut = words.trim() === '' || (needsBecause && because.trim() === '');
    setIsMissing(isLeftOut);
    if (!isLeftOut) telling.mutate(false);
  }
  if (telling.isSuccess) return <Done says={text('ask.told', { count: telling.data.tellings })} />;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{text('ask.tellTitle')}</h2>
      {given && (
        <>
          <p>{text('ask.toldOn', { day: dayOf(locale, given.givenAt), name: given.saidBy })}</p>
          <p className="ask-words">{given.words}</p>
        </>
      )}
      {topic && (!given || topic.draft !== null) && (
        <form onSubmit={tell} noValidate>
          <p>{text('ask.tellSays')}</p>
          {isWarned ? (
            <div className="notice notice-look" role="alert">
              <p className="notice-title">{text('ask.tellWarned')}</p>
              <ul>
                {warningsOf(telling.error).map((message) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
              <button type="button" className="button" onClick={() => telling.mutate(true)}>
                {text('ask.tellAnyway')}
              </button>
            </div>
          ) : (
            telling.isError && <ErrorNotice error={telling.error} title={text('ask.notDone')} />
          )}
          <SelectField
            label={text('ask.result')}
            value={result}
            onChange={({ target }) => setResult(target.value as Result)}
          >
            {results.map((one) => (
              <option key={one} value={one}>
                {text(`ask.result.${one}`)}
              </option>
            ))}
          </SelectField>
          {needsBecause && (
            <TextAreaField
              label={text('ask.tellBecause')}
              error={isMissing && because.trim() === '' ? text('ask.tellBecauseMissing') : undefined}
              value={because}
              maxLength={1000}
              onChange={({ target }) => setBecause(target.value)}
            />
          )}
          <TextAreaField
            label={text('ask.tellWords')}
            hint={text(topic.draft === null ? 'ask.tellWordsHint' : 'reply.drafted')}
            error={isMissing && words.trim() === '' ? text('ask.tellWordsMissing') : undefined}
            rows={5}
            value={words}
            maxLength={2000}
            onChange={({ target }) => setWords(target.value)}
          />
          <button type="submit" className="button button-primary" disabled={telling.isPending}>
            {text('ask.tell')}
          </button>
        </form>
      )}
    </section>
  );
}

function warningsOf(error: unknown): string[] {
  const { current } = error as Problem;
  return (current as { problems: readonly { message: string }[] }).problems.map(({ message }) => message);
}
