import type { ReplyChecked, ReplyGiven, ReplyPreview, TopicShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { SelectField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { Preview } from './preview.js';
import {
  needsBecause,
  problemsAt,
  replyOf,
  results,
  whileWriting,
  type Values,
  type WholeReply,
} from './reply-values.js';

interface Props {
  readonly topic: TopicShown;
  readonly onGiven: (given: ReplyGiven) => void;
}

const fields = ['words', 'because', 'passedTo', 'owner', 'promisedBy', 'easyRead', 'saidBy'] as const;
type Field = (typeof fields)[number];

/** What came of it, checked while it is written, and shown as each person would get it before it is given. */
export function ReplyForm({ topic, onGiven }: Props) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const { name } = useSignedIn();
  const [values, setValues] = useState<Values>({
    ...{ result: topic.draft === null ? 'done' : 'doing', words: topic.draft ?? '' },
    ...{ because: '', passedTo: '', promisedBy: '', easyRead: '' },
    ...{ owner: topic.owner ?? '', saidBy: name },
  });
  const [found, setFound] = useState<ReplyChecked['problems']>([]);
  const [attempt, setAttempt] = useState(0);
  const check = (of: Values): Promise<ReplyChecked> =>
    answered(api.POST('/api/v1/replies/check', { body: replyOf(of) } as never));
  const checking = useMutation({
    mutationFn: check,
    onSuccess: ({ problems }) => setFound(problems),
  });
  const seeing = useMutation({
    mutationFn: async (): Promise<ReplyPreview | null> => {
      const { problems } = await check(values);
      setFound(problems);
      if (problems.some(({ severity }) => severity === 'refuse')) return null;
      const body = { ...(replyOf(values) as WholeReply), topicId: topic.id };
      return answered(api.POST('/api/v1/replies/preview', { body } as never));
    },
  });
  const past = seeing.error instanceof Problem && seeing.error.code === 'promised-past' ? seeing.error : null;

  function write(part: Partial<Values>): void {
    setValues({ ...values, ...part });
    seeing.reset();
  }
  function see(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    seeing.mutate();
  }
  const said = Object.fromEntries(
    fields.map((field) => [field, problemsAt(attempt === 0 ? whileWriting(found) : found, field)]),
  ) as Record<Field, ReturnType<typeof problemsAt>>;
  if (past) said.promisedBy.error = past.detail ?? text('reply.promisedByHint');
  const field = (part: Field, hint?: string) => ({
    id: `${id}-${part}`,
    error: said[part].error,
    hint: hintOf(hint, said[part].better),
    value: values[part],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => write({ [part]: target.value }),
    onBlur: () => {
      if (values.words.trim() !== '') checking.mutate(values);
    },
  });
  const isAgain = topic.replies.length > 0;
  const wrong = fields.flatMap((part) => {
    const { error } = said[part];
    return error === undefined || attempt === 0 ? [] : [{ id: `${id}-${part}`, says: error }];
  });
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{text(isAgain ? 'reply.again' : 'reply.title')}</h2>
      <p>{text(isAgain ? 'reply.againSays' : 'reply.says')}</p>
      {topic.draft !== null && <p className="hint">{text('reply.drafted')}</p>}
      <form onSubmit={see} noValidate>
        <ErrorSummary attempt={attempt} wrong={seeing.isPending ? [] : wrong} />
        {seeing.isError && !past && <ErrorNotice error={seeing.error} title={text('reply.notShown')} />}
        <SelectField
          label={text('reply.result')}
          value={values.result}
          onChange={({ target }) => write({ result: target.value as Values['result'] })}
        >
          {results.map((one) => (
            <option key={one} value={one}>
              {text(`reply.result.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextAreaField
          {...field('words', text('reply.wordsHint'))}
          label={text('reply.words')}
          rows={5}
          maxLength={2000}
        />
        {needsBecause(values) && (
          <TextAreaField
            {...field('because', text('reply.becauseHint'))}
            label={text('reply.because')}
            maxLength={1000}
          />
        )}
        {values.result === 'passed-to' && (
          <TextField {...field('passedTo')} label={text('reply.passedTo')} maxLength={120} />
        )}
        <TextField {...field('owner')} label={optional(text('reply.owner'))} maxLength={120} />
        <TextField
          {...field('promisedBy', text('reply.promisedByHint'))}
          type="date"
          label={optional(text('reply.promisedBy'))}
        />
        <TextAreaField
          {...field('easyRead', text('reply.easyReadHint'))}
          label={optional(text('reply.easyRead'))}
          maxLength={2000}
        />
        <TextField {...field('saidBy', text('reply.saidByHint'))} label={text('reply.saidBy')} maxLength={120} />
        <button type="submit" className="button button-primary" disabled={seeing.isPending}>
          {text('reply.see')}
        </button>
      </form>
      {seeing.data && (
        <Preview topic={topic} reply={replyOf(values) as WholeReply} preview={seeing.data} onGiven={onGiven} />
      )}
    </section>
  );
}

/** What helps to write a field, and what in it could be better. */
function hintOf(says: string | undefined, better: readonly string[]): ReactNode {
  if (better.length === 0) return says;
  return (
    <>
      {says}
      {better.map((message) => (
        <strong key={message} className="reply-better">
          {message}
        </strong>
      ))}
    </>
  );
}
