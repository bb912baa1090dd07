import type { MatchingShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useLanguage, useText } from '../../language.js';
import { ConflictNotice } from '../../parts/conflict-notice.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import { EmptiedFields } from './emptied-fields.js';
import { MatchCodes } from './match-codes.js';
import { MatchFields } from './match-fields.js';
import { WhichConnection } from './which-connection.js';

/** Where our fields come from and what codes mean, on a landlord's own rows. */
export function Match() {
  const text = useText();
  return (
    <Page isWide title={text('match.title')} lead={text('match.lead')}>
      <WhichConnection>{(name) => <Matching key={name} name={name} />}</WhichConnection>
    </Page>
  );
}

/** What somebody changed and did not confirm yet: stream or list → field or code → what it is now. */
type Changes = Readonly<Record<string, Readonly<Record<string, string>>>>;

const changedIn = (changes: Changes, list: string, key: string, value: string): Changes => ({
  ...changes,
  [list]: { ...changes[list], [key]: value },
});

function Matching({ name }: { readonly name: string }) {
  const { locale, text } = useLanguage();
  const queries = useQueryClient();
  const path = { params: { path: { name } } };
  const { data, error, refetch } = useQuery({
    queryKey: ['matching', name],
    queryFn: () => answered(api.GET('/admin/v1/connections/{name}/matching', path)) as Promise<MatchingShown>,
    // The landlord's own system is asked for it.
    staleTime: Infinity,
    retry: false,
  });
  const [columns, setColumns] = useState<Changes>({});
  const [codes, setCodes] = useState<Changes>({});
  const [theirs, setTheirs] = useState<{ version: number; changedBy: string; changedAt: string } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isDone, setIsDone] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  async function confirm(version: number): Promise<void> {
    setIsBusy(true);
    setWrong(null);
    setTheirs(null);
    try {
      await answered(api.PUT('/admin/v1/connections/{name}/matching', { ...path, body: { version, columns, codes } }));
      setColumns({});
      setCodes({});
      setIsDone(true);
      await queries.invalidateQueries({ queryKey: ['matching', name] });
      await queries.invalidateQueries({ queryKey: ['set-up'] });
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (failure.code === 'matching-changed') setTheirs(failure.current as typeof theirs);
      else setWrong(failure.detail ?? text('part.noConnection'));
    } finally {
      setIsBusy(false);
    }
  }

  if (error)
    return (
      <ErrorNotice
        error={error}
        title={text('match.errorTitle')}
        says={text('match.errorSays')}
        again={() => void refetch()}
      />
    );
  if (!data) return <LoadingRows says={text('match.getting')} rows={8} />;
  return (
    <>
      {isDone && <Done says={text('match.confirmed')} />}
      {data.changedAt !== null && (
        <p className="hint">{text('match.changedBy', { day: dayOf(locale, data.changedAt) })}</p>
      )}
      {data.lists.map((list) => (
        <MatchFields
          key={list.stream}
          list={list}
          changed={columns[list.stream] ?? {}}
          onChange={(field, value) => setColumns(changedIn(columns, list.stream, field, value))}
        />
      ))}
      <h2>{text('match.values')}</h2>
      {data.codes.map((one) => (
        <MatchCodes
          key={`${one.stream} ${one.list}`}
          codes={one}
          entity={data.lists.find(({ stream }) => stream === one.stream)?.entity ?? 'contact'}
          changed={codes[one.list] ?? {}}
          onChange={(value, means) => setCodes(changedIn(codes, one.list, value, means))}
        />
      ))}
      <EmptiedFields connection={name} emptied={data.emptied} />
      {theirs && (
        <ConflictNotice
          name={theirs.changedBy}
          at={theirs.changedAt}
          onSeeTheirs={() => {
            setColumns({});
            setCodes({});
            setTheirs(null);
            void refetch();
          }}
          onKeepMine={() => void confirm(theirs.version)}
        />
      )}
      {wrong !== null && (
        <Notice kind="bad">
          <p role="alert">{wrong}</p>
        </Notice>
      )}
      <div className="buttons">
        <button
          type="button"
          className="button button-primary"
          disabled={isBusy}
          onClick={() => void confirm(data.version)}
        >
          {text('match.confirm')}
        </button>
        <Link className="button" to="/set-up/try">
          {text('match.toTry')}
        </Link>
      </div>
    </>
  );
}
