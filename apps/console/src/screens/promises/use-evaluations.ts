import type { EvaluationShown, EvaluationSummary } from '@doorstep/contracts/http';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';

/** Every evaluation: those that are being written first. */
export function useEvaluations(): UseQueryResult<{ items: EvaluationSummary[] }> {
  return useQuery({
    queryKey: ['evaluations'],
    queryFn: (): Promise<{ items: EvaluationSummary[] }> => answered(api.GET('/api/v1/evaluations')),
  });
}

/** One evaluation as it stands. */
export function useEvaluation(id: string): UseQueryResult<EvaluationShown> {
  return useQuery({
    queryKey: ['evaluations', id],
    queryFn: (): Promise<EvaluationShown> =>
      answered(api.GET('/api/v1/evaluations/{id}', { params: { path: { id } } })),
    // What somebody is writing is not written anew under their hands.
    refetchOnWindowFocus: false,
  });
}

/** Keeps what the service answered about an evaluation, and asks again for the lists it stands in. */
export function useKeepEvaluation(): (evaluation: EvaluationShown) => Promise<void> {
  const queries = useQueryClient();
  return async (evaluation) => {
    queries.setQueryData(['evaluations', evaluation.id], evaluation);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['evaluations'], exact: true }),
      queries.invalidateQueries({ queryKey: ['promise-checks'] }),
    ]);
  };
}

/** What an evaluation is of, in a few words. */
export function useWhatOf(): (evaluation: Pick<EvaluationSummary, 'askQuestion' | 'isBaseline' | 'year'>) => string {
  const text = useText();
  return ({ askQuestion, isBaseline, year }) => {
    if (askQuestion !== null) return text('evals.ofAsk', { question: askQuestion });
    return text(isBaseline ? 'evals.baseline' : 'evals.yearly', { year: year ?? '' });
  };
}
