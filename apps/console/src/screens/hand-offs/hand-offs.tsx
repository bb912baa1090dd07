import '../../styles/hand-offs.css';
import type { HandOffsQuery, HandOffSummary } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { Page } from '../../parts/page.js';
import { Filters } from './filters.js';
import { HandOff, type HandOffDone } from './hand-off.js';
import { NotForYou } from './not-for-you.js';
import { ShowMore, step } from './show-more.js';
import { useRoutes } from './use-routes.js';

/** What was passed on to those who act on it, what is longest past its time first. */
export function HandOffs() {
  const text = useText();
  const mayRead = useMay('hand-offs.read');
  return (
    <Page title={text('handOffs.title')} lead={text('handOffs.lead')}>
      {mayRead ? <Chosen /> : <NotForYou />}
    </Page>
  );
}

type List = { items: HandOffSummary[]; total: number };
function Chosen() {
  const text = useText();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Pick<HandOffsQuery, 'state' | 'route'>>({ state: 'open' });
  const [limit, setLimit] = useState(step);
  const [done, setDone] = useState({ says: '', count: 0 });
  const doneBox = useRef<HTMLDivElement>(null);
  useEffect(() => doneBox.current?.focus(), [done]);
  const routes = useRoutes().data?.items;
  const queryKey = ['hand-offs', chosen, limit];
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<List> =>
      answered(api.GET('/api/v1/hand-offs', { params: { query: { ...chosen, limit, order: 'clock' } } } as never)),
    // More of the same stand below what is read already; another choice begins anew.
    placeholderData: (before, last) => (last?.queryKey[1] === chosen ? before : undefined),
  });

  async function onDone(what: HandOffDone): Promise<void> {
    await client.invalidateQueries({ queryKey: ['hand-offs'] });
    const now = client.getQueryData<List>(queryKey)?.items.find(({ reference }) => reference === what.reference);
    setDone(({ count }) => ({ says: saidOf(what, now), count: count + 1 }));
  }

  /** Who was first to say that somebody has it stays, so what is said is what stands. */
  function saidOf(what: HandOffDone, now: HandOffSummary | undefined): string {
    const { reference } = what;
    if (what.what === 'closed') return text('handOffs.isClosed', { reference });
    if (now?.route === 'restricted') return text('handOffs.savedRestricted', { reference });
    const by = now?.acknowledgedBy ?? what.by;
    return text(by === what.by ? 'handOffs.saved' : 'handOffs.hadAlready', { by, reference });
  }
  return (
    <>
      <Filters
        {...chosen}
        onChoose={(now) => {
          setChosen(now);
          setLimit(step);
          setDone({ says: '', count: 0 });
        }}
      />
      {done.says !== '' && (
        <div ref={doneBox} tabIndex={-1} key={done.count}>
          <Done says={done.says} />
        </div>
      )}
      <Answer
        query={query}
        getting={text('handOffs.getting')}
        errorTitle={text('handOffs.errorTitle')}
        errorSays={text('handOffs.errorSays')}
      >
        {({ items, total }) => (
          <>
            {items.length === 0 ? (
              <Empty title={text('handOffs.none')}>
                <p>
                  {chosen.state === 'open' && chosen.route === undefined
                    ? text('handOffs.noneOpen')
                    : text('handOffs.noneFits')}
                </p>
              </Empty>
            ) : (
              <p>{text('handOffs.shown', { shown: items.length, total })}</p>
            )}
            {items.map((handOff) => (
              <HandOff
                key={handOff.reference}
                handOff={handOff}
                setting={routes?.find(({ route }) => route === handOff.route)}
                onDone={onDone}
              />
            ))}
            <ShowMore shown={items.length} total={total} limit={limit} isBusy={query.isFetching} onMore={setLimit} />
          </>
        )}
      </Answer>
    </>
  );
}
