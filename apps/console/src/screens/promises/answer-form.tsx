import type { EvaluationShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField } from '../../parts/field.js';
import { useKeepEvaluation } from './use-evaluations.js';

/** What staff answer to a locked report, under their name. */
export function AnswerForm({ id }: { readonly id: string }) {
  const text = useText();
  const keep = useKeepEvaluation();
  const [words, setWords] = useState('');
  const [isWrong, setWrong] = useState(false);
  const answering = useMutation({
    mutationFn: (): Promise<EvaluationShown> =>
      answered(api.POST('/api/v1/evaluations/{id}/answers', { params: { path: { id } }, body: { words } } as never)),
    async onSuccess(now) {
      await keep(now);
      setWords('');
      announce(text('eval.answered'));
    },
  });

  function answer(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setWrong(words.trim() === '');
    if (words.trim() !== '') answering.mutate();
  }
  return (
    <form onSubmit={answer} noValidate>
      {answering.isError && <ErrorNotice error={answering.error} title={text('promise.notKept')} />}
      <TextAreaField
        label={text('eval.answer')}
        hint={text('eval.answerHint')}
        error={isWrong ? text('eval.answerMissing') : undefined}
        value={words}
        maxLength={5000}
        onChange={({ target }) => setWords(target.value)}
      />
      <button type="submit" className="button button-primary" disabled={answering.isPending}>
        {text('eval.answerSend')}
      </button>
    </form>
  );
}
