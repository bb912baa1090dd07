import type { ListeningPage as HeardPage, ListeningPagePreview, ListeningPageShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import '../../styles/evidence.css';
import { years } from './years.js';

const pageKey = ['listening-page'];

/** The page on which everybody can read what the landlord heard: looked at first, published, withdrawn. */
export function ListeningPage() {
  const text = useText();
  const maySee = useMay('evidence.read');
  return (
    <Page title={text('heardPage.title')} lead={text('heardPage.lead')}>
      {maySee ? <Everything /> : <NoPermission to="evidence.read" isWall />}
    </Page>
  );
}

function Everything() {
  const text = useText();
  const mayPublish = useMay('evidence.make');
  const query = useQuery({
    queryKey: pageKey,
    queryFn: (): Promise<ListeningPageShown> => answered(api.GET('/api/v1/listening-page')),
  });
  return (
    <Answer query={query} getting={text('heardPage.getting')} errorTitle={text('heardPage.errorTitle')}>
      {(shown) => (
        <>
          <Standing shown={shown} mayPublish={mayPublish} />
          {mayPublish ? <Publish /> : <NoPermission to="evidence.make" />}
        </>
      )}
    </Answer>
  );
}

function Standing({ shown, mayPublish }: { readonly shown: ListeningPageShown; readonly mayPublish: boolean }) {
  const { locale, text } = useLanguage();
  const [isAsking, setIsAsking] = useState(false);
  const put = usePut();
  const withdrawing = useMutation({
    mutationFn: (): Promise<ListeningPageShown> => answered(api.POST('/api/v1/listening-page/withdraw')),
    onSuccess(now) {
      setIsAsking(false);
      put(now);
    },
  });
  const { address, published } = shown;
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">{text('heardPage.now')}</h2>
      {withdrawing.isError && <ErrorNotice error={withdrawing.error} />}
      {withdrawing.isSuccess && published === null && <Done says={text('heardPage.withdrawn')} />}
      {published === null ? (
        <p>{text('heardPage.nothing', { address })}</p>
      ) : (
        <>
          <p>
            {text('heardPage.published', {
              year: published.page.year,
              day: dayOf(locale, published.publishedAt),
              name: published.publishedBy,
            })}
          </p>
          <div className="buttons">
            <a className="button" href={address}>
              {text('heardPage.read')}
            </a>
            {mayPublish && (
              <button type="button" className="button" onClick={() => setIsAsking(true)}>
                {text('heardPage.withdraw')}
              </button>
            )}
          </div>
        </>
      )}
      <Confirm
        isOpen={isAsking}
        title={text('heardPage.withdrawTitle')}
        action={text('heardPage.withdraw')}
        isBusy={withdrawing.isPending}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => withdrawing.mutate()}
      >
        <p>{text('heardPage.withdrawSays')}</p>
      </Confirm>
    </section>
  );
}

function Publish() {
  const text = useText();
  const [year, setYear] = useState(years()[0] ?? 0);
  const put = usePut();
  const looking = useMutation({
    mutationFn: (of: number): Promise<ListeningPagePreview> =>
      answered(api.GET('/api/v1/listening-page/preview', { params: { query: { year: of } } })),
  });
  const publishing = useMutation({
    mutationFn: (contentHash: string): Promise<ListeningPageShown> =>
      answered(api.POST('/api/v1/listening-page/publish', { body: { year, contentHash } })),
    onSuccess(now) {
      looking.reset();
      put(now);
    },
  });
  const seen = looking.data;
  return (
    <section aria-labelledby="publish">
      <h2 id="publish">{text('heardPage.publishTitle')}</h2>
      {(looking.error ?? publishing.error) && <ErrorNotice error={looking.error ?? publishing.error} />}
      {publishing.isSuccess && !seen && <Done says={text('heardPage.isPublished')} />}
      <SelectField
        label={text('evidence.year')}
        value={year}
        onChange={({ target }) => {
          setYear(Number(target.value));
          looking.reset();
          publishing.reset();
        }}
      >
        {years().map((one) => (
          <option key={one}>{one}</option>
        ))}
      </SelectField>
      <button
        type="button"
        className="button"
        disabled={looking.isPending}
        onClick={() => {
          publishing.reset();
          looking.mutate(year);
        }}
      >
        {text('heardPage.look')}
      </button>
      {looking.isPending && <LoadingRows says={text('heardPage.looking')} />}
      {seen && (
        <>
          <Seen page={seen.page} />
          <div className="buttons">
            <a
              className="button"
              href={`/api/v1/listening-page/preview.html?year=${year}`}
              target="_blank"
              rel="noreferrer"
            >
              {text('heardPage.preview')}
            </a>
            <button
              type="button"
              className="button button-primary"
              disabled={publishing.isPending}
              onClick={() => publishing.mutate(seen.contentHash)}
            >
              {text('heardPage.publish')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** What would be on it, in counts. */
function Seen({ page }: { readonly page: HeardPage }) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const { homes, asks, done, notDone } = page;
  return (
    <ul role="status">
      <li>
        {homes.heard === null || homes.of === null
          ? text('heardPage.homesKept')
          : text('heardPage.homes', { heard: number(homes.heard), of: number(homes.of) })}
      </li>
      <li>{text('heardPage.asks', { count: asks.length })}</li>
      <li>{text('heardPage.done', { count: done.length })}</li>
      <li>{text('heardPage.notDone', { count: notDone.length })}</li>
    </ul>
  );
}

/** What was done stands in the page when it is said. */
function usePut(): (now: ListeningPageShown) => void {
  const queries = useQueryClient();
  return (now) => {
    queries.setQueryData(pageKey, now);
    void queries.invalidateQueries({ queryKey: pageKey });
  };
}
