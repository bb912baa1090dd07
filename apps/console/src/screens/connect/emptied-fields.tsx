import type { MatchingShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Table } from '../../parts/table.js';
import { fieldWords } from './field-words.js';

interface Props {
  readonly connection: string;
  readonly emptied: MatchingShown['emptied'];
}

/** Fields that are empty where they cannot be understood; each can hold its rows again. */
export function EmptiedFields({ connection, emptied }: Props) {
  const text = useText();
  const queries = useQueryClient();
  const hold = useMutation({
    mutationFn: (one: MatchingShown['emptied'][number]) =>
      answered(api.POST('/admin/v1/held-reasons/hold-again', { body: { connection, ...one } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['held-reasons'] });
      await queries.invalidateQueries({ queryKey: ['matching', connection] });
    },
  });
  const done = hold.isSuccess && <Done says={text('match.holdsAgain')} />;
  if (emptied.length === 0) return done;
  return (
    <section>
      <h2>{text('match.emptied')}</h2>
      <p className="hint">{text('match.emptiedSays')}</p>
      {hold.error && <ErrorNotice error={hold.error} />}
      {done}
      <Table
        caption={text('match.emptied')}
        rows={emptied}
        keyOf={({ stream, field, code }) => `${stream} ${field} ${code}`}
        columns={[
          {
            id: 'field',
            title: text('match.ours'),
            isRowName: true,
            cell: ({ field }) => <span lang="en-GB">{fieldWords(field)}</span>,
          },
          { id: 'list', title: text('run.list'), cell: ({ stream }) => stream },
          {
            id: 'wrong',
            title: text('match.emptiedWhen'),
            cell: ({ code }) => text(code === 'field-too-long' ? 'match.whenTooLong' : 'match.whenUnread'),
          },
          {
            id: 'hold',
            title: text('match.emptiedUndo'),
            cell: (one) => (
              <button
                type="button"
                className="link"
                aria-label={text('match.holdAgainFor', { field: fieldWords(one.field) })}
                disabled={hold.isPending}
                onClick={() => hold.mutate(one)}
              >
                {text('match.holdAgain')}
              </button>
            ),
          },
        ]}
      />
    </section>
  );
}
