import '../../styles/gathering.css';
import type { AskCards, AskSummary } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Page } from '../../parts/page.js';
import { Stuck } from './stuck.js';
import { Wonders } from './wonders.js';

/** Ways to gather within one ask: a question that stops after five, what it is stuck on, and what came in by its part. */
export function Ways() {
  const text = useText();
  const { id = '' } = useParams();
  const mayAsk = useMay('asks.change');
  const mayReadVoices = useMay('voices.read');
  const { data, error, refetch } = useQuery({
    queryKey: ['gathering', 'ask', id],
    queryFn: (): Promise<AskSummary> => answered(api.GET('/api/v1/asks/{id}', { params: { path: { id } } })),
  });
  const isOpen = data?.state === 'open' && mayAsk;
  return (
    <Page title={text('ways.title')} lead={data?.question}>
      {data ? (
        <>
          <p>
            <Link to={`/asks/${id}`}>{text('ways.toAsk')}</Link>
          </p>
          <Wonders ask={id} isOpen={isOpen} />
          <Stuck ask={id} isOpen={isOpen} />
          {mayReadVoices && <Cards ask={id} />}
        </>
      ) : error ? (
        <ErrorNotice error={error} title={text('ways.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('ways.getting')} />
      )}
    </Page>
  );
}

/** Always and never across everybody, and each recipe; nothing where nobody was asked in those ways. */
function Cards({ ask }: { readonly ask: string }) {
  const text = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['gathering', 'cards', ask],
    queryFn: (): Promise<AskCards> => answered(api.GET('/api/v1/gathering/cards', { params: { query: { ask } } })),
  });
  if (error) return <ErrorNotice error={error} title={text('ways.errorTitle')} again={() => void refetch()} />;
  if (!data) return null;
  return (
    <>
      {(['always', 'never'] as const).map(
        (part) =>
          data[part].length > 0 && (
            <section key={part}>
              <h2>{text(`ways.${part}`)}</h2>
              <ul>
                {data[part].map(({ words, times }) => (
                  <li key={words}>
                    <q>{words}</q> · {text('ways.times', { count: times })}
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      {data.recipes.length > 0 && (
        <section>
          <h2>{text('ways.recipes')}</h2>
          {data.recipes.map(({ parts }, index) => (
            <dl key={index} className="said-words">
              {parts.map(({ part, words }) => (
                <div key={part}>
                  <dt>{text(`ways.${part as 'ingredients' | 'method' | 'spoils'}`)}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          ))}
        </section>
      )}
    </>
  );
}
