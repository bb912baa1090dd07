import type { UnmappedContact } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Table, type Column } from '../../parts/table.js';
import { dayOf } from '../../when.js';

interface Props {
  readonly name: string;
  /** Begins a row for it. */
  readonly onDecide?: (source: string) => void;
}

/** What a system sent that no row of its mapping fits, most frequent first. */
export function Unmapped({ name, onDecide }: Props) {
  const { locale, text } = useLanguage();
  const query = useQuery({
    queryKey: ['unmapped'],
    queryFn: (): Promise<{ items: UnmappedContact[] }> =>
      answered(api.GET('/api/v1/contacts/unmapped', { params: { query: { limit: 500 } } })),
  });
  const columns: Column<UnmappedContact>[] = [
    {
      id: 'source',
      title: text('counts.source'),
      isRowName: true,
      cell: ({ source }) => <code lang="en-GB">{source}</code>,
    },
    {
      id: 'times',
      title: text('counts.times'),
      isNumber: true,
      cell: ({ contacts }) => new Intl.NumberFormat(locale).format(contacts),
    },
    { id: 'last', title: text('counts.lastSeen'), cell: ({ lastSeenAt }) => dayOf(locale, lastSeenAt) },
    ...(onDecide
      ? [
          {
            id: 'do',
            title: text('counts.do'),
            cell: ({ source }: UnmappedContact) => (
              <button
                type="button"
                className="link"
                aria-label={text('counts.decideOne', { source })}
                onClick={() => onDecide(source)}
              >
                {text('counts.decide')}
              </button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby="unmapped">
      <h2 id="unmapped">{text('counts.unmapped')}</h2>
      <Answer query={query} getting={text('counts.unmappedGetting')} errorTitle={text('counts.unmappedError')}>
        {({ items }) => {
          const ofThis = items.filter(({ connection }) => connection === name);
          return ofThis.length === 0 ? (
            <p>{text('counts.unmappedNone')}</p>
          ) : (
            <>
              <p>{text('counts.unmappedSays')}</p>
              <Table caption={text('counts.unmapped')} rows={ofThis} keyOf={({ source }) => source} columns={columns} />
            </>
          );
        }}
      </Answer>
    </section>
  );
}
