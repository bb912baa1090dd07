import '../../styles/promises.css';
import type { EvaluationSummary } from '@doorstep/contracts/http';
import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { BeginEvaluation } from './begin-evaluation.js';
import { useEvaluations, useWhatOf } from './use-evaluations.js';

/** What residents evaluate: they write and lock, staff read and answer. */
export function Evaluations() {
  const text = useText();
  const mayEvaluate = useMay('evaluations.write');
  const { data, error, refetch } = useEvaluations();
  return (
    <Page title={text('evals.title')} lead={text('evals.lead')}>
      {!mayEvaluate && <p className="notice notice-plain">{text('evals.notYours')}</p>}
      {data ? (
        <EveryEvaluation evaluations={data.items} />
      ) : error ? (
        <ErrorNotice error={error} title={text('evals.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('evals.getting')} />
      )}
      {data && mayEvaluate && <BeginEvaluation begun={data.items} />}
    </Page>
  );
}

function EveryEvaluation({ evaluations }: { readonly evaluations: readonly EvaluationSummary[] }) {
  const { locale, text } = useLanguage();
  const whatOf = useWhatOf();
  if (evaluations.length === 0)
    return (
      <Empty title={text('evals.none')}>
        <p>{text('evals.noneSays')}</p>
      </Empty>
    );
  return (
    <Table
      caption={text('evals.caption')}
      rows={evaluations}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'what',
          title: text('evals.what'),
          isRowName: true,
          cell: (one) => <Link to={`/evaluations/${one.id}`}>{whatOf(one)}</Link>,
        },
        {
          id: 'state',
          title: text('evals.state'),
          cell: ({ lockedAt }) =>
            lockedAt === null ? (
              <StatusWord light="busy">{text('evals.writing')}</StatusWord>
            ) : (
              <StatusWord light="good">{text('evals.locked', { day: dayOf(locale, lockedAt) })}</StatusWord>
            ),
        },
        { id: 'answers', title: text('evals.answers'), isNumber: true, cell: ({ answers }) => answers },
      ]}
    />
  );
}
