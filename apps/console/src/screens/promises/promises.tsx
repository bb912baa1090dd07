import '../../styles/promises.css';
import type { PromisesShown, PromiseShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import { JustWordsRule } from './just-words-rule.js';
import { Actions, JustWords, PromiseFacts } from './promise-says.js';
import { SideBySide } from './side-by-side.js';
import { usePromises } from './use-promises.js';

/** What the landlord promised, in residents' words and order, and plainly where nothing was done for it. */
export function Promises() {
  const text = useText();
  const mayPromise = useMay('promises.change');
  const { state: done } = useLocation() as { state: { says?: string } | null };
  const query = usePromises();
  return (
    <Page title={text('promises.title')} lead={text('promises.lead')} isWide>
      {done?.says !== undefined && <Done says={done.says} />}
      {!mayPromise && <NoPermission to="promises.change" />}
      <div className="buttons">
        {mayPromise && (
          <Link to="/promises/new" className="button button-primary">
            {text('promises.make')}
          </Link>
        )}
        <button type="button" className="button" onClick={() => window.print()}>
          {text('promises.print')}
        </button>
      </div>
      <Answer query={query} getting={text('promises.getting')} errorTitle={text('promises.errorTitle')}>
        {(data) => <EveryPromise known={data} />}
      </Answer>
    </Page>
  );
}

function EveryPromise({ known }: { readonly known: PromisesShown }) {
  const { locale, text } = useLanguage();
  const inForce = known.items.filter(({ endedAt }) => endedAt === null);
  const ended = known.items.filter(({ endedAt }) => endedAt !== null);
  return (
    <>
      <JustWordsRule key={known.justWordsMonths} months={known.justWordsMonths} />
      {inForce.length === 0 ? (
        <Empty title={text('promises.none')}>
          <p>{text('promises.noneSays')}</p>
        </Empty>
      ) : (
        <InForce promises={inForce} />
      )}
      {known.items.length > 0 && <SideBySide />}
      {ended.length > 0 && (
        <section aria-labelledby="ended">
          <h2 id="ended">{text('promises.ended')}</h2>
          <ul>
            {ended.map(({ id, words, endedAt, endedBecause }) => (
              <li key={id}>
                <Link to={`/promises/${id}`}>{words}</Link>{' '}
                {text('promises.endedSays', { day: dayOf(locale, endedAt ?? ''), because: endedBecause ?? '' })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function InForce({ promises }: { readonly promises: readonly PromiseShown[] }) {
  const text = useText();
  const queries = useQueryClient();
  const mayPromise = useMay('promises.change');
  const [isTheirs, setTheirs] = useState(false);
  const [moved, setMoved] = useState<{ readonly id: string }>();
  // What is moved in the page loses the focus on the way.
  useEffect(() => {
    if (moved) document.getElementById(`promise-${moved.id}`)?.focus();
  }, [moved]);
  const was = promises.map(({ id }) => id);
  const moving = useMutation({
    mutationFn: ({ order }: { order: string[]; id: string; says: string }): Promise<PromisesShown> =>
      answered(api.PUT('/api/v1/promises/order', { body: { was, order } })),
    onSuccess(now, { id, says }) {
      setTheirs(false);
      queries.setQueryData(['promises'], now);
      setMoved({ id });
      announce(says);
    },
    onError(error) {
      if (!(error instanceof Problem && error.code === 'changed-since')) return undefined;
      setTheirs(true);
      return queries.invalidateQueries({ queryKey: ['promises'] });
    },
  });

  function move(at: number, by: -1 | 1): void {
    const { id, words } = promises[at]!;
    const order = was.toSpliced(at, 1).toSpliced(at + by, 0, id);
    moving.mutate({ order, id, says: text('promises.moved', { words, place: at + by + 1 }) });
  }
  return (
    <section aria-labelledby="in-force">
      <h2 id="in-force">{text('promises.inForce')}</h2>
      {isTheirs ? (
        <div role="alert">
          <Notice kind="look">
            <p>{text('promises.orderTheirs')}</p>
          </Notice>
        </div>
      ) : (
        moving.isError && <ErrorNotice error={moving.error} title={text('promises.notMoved')} />
      )}
      <ol className="promises">
        {promises.map((promise, at) => (
          <li key={promise.id} className="promise">
            <h3 className="promise-words">
              <Link id={`promise-${promise.id}`} to={`/promises/${promise.id}`}>
                {promise.words}
              </Link>
            </h3>
            <PromiseFacts promise={promise} />
            <JustWords promise={promise} />
            {(promise.justWords === null || promise.actions.length > 0) && <Actions actions={promise.actions} />}
            {mayPromise && promises.length > 1 && (
              <div className="buttons promise-moves">
                {([-1, 1] as const).map((by) => {
                  const label = by === -1 ? 'promises.up' : 'promises.down';
                  return (
                    <button
                      key={by}
                      type="button"
                      className="button"
                      aria-label={text(`${label}Name`, { words: promise.words })}
                      disabled={moving.isPending || promises[at + by] === undefined}
                      onClick={() => move(at, by)}
                    >
                      {text(label)}
                    </button>
                  );
                })}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
