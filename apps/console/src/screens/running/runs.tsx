import type { RunShown } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Empty } from '../../parts/empty.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf, timeOf } from '../../when.js';
import { ResultWord } from './result-word.js';

/** Each bringing-in, newest first, with its result in words. */
export function Runs() {
  const { locale, text } = useLanguage();
  const query = useQuery({
    queryKey: ['runs'],
    queryFn: (): Promise<{ items: RunShown[] }> => answered(api.GET('/admin/v1/runs')),
    refetchInterval: 10_000,
  });
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  return (
    <Page isWide title={text('runs.title')} lead={text('runs.lead')}>
      <Answer
        query={query}
        getting={text('runs.getting')}
        errorTitle={text('runs.errorTitle')}
        errorSays={text('runs.errorSays')}
      >
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text('runs.none')}>
              <Link to="/bring-in">{text('bringIn.title')}</Link>
            </Empty>
          ) : (
            <Table
              caption={text('runs.title')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  id: 'started',
                  title: text('runs.started'),
                  isRowName: true,
                  cell: ({ id, startedAt }) => (
                    <Link to={`/runs/${id}`}>
                      {dayOf(locale, startedAt)} {timeOf(locale, startedAt)}
                    </Link>
                  ),
                },
                {
                  id: 'what',
                  title: text('runs.what'),
                  cell: ({ connectionTitle, isFull }) =>
                    isFull ? `${connectionTitle} · ${text('runs.full')}` : connectionTitle,
                },
                { id: 'result', title: text('runs.result'), cell: (run) => <HowItWent run={run} /> },
                { id: 'read', title: text('runs.read'), isNumber: true, cell: ({ total }) => number(total.read) },
                {
                  id: 'changed',
                  title: text('runs.changed'),
                  isNumber: true,
                  cell: ({ total }) => number(total.inserted + total.updated + total.deleted),
                },
                { id: 'held', title: text('runs.held'), isNumber: true, cell: ({ total }) => number(total.held) },
                { id: 'took', title: text('runs.took'), cell: (run) => tookOf(text, run) },
              ]}
            />
          )
        }
      </Answer>
    </Page>
  );
}

/** The result, and of what stopped the reason and when it goes on. */
function HowItWent({ run: { result, problem, triesAgainAt } }: { readonly run: RunShown }) {
  const { locale, text } = useLanguage();
  return (
    <>
      <ResultWord result={result} />
      {problem !== null && (
        <p className="hint" lang="en-GB">
          {problem}
        </p>
      )}
      {triesAgainAt !== null && (
        <p className="hint">
          {text('runs.triesAgain', { day: dayOf(locale, triesAgainAt), time: timeOf(locale, triesAgainAt) })}
        </p>
      )}
    </>
  );
}

function tookOf(text: ConsoleText, { startedAt, finishedAt }: RunShown): string {
  if (finishedAt === null) return text('run.notYet');
  const minutes = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 60_000);
  return minutes < 1 ? text('runs.underMinute') : text('runs.minutes', { count: minutes });
}
