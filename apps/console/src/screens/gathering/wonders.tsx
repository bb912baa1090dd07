import type { WonderRequest, WonderShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

type List = { readonly items: readonly WonderShown[] };

interface Props {
  readonly ask: string;
  /** Whether the ask takes answers and who is signed in may ask. */
  readonly isOpen: boolean;
}

/** Questions that take five answers and then stop by themselves, and a form for one more. */
export function Wonders({ ask, isOpen }: Props) {
  const text = useText();
  const client = useQueryClient();
  const key = ['gathering', 'wonders', ask];
  const [question, setQuestion] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: (): Promise<List> => answered(api.GET('/api/v1/gathering/wonders', { params: { query: { ask } } })),
  });
  const starting = useMutation({
    mutationFn: (body: WonderRequest): Promise<WonderShown> =>
      answered(api.POST('/api/v1/gathering/wonders', { body } as never)),
    onSuccess: (made) => {
      setQuestion('');
      client.setQueryData<List>(key, (before) => ({ items: [made, ...(before?.items ?? [])] }));
      void client.invalidateQueries({ queryKey: key });
    },
  });

  function start(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setIsMissing(question.trim() === '');
    if (question.trim() !== '') starting.mutate({ ask, question: question.trim() });
  }
  return (
    <section>
      <h2>{text('ways.wonder')}</h2>
      <p>{text('ways.wonderSays')}</p>
      {starting.isSuccess && <Done says={text('ways.wonderStarted')} />}
      {starting.isError && <ErrorNotice error={starting.error} />}
      {error && <ErrorNotice error={error} title={text('ways.errorTitle')} again={() => void refetch()} />}
      {data?.items.map((one) => (
        <article key={one.id}>
          <h3>{one.question}</h3>
          <p>
            {one.fullAt === null
              ? text('ways.wonderHas', { answers: one.answers, most: one.most })
              : text('ways.wonderFull', { most: one.most })}
          </p>
          {one.words.map(({ voiceId, words }) => (
            <blockquote key={voiceId} className="said-words">
              {words}
            </blockquote>
          ))}
        </article>
      ))}
      {isOpen && (
        <form onSubmit={start} noValidate>
          <TextField
            label={text('ways.wonderLabel')}
            error={isMissing ? text('ways.questionMissing') : undefined}
            value={question}
            autoComplete="off"
            maxLength={200}
            onChange={({ target }) => setQuestion(target.value)}
          />
          <button type="submit" className="button" disabled={starting.isPending}>
            {text('ways.wonderStart')}
          </button>
        </form>
      )}
    </section>
  );
}
