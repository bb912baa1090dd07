import type { RunShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Table, type Column } from '../../parts/table.js';
import { dayOf, timeOf } from '../../when.js';
import { ResultWord } from './result-word.js';

/** One bringing-in: how it went, why it stopped, and what came of each list. */
export function Run() {
  const { text } = useLanguage();
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['runs', id],
    queryFn: (): Promise<RunShown> => answered(api.GET('/admin/v1/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.result === 'running' ? 1_000 : false),
  });
  return (
    <Page isWide title={text('run.title')}>
      <Answer
        query={query}
        getting={text('runs.getting')}
        errorTitle={text('runs.errorTitle')}
        errorSays={text('runs.errorSays')}
      >
        {(run) => <Shown run={run} />}
      </Answer>
      <p>
        <Link to="/runs">{text('bringIn.seeRuns')}</Link>
      </p>
    </Page>
  );
}

function Shown({ run }: { readonly run: RunShown }) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const when = (at: string) => `${dayOf(locale, at)} ${timeOf(locale, at)}`;
  const count = (id: 'read' | 'inserted' | 'updated' | 'deleted' | 'contacts' | 'held', title: string) => ({
    id,
    title,
    isNumber: true,
    cell: (row: RunShown['streams'][number]) => number(row[id]),
  });
  const columns: Column<RunShown['streams'][number]>[] = [
    { id: 'list', title: text('run.list'), isRowName: true, cell: ({ stream }) => stream },
    count('read', text('runs.read')),
    count('inserted', text('run.new')),
    count('updated', text('runs.changed')),
    count('deleted', text('run.gone')),
    count('contacts', text('run.contacts')),
    count('held', text('runs.held')),
  ];
  return (
    <>
      <p>
        <ResultWord result={run.result} />
      </p>
      {run.problem !== null && (
        <Notice kind={run.result === 'stopped' ? 'bad' : 'look'}>
          <p lang="en-GB">{run.problem}</p>
          {run.triesAgainAt !== null && (
            <p>
              {text('runs.triesAgain', {
                day: dayOf(locale, run.triesAgainAt),
                time: timeOf(locale, run.triesAgainAt),
              })}
            </p>
          )}
        </Notice>
      )}
      <dl>
        <div>
          <dt>{text('runs.what')}</dt>
          <dd>{run.isFull ? `${run.connectionTitle} · ${text('runs.full')}` : run.connectionTitle}</dd>
        </div>
        <div>
          <dt>{text('run.began')}</dt>
          <dd>{when(run.startedAt)}</dd>
        </div>
        <div>
          <dt>{text('run.finished')}</dt>
          <dd>{run.finishedAt === null ? text('run.notYet') : when(run.finishedAt)}</dd>
        </div>
        <div>
          <dt>{text('run.reference')}</dt>
          <dd>{run.id}</dd>
        </div>
      </dl>
      {run.askedBy !== null && <p>{text('run.askedBy', { name: run.askedBy })}</p>}
      <Table
        caption={text('run.lists')}
        isCaptionShown
        columns={columns}
        rows={run.streams}
        keyOf={({ stream }) => stream}
      />
      {run.total.held > 0 && (
        <p>
          <Link to="/held">{text('bringIn.seeHeld')}</Link>
        </p>
      )}
    </>
  );
}
