import type { MatchedCodes, MatchedList, MatchingShown } from '@doorstep/contracts/http';
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
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { useEntityWords } from './entity-words.js';
import { fieldWords } from './field-words.js';
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
        <Fields
          key={list.stream}
          list={list}
          changed={columns[list.stream] ?? {}}
          onChange={(field, value) => setColumns(changedIn(columns, list.stream, field, value))}
        />
      ))}
      <h2>{text('match.values')}</h2>
      {data.codes.map((one) => (
        <Codes
          key={`${one.stream} ${one.list}`}
          codes={one}
          entity={data.lists.find(({ stream }) => stream === one.stream)?.entity ?? 'contact'}
          changed={codes[one.list] ?? {}}
          onChange={(value, means) => setCodes(changedIn(codes, one.list, value, means))}
        />
      ))}
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

interface FieldsProps {
  readonly list: MatchedList;
  readonly changed: Readonly<Record<string, string>>;
  readonly onChange: (field: string, value: string) => void;
}

function Fields({ list, changed, onChange }: FieldsProps) {
  const text = useText();
  const title = useEntityWords()(list.entity);
  const isOwn = !list.isFixed;
  return (
    <section>
      <h2>
        {title} <span className="hint">({list.stream})</span>
      </h2>
      {list.problem !== null && (
        <Notice kind="look">
          <p lang="en-GB">{list.problem}</p>
        </Notice>
      )}
      {list.isFixed && <p className="hint">{text('match.fixed')}</p>}
      <Table
        caption={`${title} (${list.stream})`}
        rows={list.fields}
        keyOf={({ field }) => field}
        columns={[
          {
            id: 'ours',
            title: text('match.ours'),
            isRowName: true,
            cell: ({ field, isRequired }) => (
              <span lang="en-GB">
                {isRequired ? text('match.required', { field: fieldWords(field) }) : fieldWords(field)}
              </span>
            ),
          },
          {
            id: 'theirs',
            title: text('match.theirs'),
            cell: ({ field, theirs }) =>
              isOwn ? (
                <input
                  className="input"
                  aria-label={text('match.theirsFor', { field: fieldWords(field) })}
                  placeholder={text('match.notMatched')}
                  value={changed[field] ?? theirs ?? ''}
                  onChange={({ target }) => onChange(field, target.value)}
                />
              ) : (
                <code>{theirs}</code>
              ),
          },
          {
            id: 'example',
            title: text('match.example'),
            cell: ({ example }) => (example === null ? text('tryOne.nothing') : example),
          },
          {
            id: 'check',
            title: text('match.checked'),
            cell: ({ empty, of }) =>
              of === 0
                ? text('match.noRows')
                : empty === 0
                  ? text('match.all', { of })
                  : text('match.empty', { empty, of }),
          },
        ]}
      />
      {list.left.length === 0 ? (
        <p className="hint">{text('match.leftNone')}</p>
      ) : (
        <details>
          <summary>{text('match.left', { count: list.left.length })}</summary>
          <p>{list.left.join(', ')}</p>
        </details>
      )}
    </section>
  );
}

interface CodesProps {
  readonly codes: MatchedCodes;
  readonly entity: string;
  readonly changed: Readonly<Record<string, string>>;
  readonly onChange: (value: string, means: string) => void;
}

function Codes({ codes, entity, changed, onChange }: CodesProps) {
  const text = useText();
  const title = text('match.codesOf', { list: useEntityWords()(entity), field: fieldWords(codes.field) });
  if (codes.values.length === 0)
    return (
      <section>
        <h3>{title}</h3>
        <p className="hint">{text('match.noCodes')}</p>
      </section>
    );
  return (
    <section>
      <h3>{title}</h3>
      <Table
        caption={title}
        rows={codes.values}
        keyOf={({ theirs }) => theirs}
        columns={[
          { id: 'theirs', title: text('match.theirValue'), isRowName: true, cell: ({ theirs }) => theirs },
          { id: 'rows', title: text('match.rows'), isNumber: true, cell: ({ rows }) => rows },
          {
            id: 'means',
            title: text('match.means'),
            cell: ({ theirs, means, isUnknown }) =>
              codes.meanings.length === 0 ? (
                <input
                  className="input"
                  aria-label={text('match.meaningOf', { value: theirs })}
                  value={changed[theirs] ?? means ?? ''}
                  onChange={({ target }) => onChange(theirs, target.value)}
                />
              ) : (
                <select
                  className="input input-select"
                  aria-label={text('match.meaningOf', { value: theirs })}
                  value={changed[theirs] ?? means ?? ''}
                  onChange={({ target }) => onChange(theirs, target.value)}
                >
                  <option value="">{isUnknown ? text('match.unknown') : text('match.known')}</option>
                  {codes.meanings.map((one) => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
                </select>
              ),
          },
          {
            id: 'suggestion',
            title: text('match.checked'),
            cell: ({ theirs, suggestion, isUnknown }) =>
              suggestion === null || !isUnknown || changed[theirs] !== undefined ? null : (
                <>
                  {text(suggestion.because === 'name' ? 'match.byName' : 'match.byValues', { means: suggestion.means })}{' '}
                  <button
                    type="button"
                    className="link"
                    aria-label={text('match.useFor', { means: suggestion.means, value: theirs })}
                    onClick={() => onChange(theirs, suggestion.means)}
                  >
                    {text('match.use')}
                  </button>
                </>
              ),
          },
        ]}
      />
    </section>
  );
}
