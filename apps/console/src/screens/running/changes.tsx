import type { UnknownValue } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Empty } from '../../parts/empty.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { Answer } from './answer.js';

/** Values that the systems send and nobody matched, with the way to match them. */
export function Changes() {
  const { locale, text } = useLanguage();
  const query = useQuery({
    queryKey: ['unknown-values'],
    queryFn: (): Promise<{ items: UnknownValue[] }> => answered(api.GET('/admin/v1/unknown-values')),
  });
  return (
    <Page isWide title={text('changes.title')} lead={text('changes.lead')}>
      <Answer query={query} getting={text('changes.getting')} errorTitle={text('changes.errorTitle')}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text('changes.none')} />
          ) : (
            <>
              <p>
                <Link className="button button-primary" to="/set-up/match">
                  {text('changes.match')}
                </Link>
              </p>
              <Table
                caption={text('changes.title')}
                rows={items}
                keyOf={({ connection, stream, field, value }) => [connection, stream, field, value].join(' ')}
                columns={[
                  { id: 'value', title: text('changes.value'), isRowName: true, cell: ({ value }) => value },
                  {
                    id: 'where',
                    title: text('changes.where'),
                    cell: ({ connection, stream, field }) => `${connection}: ${stream}, ${field}`,
                  },
                  { id: 'times', title: text('changes.times'), isNumber: true, cell: ({ times }) => times },
                  { id: 'seen', title: text('held.seen'), cell: ({ lastSeenAt }) => dayOf(locale, lastSeenAt) },
                ]}
              />
            </>
          )
        }
      </Answer>
    </Page>
  );
}
