import type { HeldCell, HeldReasonShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { fieldWords } from '../connect/field-words.js';

/** Which rows a reason holds, and the cell of each that it is about, as it was sent. */
export function HeldCells({ reason: { connection, stream, code, message } }: { readonly reason: HeldReasonShown }) {
  const { locale, text } = useLanguage();
  const query = useQuery({
    queryKey: ['held-cells', connection, stream, code, message],
    queryFn: (): Promise<{ items: HeldCell[] }> =>
      answered(api.GET('/admin/v1/held-cells', { params: { query: { connection, stream, code, message } } })),
  });
  return (
    <Answer query={query} getting={text('held.getting')} errorTitle={text('held.errorTitle')}>
      {({ items }) => (
        <>
          <p className="hint">{text('held.cellsAudited')}</p>
          <Table
            caption={text('held.caption')}
            rows={items}
            keyOf={({ key }) => key}
            columns={[
              { id: 'row', title: text('held.row'), isRowName: true, cell: ({ key }) => key },
              { id: 'field', title: text('held.field'), cell: ({ field }) => <Field field={field} /> },
              { id: 'sent', title: text('held.sent'), cell: ({ value }) => <Sent value={value} /> },
              { id: 'seen', title: text('held.seen'), cell: ({ lastSeenAt }) => dayOf(locale, lastSeenAt) },
            ]}
          />
        </>
      )}
    </Answer>
  );
}

function Field({ field }: Pick<HeldCell, 'field'>) {
  const { text } = useLanguage();
  return field === null ? text('held.wholeRow') : <span lang="en-GB">{fieldWords(field)}</span>;
}

function Sent({ value }: Pick<HeldCell, 'value'>) {
  const { text } = useLanguage();
  return value === null ? <span className="hint">{text('held.noText')}</span> : <q className="as-sent">{value}</q>;
}
