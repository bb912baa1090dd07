import type { AskSummary, EvaluationShown, EvaluationSummary, OpenEvaluationRequest } from '@doorstep/contracts/http';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { RadioCards, SelectField, TextField } from '../../parts/field.js';
import { today } from '../../when.js';
import { useKeepEvaluation } from './use-evaluations.js';

type Of = 'baseline' | 'yearly' | 'ask';

/** Begins an evaluation: the baseline first, then one a year, or one of an ask. */
export function BeginEvaluation({ begun }: { readonly begun: readonly EvaluationSummary[] }) {
  const text = useText();
  const id = useId();
  const go = useNavigate();
  const keep = useKeepEvaluation();
  const hasBaseline = begun.some(({ isBaseline }) => isBaseline);
  const [of, setOf] = useState<Of>(hasBaseline ? 'yearly' : 'baseline');
  const [year, setYear] = useState(today().slice(0, 4));
  const [askId, setAskId] = useState('');
  const [isTried, setTried] = useState(false);
  const asks = useQuery({
    queryKey: ['asks'],
    queryFn: (): Promise<{ items: AskSummary[] }> =>
      answered(api.GET('/api/v1/asks', { params: { query: { limit: 500 } } } as never)),
    enabled: of === 'ask',
  });
  const beginning = useMutation({
    mutationFn: (body: OpenEvaluationRequest): Promise<EvaluationShown> =>
      answered(api.POST('/api/v1/evaluations', { body } as never)),
    async onSuccess(evaluation) {
      await keep(evaluation);
      await go(`/evaluations/${evaluation.id}`);
    },
  });
  const isYear = /^\d{4}$/.test(year) && Number(year) >= 2020 && Number(year) <= 2100;
  const isRight = of === 'ask' ? askId !== '' : isYear;
  const toAsk = (asks.data?.items ?? []).filter((ask) => begun.every((one) => one.askId !== ask.id));

  function begin(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    if (!isRight) return;
    beginning.mutate(
      of === 'ask' ? { of, askId } : { of: 'promises', isBaseline: of === 'baseline', year: Number(year) },
    );
  }
  const ways = (['baseline', 'yearly', 'ask'] as const).filter((one) => one !== 'baseline' || !hasBaseline);
  return (
    <form onSubmit={begin} noValidate>
      <h2>{text('evals.begin')}</h2>
      {beginning.isError && <ErrorNotice error={beginning.error} title={text('evals.notBegun')} />}
      <RadioCards
        label={text('evals.of')}
        name={`${id}-of`}
        value={of}
        onChange={({ target }) => setOf(target.value as Of)}
        options={ways.map((one) => ({ value: one, label: text(`evals.of.${one}`), hint: text(`evals.of.${one}Hint`) }))}
      />
      {of === 'ask' ? (
        <SelectField
          label={text('evals.ask')}
          error={isTried && !isRight ? text('evals.askMissing') : undefined}
          value={askId}
          onChange={({ target }) => setAskId(target.value)}
        >
          <option value="">{text('evals.askMissing')}</option>
          {toAsk.map((ask) => (
            <option key={ask.id} value={ask.id}>
              {ask.question}
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField
          label={text('evals.year')}
          error={isTried && !isRight ? text('evals.yearMissing') : undefined}
          inputMode="numeric"
          autoComplete="off"
          value={year}
          onChange={({ target }) => setYear(target.value)}
        />
      )}
      <button type="submit" className="button button-primary" disabled={beginning.isPending}>
        {text('evals.beginNow')}
      </button>
    </form>
  );
}
