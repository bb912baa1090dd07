import '../../styles/picture.css';
import type { SilentShown } from '@doorstep/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { useAreas } from './use-areas.js';

/** The homes of an area not heard for a year: whom to go to. */
export function SilentHomes() {
  const text = useText();
  const [search] = useSearchParams();
  const place = search.get('place') ?? '';
  const name = useAreas().find(({ area }) => area === place)?.name ?? place;
  const mayAsk = useMay('asks.change');
  // Whose homes, the picture asks.
  if (place === '') return <Navigate to="/picture" replace />;
  return (
    <Page title={text('picture.silent.homes', { name })} lead={text('picture.silent.lead')} isWide>
      <p>
        <Link to="/picture">{text('picture.silent.back')}</Link>
      </p>
      {mayAsk && (
        <p>
          <Link to={{ pathname: '/asks/new', search: `?${search.toString()}` }} state={{ name }}>
            {text('picture.silent.ask', { name })}
          </Link>
        </p>
      )}
      <Homes place={place} />
    </Page>
  );
}

function Homes({ place }: { readonly place: string }) {
  const { locale, text } = useLanguage();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['picture', 'silent', place],
    queryFn: ({ pageParam }): Promise<SilentShown> =>
      answered(
        api.GET('/api/v1/picture/silent', {
          params: { query: { place, ...(pageParam === null ? {} : { after: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ after }) => after,
  });
  if (!data)
    return error ? (
      <ErrorNotice error={error} title={text('picture.errorTitle')} again={() => void refetch()} />
    ) : (
      <LoadingRows says={text('homes.getting')} />
    );
  if (data.pages.some(({ areHomesShown }) => !areHomesShown)) return <p>{text('homes.notShown')}</p>;
  const homes = data.pages.flatMap(({ items }) => items);
  if (homes.length === 0) return <Empty title={text('picture.silent.none')} />;
  return (
    <>
      <Table
        caption={text('picture.silent.title')}
        rows={homes}
        keyOf={({ householdId }) => householdId}
        columns={[
          {
            id: 'home',
            title: text('homes.home'),
            isRowName: true,
            cell: ({ address, tenancy }) => (address === '' ? tenancy : address),
          },
          {
            id: 'last',
            title: text('picture.silent.last'),
            cell: ({ lastHeardOn }) =>
              lastHeardOn === null ? text('picture.silent.never') : dayOf(locale, lastHeardOn),
          },
        ]}
      />
      {hasNextPage && (
        <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {text('homes.more')}
        </button>
      )}
    </>
  );
}
