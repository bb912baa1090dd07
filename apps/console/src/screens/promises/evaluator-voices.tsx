import type { EvaluatorVoices as Voices } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { dayOf } from '../../when.js';

/** What residents said and let others read, for whoever evaluates: without names. */
export function EvaluatorVoices({ askId }: { readonly askId: string | null }) {
  const { locale, text } = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ['evaluator-voices', askId],
    queryFn: (): Promise<Voices> => {
      const query = { limit: 100, ...(askId === null ? {} : { askId }) };
      return answered(api.GET('/api/v1/evaluations/voices', { params: { query } } as never));
    },
  });
  return (
    <section aria-labelledby="voices">
      <h2 id="voices">{text('eval.voices')}</h2>
      {data ? (
        <>
          <p>
            {text('eval.voicesSays')} {data.inConfidence > 0 && text('eval.voicesKept', { count: data.inConfidence })}
          </p>
          {data.items.length === 0 && <p className="hint">{text('eval.voicesNone')}</p>}
          {data.total > data.items.length && (
            <p className="hint">{text('eval.voicesMore', { shown: data.items.length, total: data.total })}</p>
          )}
          <ul className="promise-voices">
            {data.items.map(({ id, words, asked, saidOn }) => (
              <li key={id}>
                {asked !== null && <span className="hint">{asked} </span>}
                <q>{words}</q> <span className="hint">{dayOf(locale, saidOn)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : error ? (
        <ErrorNotice error={error} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('eval.voicesGetting')} rows={2} />
      )}
    </section>
  );
}
