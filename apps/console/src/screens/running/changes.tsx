import type { FieldLeft, UnknownValue, VanishedField } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Empty } from '../../parts/empty.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { fieldWords } from '../connect/field-words.js';

interface Changed {
  readonly values: readonly UnknownValue[];
  readonly gone: readonly VanishedField[];
  readonly left: { readonly items: readonly FieldLeft[]; readonly total: number };
}

/** What the systems no longer send and what they send anew, whether that breaks something, and values nobody matched. */
export function Changes() {
  const { text } = useLanguage();
  const query = useQuery({ queryKey: ['changes'], queryFn: readChanges });
  return (
    <Page isWide title={text('changes.title')} lead={text('changes.lead')}>
      <Answer query={query} getting={text('changes.getting')} errorTitle={text('changes.errorTitle')}>
        {({ values, gone, left }) => (
          <>
            {gone.length > 0 && <Gone gone={gone} />}
            {left.total > 0 && <Left left={left} />}
            {values.length > 0 && <Values values={values} />}
            {values.length === 0 && <Empty title={text('changes.none')} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

async function readChanges(): Promise<Changed> {
  const [values, gone, left]: [{ items: UnknownValue[] }, { items: VanishedField[] }, Changed['left']] =
    await Promise.all([
      answered(api.GET('/admin/v1/unknown-values')),
      answered(api.GET('/admin/v1/vanished-fields')),
      answered(api.GET('/admin/v1/fields-left', { params: { query: { limit: 500 } } })),
    ]);
  return { values: values.items, gone: gone.items, left };
}

/** What is new since it was last read stands by itself; the rest by list, folded away. */
function Left({ left: { items, total } }: Pick<Changed, 'left'>) {
  const { locale, text } = useLanguage();
  const came = items.filter(({ cameAt }) => cameAt !== null);
  const lists = new Map<string, string[]>();
  for (const { system, stream, field } of items) {
    const list = `${system}: ${stream}`;
    lists.set(list, [...(lists.get(list) ?? []), field]);
  }
  return (
    <section aria-labelledby="left">
      <h2 id="left">{text('changes.left.title')}</h2>
      {came.length === 0 && <p>{text('changes.left.noneNew')}</p>}
      {came.length > 0 && (
        <>
          <p>
            <StatusWord light="quiet">{text('changes.breaksNot')}</StatusWord> {text('changes.left.ignored')}
          </p>
          <ul>
            {came.map(({ connection, system, stream, field, cameAt }) => (
              <li key={[connection, stream, field].join(' ')}>
                {text('changes.left.came', { system, field, list: stream, day: dayOf(locale, cameAt ?? '') })}
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{text('changes.left.all', { count: total })}</summary>
        {[...lists].map(([list, fields]) => (
          <section key={list}>
            <h3>{list}</h3>
            <p>{fields.join(', ')}</p>
          </section>
        ))}
        {items.length < total && <p>{text('changes.left.more', { count: total - items.length })}</p>}
      </details>
    </section>
  );
}

function Gone({ gone }: Pick<Changed, 'gone'>) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  return (
    <section aria-labelledby="gone">
      <h2 id="gone">{text('changes.gone.title')}</h2>
      {gone.map(({ connection, system, stream, entity, field, had, hadAt, present, effect }) => (
        <article key={[connection, stream, field].join(' ')}>
          <h3>
            <span lang="en-GB">{fieldWords(field)}</span>{' '}
            <span className="hint">{text(`entity.${entity}` as 'entity.home')}</span>
          </h3>
          <p>
            {effect === 'nothing' ? (
              <StatusWord light="quiet">{text('changes.breaksNot')}</StatusWord>
            ) : (
              <StatusWord light={effect === 'protects' ? 'bad' : 'look'}>{text('changes.breaks')}</StatusWord>
            )}
          </p>
          <p>
            {text('changes.gone.from', { system })}{' '}
            {text('changes.gone.was', { had: number(had), day: dayOf(locale, hadAt), present: number(present) })}{' '}
            {text(`changes.effect.${effect}`)}
          </p>
        </article>
      ))}
      <p>
        <Link className="button" to="/set-up/match">
          {text('changes.gone.match')}
        </Link>
      </p>
    </section>
  );
}

/** A value, which leads to where one says what it means. */
function Value({ value: { connection, list, value } }: { readonly value: UnknownValue }) {
  if (list === null) return value;
  return <Link to={`/set-up/match?${new URLSearchParams({ connection, list, value }).toString()}`}>{value}</Link>;
}

function Values({ values }: Pick<Changed, 'values'>) {
  const { locale, text } = useLanguage();
  return (
    <section aria-labelledby="values">
      <h2 id="values">{text('changes.values')}</h2>
      <p>
        <Link className="button button-primary" to="/set-up/match">
          {text('changes.match')}
        </Link>
      </p>
      <Table
        caption={text('changes.values')}
        rows={values}
        keyOf={({ connection, stream, field, value }) => [connection, stream, field, value].join(' ')}
        columns={[
          { id: 'value', title: text('changes.value'), isRowName: true, cell: (one) => <Value value={one} /> },
          {
            id: 'where',
            title: text('changes.where'),
            cell: ({ connection, stream, field }) => `${connection}: ${stream}, ${field}`,
          },
          { id: 'times', title: text('changes.times'), isNumber: true, cell: ({ times }) => times },
          { id: 'seen', title: text('held.seen'), cell: ({ lastSeenAt }) => dayOf(locale, lastSeenAt) },
        ]}
      />
    </section>
  );
}
