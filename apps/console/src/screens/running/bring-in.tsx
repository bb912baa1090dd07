import type { ConnectionRunning } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Progress } from '../../parts/progress.js';
import { dayOf, timeOf } from '../../when.js';
import { WhichConnection } from '../connect/which-connection.js';
import { BringInAgain, type RunAsked } from './bring-in-again.js';
import { ResultWord } from './result-word.js';
import { Schedule } from './schedule.js';

/** Bringing a system's data in: now, watched, paused, and when it runs by itself. */
export function BringIn() {
  const text = useText();
  return (
    <Page title={text('bringIn.title')} lead={text('bringIn.lead')}>
      <WhichConnection>{(name) => <Running key={name} name={name} />}</WhichConnection>
    </Page>
  );
}

function Running({ name }: { readonly name: string }) {
  const text = useText();
  const query = useQuery({
    queryKey: ['running', name],
    queryFn: (): Promise<ConnectionRunning> =>
      answered(api.GET('/admin/v1/connections/{name}/running', { params: { path: { name } } })),
    refetchInterval: ({ state }) => (state.data?.current ? 1_000 : 5_000),
  });
  return (
    <Answer
      query={query}
      getting={text('bringIn.getting')}
      errorTitle={text('bringIn.errorTitle')}
      errorSays={text('bringIn.errorSays')}
    >
      {(running) => (
        <>
          <Now running={running} />
          <Schedule running={running} />
          <p>
            <Link to="/runs">{text('bringIn.seeRuns')}</Link>
          </p>
        </>
      )}
    </Answer>
  );
}

function Now({ running }: { readonly running: ConnectionRunning }) {
  const { locale, text } = useLanguage();
  const queries = useQueryClient();
  const mayRun = useMay('sync.run');
  const { name, title, current, last, isPaused, isRefused } = running;
  const params = { params: { path: { name } } };
  const onSuccess = (now: ConnectionRunning) => {
    queries.setQueryData(['running', name], now);
    void queries.invalidateQueries({ queryKey: ['set-up'] });
  };
  const start = useMutation({
    mutationFn: (body: RunAsked): Promise<ConnectionRunning> =>
      answered(api.POST('/admin/v1/connections/{name}/runs', { ...params, body })),
    onSuccess,
  });
  const pause = useMutation({
    mutationFn: (): Promise<ConnectionRunning> => answered(api.POST('/admin/v1/connections/{name}/runs/pause', params)),
    onSuccess,
  });
  const error = start.error ?? pause.error;
  const isAsked = start.data !== undefined && start.data.last?.id === last?.id && !current && !isPaused;
  const seconds = current?.secondsLeft ?? null;
  return (
    <section aria-labelledby="now">
      <h2 id="now">{title}</h2>
      {error && <ErrorNotice error={error} />}
      {isRefused && (
        <Notice kind="bad">
          <p>{text('bringIn.isRefused')}</p>
        </Notice>
      )}
      {isPaused && <Done says={text('bringIn.paused')} />}
      {isAsked && <Done says={text('bringIn.waiting')} />}
      {current ? (
        <>
          <Progress
            label={text('bringIn.rows')}
            done={current.total.read}
            total={current.expected}
            minutesLeft={seconds === null ? null : Math.max(1, Math.ceil(seconds / 60))}
          />
          <p>{text('bringIn.leave')}</p>
        </>
      ) : last ? (
        <>
          <p>
            <ResultWord result={last.result} />{' '}
            {text('bringIn.last', {
              result: text('bringIn.ended', { rows: new Intl.NumberFormat(locale).format(last.total.read) }),
              day: dayOf(locale, last.startedAt),
              time: timeOf(locale, last.startedAt),
            })}
          </p>
          {last.problem !== null && <p lang="en-GB">{last.problem}</p>}
          {last.total.held > 0 && (
            <p>
              <Link to="/held">{text('bringIn.seeHeld')}</Link>
            </p>
          )}
        </>
      ) : (
        <p>{text('bringIn.never')}</p>
      )}
      {!mayRun && <NoPermission to="sync.run" />}
      {mayRun && (
        <div className="buttons">
          {current === null && (
            <button
              type="button"
              className="button button-primary"
              disabled={start.isPending}
              onClick={() => start.mutate({ isFull: false, lists: [] })}
            >
              {isPaused ? text('bringIn.goOn') : text('bringIn.start')}
            </button>
          )}
          {!isPaused && (
            <button type="button" className="button" disabled={pause.isPending} onClick={() => pause.mutate()}>
              {text('bringIn.pause')}
            </button>
          )}
        </div>
      )}
      {mayRun && last !== null && (
        <BringInAgain running={running} isBusy={start.isPending || current !== null} onStart={start.mutate} />
      )}
    </section>
  );
}
