import type { HeldReasonShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { HeldReason } from './held-reason.js';
import { NewValues } from './new-values.js';

/** Rows that could not be used, by their reason: looked at, treated as empty, left out, tried again, downloaded. */
export function Held() {
  const { text } = useLanguage();
  const query = useQuery({
    queryKey: ['held-reasons'],
    queryFn: (): Promise<{ items: HeldReasonShown[] }> => answered(api.GET('/admin/v1/held-reasons')),
  });
  return (
    <Page title={text('held.title')} lead={text('held.lead')}>
      <Answer query={query} getting={text('held.getting')} errorTitle={text('held.errorTitle')}>
        {({ items }) => (items.length === 0 ? <Empty title={text('held.none')} /> : <Reasons reasons={items} />)}
      </Answer>
      <NewValues />
    </Page>
  );
}

interface Leaving {
  readonly reason: HeldReasonShown;
  readonly isOut: boolean;
}

function Reasons({ reasons }: { readonly reasons: readonly HeldReasonShown[] }) {
  const { text } = useLanguage();
  const queries = useQueryClient();
  const mayRun = useMay('sync.run');
  const leave = useMutation({
    mutationFn: ({ reason: { connection, stream, code, message }, isOut }: Leaving) => {
      const body = { connection, stream, code, message };
      return isOut
        ? answered(api.POST('/admin/v1/held-reasons/leave-out', { body }))
        : answered(api.POST('/admin/v1/held-reasons/take-in', { body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['held-reasons'] }),
  });
  const again = useMutation({
    mutationFn: () =>
      Promise.all(
        [...new Set(reasons.map(({ connection }) => connection))].map((name) =>
          answered(
            api.POST('/admin/v1/connections/{name}/runs', { params: { path: { name } }, body: { isFull: false } }),
          ),
        ),
      ),
  });
  const error = leave.error ?? again.error;
  const left = leave.variables;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {leave.data && left && (
        <Done
          says={text(left.isOut ? 'held.isLeft' : 'held.isTaken', { count: leave.data.rows })}
          onUndo={() => leave.mutate({ ...left, isOut: !left.isOut })}
        />
      )}
      {again.isSuccess && <Done says={text('held.asked')} />}
      {!mayRun && <NoPermission to="sync.run" />}
      <div className="buttons">
        {mayRun && (
          <button
            type="button"
            className="button button-primary"
            disabled={again.isPending}
            onClick={() => again.mutate()}
          >
            {text('held.again')}
          </button>
        )}
        <a className="button" href="/admin/v1/held.csv" download="held.csv">
          {text('held.download')}
        </a>
      </div>
      {reasons.map((reason) => (
        <HeldReason
          key={[reason.connection, reason.stream, reason.code, reason.message].join(' ')}
          reason={reason}
          onLeave={mayRun ? (isOut) => leave.mutate({ reason, isOut }) : null}
        />
      ))}
    </>
  );
}
