import type { EndStuckRequest, StuckPoint, StuckRequest } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField, TextField } from '../../parts/field.js';

type List = { readonly items: readonly StuckPoint[] };

interface Props {
  readonly ask: string;
  /** Whether the ask takes answers and who is signed in may ask. */
  readonly isOpen: boolean;
}

/** What the ask is stuck on, what those who were heard said to it, and what came of it. */
export function Stuck({ ask, isOpen }: Props) {
  const text = useText();
  const client = useQueryClient();
  const key = ['gathering', 'stuck', ask];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: (): Promise<List> => answered(api.GET('/api/v1/gathering/stuck', { params: { query: { ask } } })),
  });
  const put = (point: StuckPoint) => {
    client.setQueryData<List>(key, (before) => ({
      items: [point, ...(before?.items ?? []).filter(({ id }) => id !== point.id)],
    }));
    void client.invalidateQueries({ queryKey: key });
  };
  const saying = useMutation({
    mutationFn: (body: StuckRequest): Promise<StuckPoint> =>
      answered(api.POST('/api/v1/gathering/stuck', { body } as never)),
    onSuccess: put,
  });
  const ending = useMutation({
    mutationFn: ({ id, ...body }: EndStuckRequest & { readonly id: string }): Promise<StuckPoint> =>
      answered(api.POST('/api/v1/gathering/stuck/{id}/end', { params: { path: { id } }, body } as never)),
    onSuccess: put,
  });
  const open = data?.items.find(({ endedAt }) => endedAt === null);
  return (
    <section>
      <h2>{text('ways.stuck')}</h2>
      <p>{text('ways.stuckSays')}</p>
      {saying.isSuccess && <Done says={text('ways.stuckSaid')} />}
      {saying.isError && <ErrorNotice error={saying.error} />}
      {ending.isSuccess && <Done says={text('ways.stuckEnded')} />}
      {ending.isError && <ErrorNotice error={ending.error} />}
      {error && <ErrorNotice error={error} title={text('ways.errorTitle')} again={() => void refetch()} />}
      {data?.items.map((one) => (
        <article key={one.id}>
          <h3>{one.question}</h3>
          <p>{one.stuckOn}</p>
          <p>{text('ways.stuckHeard', { asked: one.asked, answered: one.answered })}</p>
          {one.words.map(({ voiceId, words }) => (
            <blockquote key={voiceId} className="said-words">
              {words}
            </blockquote>
          ))}
          {one.cameOfIt !== null && <p>{text('ways.cameOf', { words: one.cameOfIt })}</p>}
        </article>
      ))}
      {isOpen && data && !open && <SayStuck onSay={(body) => saying.mutate({ ask, ...body })} />}
      {isOpen && open && <EndStuck key={open.id} onEnd={(cameOfIt) => ending.mutate({ id: open.id, cameOfIt })} />}
    </section>
  );
}

function SayStuck({ onSay }: { readonly onSay: (body: Omit<StuckRequest, 'ask'>) => void }) {
  const text = useText();
  const [stuckOn, setStuckOn] = useState('');
  const [question, setQuestion] = useState('');
  const [isTried, setIsTried] = useState(false);
  const missing = (words: string, says: string) => (isTried && words.trim() === '' ? says : undefined);

  function say(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setIsTried(true);
    if (stuckOn.trim() !== '' && question.trim() !== '') onSay({ stuckOn: stuckOn.trim(), question: question.trim() });
  }
  return (
    <form onSubmit={say} noValidate>
      <TextAreaField
        label={text('ways.stuckOn')}
        error={missing(stuckOn, text('ways.stuckMissing'))}
        value={stuckOn}
        maxLength={500}
        onChange={({ target }) => setStuckOn(target.value)}
      />
      <TextField
        label={text('ways.stuckQuestion')}
        error={missing(question, text('ways.questionMissing'))}
        value={question}
        autoComplete="off"
        maxLength={300}
        onChange={({ target }) => setQuestion(target.value)}
      />
      <button type="submit" className="button">
        {text('ways.stuckSay')}
      </button>
    </form>
  );
}

function EndStuck({ onEnd }: { readonly onEnd: (cameOfIt: string) => void }) {
  const text = useText();
  const [cameOfIt, setCameOfIt] = useState('');
  const [isMissing, setIsMissing] = useState(false);

  function end(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setIsMissing(cameOfIt.trim() === '');
    if (cameOfIt.trim() !== '') onEnd(cameOfIt.trim());
  }
  return (
    <form onSubmit={end} noValidate>
      <TextAreaField
        label={text('ways.endLabel')}
        error={isMissing ? text('ways.endMissing') : undefined}
        value={cameOfIt}
        maxLength={1_000}
        onChange={({ target }) => setCameOfIt(target.value)}
      />
      <button type="submit" className="button">
        {text('ways.end')}
      </button>
    </form>
  );
}
