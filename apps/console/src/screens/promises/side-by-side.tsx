import type { PromiseChecksShown, PromiseJudgement } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { StatusWord, type Light } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';

const lights: Readonly<Record<PromiseJudgement, Light>> = {
  kept: 'good',
  partly: 'look',
  'not-kept': 'bad',
  'too-early': 'quiet',
};

/** A judgement of residents', with their own words. */
export function Judgement({
  judgement,
  words,
}: {
  readonly judgement: PromiseJudgement;
  readonly words: string | null;
}) {
  const text = useText();
  return (
    <>
      <StatusWord light={lights[judgement]}>{text(`kept.is.${judgement}`)}</StatusWord>
      {words !== null && <p className="promise-said">{words}</p>}
    </>
  );
}

/** What residents judged of each promise, the baseline and each year, side by side. */
export function SideBySide() {
  const text = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['promise-checks'],
    queryFn: (): Promise<PromiseChecksShown> => answered(api.GET('/api/v1/promises/checks')),
  });
  return (
    <section aria-labelledby="kept">
      <h2 id="kept">{text('kept.title')}</h2>
      <p>{text('kept.lead')}</p>
      {data ? (
        <Checks shown={data} />
      ) : error ? (
        <ErrorNotice error={error} title={text('promises.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('promises.getting')} rows={2} />
      )}
    </section>
  );
}

function Checks({ shown: { rounds, promises } }: { readonly shown: PromiseChecksShown }) {
  const text = useText();
  if (rounds.length === 0) return <p className="hint">{text('kept.none')}</p>;
  return (
    <>
      {rounds.every(({ isBaseline }) => !isBaseline) && <p className="hint">{text('kept.noBaseline')}</p>}
      <Table
        caption={text('kept.title')}
        rows={promises}
        keyOf={({ id }) => id}
        columns={[
          { id: 'promise', title: text('kept.promise'), isRowName: true, cell: ({ words }) => words },
          ...rounds.map(({ evaluationId, isBaseline, year }) => ({
            id: evaluationId,
            title: text(isBaseline ? 'kept.baseline' : 'kept.year', { year }),
            cell: ({ checks }: PromiseChecksShown['promises'][number]) => {
              const check = checks.find((one) => one.evaluationId === evaluationId);
              if (!check) return <span className="hint">{text('kept.notJudged')}</span>;
              return (
                <>
                  <Judgement judgement={check.judgement} words={check.words} />
                  {check.beside !== null && <p className="hint">{text(`kept.beside.${check.beside}`)}</p>}
                </>
              );
            },
          })),
        ]}
      />
    </>
  );
}
