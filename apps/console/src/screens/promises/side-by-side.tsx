import type { PromiseChecksShown, PromiseJudgement } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
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
  const query = useQuery({
    queryKey: ['promise-checks'],
    queryFn: (): Promise<PromiseChecksShown> => answered(api.GET('/api/v1/promises/checks')),
  });
  return (
    <section aria-labelledby="kept">
      <h2 id="kept">{text('kept.title')}</h2>
      <p>{text('kept.lead')}</p>
      <Answer query={query} getting={text('promises.getting')} rows={2} errorTitle={text('promises.errorTitle')}>
        {(data) => <Checks shown={data} />}
      </Answer>
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
