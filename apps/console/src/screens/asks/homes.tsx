import '../../styles/asks.css';
import type { RollCallHousehold, RollCallShown } from '@doorstep/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Table, type Column } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { FindHome } from './find-home.js';
import { Introduced } from './introduced.js';
import { RecordAnswer } from './record-answer.js';
import { toHear } from './to-hear.js';
import { useAsk } from './use-ask.js';

const pageSize = 25;
const filters = ['to-hear', 'not-asked', 'asked', 'cannot-now', 'declined', 'heard', 'would-meet'] as const;
type Filter = (typeof filters)[number];

/** The homes still to be heard, each with a way to reach it; and where what a household said is typed in. */
export function Homes() {
  const { text } = useLanguage();
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const mayHear = useMay('asks.hear');
  const [chosen, setChosen] = useState<RollCallHousehold>();
  const [says, setSays] = useState<{ readonly words: string; readonly at: number }>();
  const { data: ask } = useAsk(id);
  const filter = filters.find((one) => one === search.get('stands')) ?? 'to-hear';
  return (
    <Page
      title={ask ? text('homes.title', { count: toHear(ask.counts) }) : text('ask.rollCall')}
      {...(ask ? { lead: ask.question } : {})}
      isWide
    >
      <p>
        <Link to={`/asks/${id}`}>{text('homes.back')}</Link>
      </p>
      {says && <Done key={says.at} says={says.words} />}
      {!mayHear && <NoPermission to="asks.hear" />}
      {mayHear && ask && (
        <section aria-labelledby="record">
          {chosen ? (
            <RecordAnswer
              key={chosen.householdId}
              ask={ask}
              household={chosen}
              onCancel={() => setChosen(undefined)}
              onRecorded={(words) => {
                setChosen(undefined);
                setSays({ words, at: Date.now() });
              }}
            />
          ) : (
            <FindHome id={id} onChoose={setChosen} />
          )}
        </section>
      )}
      <h2>{text('homes.list')}</h2>
      <SelectField
        label={text('homes.show')}
        value={filter}
        onChange={({ target }) => setSearch({ stands: target.value }, { replace: true })}
      >
        {filters.map((one) => (
          <option key={one} value={one}>
            {text(nameOf(one))}
          </option>
        ))}
      </SelectField>
      <List
        id={id}
        filter={filter}
        onChoose={mayHear ? setChosen : undefined}
        onIntroduced={(words) => setSays({ words, at: Date.now() })}
      />
    </Page>
  );
}

function nameOf(filter: Filter) {
  if (filter === 'to-hear') return 'homes.toHear' as const;
  return filter === 'would-meet' ? ('homes.wouldMeet' as const) : (`ask.stands.${filter}` as const);
}

interface ListProps {
  readonly id: string;
  readonly filter: Filter;
  readonly onChoose: ((household: RollCallHousehold) => void) | undefined;
  readonly onIntroduced: (says: string) => void;
}

function List({ id, filter, onChoose, onIntroduced }: ListProps) {
  const { text } = useLanguage();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['roll-call', id, filter],
    queryFn: ({ pageParam }): Promise<RollCallShown> =>
      answered(
        api.GET('/api/v1/asks/{id}/roll-call', {
          params: {
            path: { id },
            query: { state: filter, limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ after }) => after,
    staleTime: 0,
  });
  if (!data)
    return error ? (
      <ErrorNotice error={error} title={text('ask.rollErrorTitle')} again={() => void refetch()} />
    ) : (
      <LoadingRows says={text('homes.getting')} />
    );
  if (data.pages.some(({ areHomesShown }) => !areHomesShown)) return <p>{text('homes.notShown')}</p>;
  const homes = data.pages.flatMap(({ items }) => items);
  if (homes.length === 0) return <Empty title={text(filter === 'to-hear' ? 'homes.noneToHear' : 'homes.none')} />;
  return (
    <>
      {data.pages.some(({ isSourceStale }) => isSourceStale) && (
        <Notice kind="look" title={text('homes.stale')}>
          <p>{text('homes.staleSays')}</p>
          <Link to="/health">{text('homes.toHealth')}</Link>
        </Notice>
      )}
      {homes.some(({ isLeftInPeace }) => isLeftInPeace) && <p className="hint">{text('homes.notNowSays')}</p>}
      {filter === 'would-meet' && <p className="hint">{text('homes.wouldMeetSays')}</p>}
      <HomesTable homes={homes} onChoose={onChoose} />
      {filter === 'would-meet' && onChoose && homes.length > 1 && (
        <Introduced id={id} homes={homes} onKept={onIntroduced} />
      )}
      {hasNextPage && (
        <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {text('homes.more')}
        </button>
      )}
    </>
  );
}

interface TableProps {
  readonly homes: readonly RollCallHousehold[];
  readonly onChoose: ((household: RollCallHousehold) => void) | undefined;
}

function HomesTable({ homes, onChoose }: TableProps) {
  const { locale, text } = useLanguage();
  const nameOf = ({ address, tenancy }: RollCallHousehold) => (address === '' ? tenancy : address);
  const stands = ({ state, until, reason, round }: RollCallHousehold) => {
    if (until !== null) return text('homes.until', { day: dayOf(locale, until) });
    if (reason === 'not-this-way') return text('homes.notThisWay', { count: round });
    return state === 'asked' ? text('homes.asked', { count: round }) : text(`ask.stands.${state}`);
  };
  const next = ({ isLeftInPeace, nextWay }: RollCallHousehold) => {
    if (isLeftInPeace) return text('homes.notNow');
    return nextWay === null ? text('homes.nobodyGoes') : text(`picture.way.${nextWay}`);
  };
  const needsColumn: Column<RollCallHousehold> = {
    id: 'needs',
    title: text('homes.needs'),
    cell: ({ needs }) => needs.map((need) => text(`homes.need.${need as Need}`)).join(', '),
  };
  return (
    <Table
      caption={text('homes.list')}
      rows={homes}
      keyOf={({ householdId }) => householdId}
      columns={[
        { id: 'home', title: text('homes.home'), isRowName: true, cell: nameOf },
        { id: 'stands', title: text('ask.stands'), cell: stands },
        { id: 'next', title: text('homes.next'), cell: next },
        ...(homes.some(({ needs }) => needs.length > 0) ? [needsColumn] : []),
        ...(onChoose
          ? [
              {
                id: 'record',
                title: text('homes.said'),
                cell: (household: RollCallHousehold) => (
                  <button
                    type="button"
                    className="link"
                    aria-label={text('homes.recordFor', { home: nameOf(household) })}
                    onClick={() => onChoose(household)}
                  >
                    {text('homes.record')}
                  </button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

type Need =
  | 'interpreter'
  | 'sign-language'
  | 'representative'
  | 'large-print'
  | 'easy-read'
  | 'no-internet'
  | 'hearing';
