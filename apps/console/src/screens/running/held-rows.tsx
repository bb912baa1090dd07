import type { HeldReasonShown, HeldRowSummary } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';

/** Which rows a reason holds, for those who may not see what is in them. */
export function HeldRows({ reason: { connection, stream, code, message } }: { readonly reason: HeldReasonShown }) {
  const { locale, text } = useLanguage();
  const query = useQuery({
    queryKey: ['held-rows', connection, stream, code, message],
    queryFn: (): Promise<{ items: HeldRowSummary[] }> =>
      answered(api.GET('/api/v1/held', { params: { query: { connection, stream, code, message, limit: 500 } } })),
  });
  return (
    <Answer query={query} getting={text('held.getting')} errorTitle={text('held.errorTitle')}>
      {({ items }) => (
        <Table
          caption={text('held.caption')}
          rows={items}
          keyOf={({ key }) => key}
          columns={[
            { id: 'row', title: text('held.row'), isRowName: true, cell: ({ key }) => key },
            { id: 'seen', title: text('held.seen'), cell: ({ lastSeenAt }) => dayOf(locale, lastSeenAt) },
          ]}
        />
      )}
    </Answer>
  );
}
