import type { HeldReasonShown, HeldRowSummary } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';

/** Rows that could not be used, by their reason: looked at, left out, tried again, downloaded. */
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
      {!mayRun && <NoPermission needed="administrator" />}
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
        <Reason
          key={[reason.connection, reason.stream, reason.code, reason.message].join(' ')}
          reason={reason}
          onLeave={mayRun ? (isOut) => leave.mutate({ reason, isOut }) : null}
        />
      ))}
    </>
  );
}

interface ReasonProps {
  readonly reason: HeldReasonShown;
  /** Null for who may only look. */
  readonly onLeave: ((isOut: boolean) => void) | null;
}

function Reason({ reason, onLeave }: ReasonProps) {
  const { locale, text } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const { connection, stream, message, rows, leftOut, firstSeenAt } = reason;
  return (
    <article>
      <h2 lang="en-GB">{message}</h2>
      <p>
        <strong>{text('held.rows', { count: rows })}</strong>
        {leftOut > 0 && ` · ${text('held.leftOut', { count: leftOut })}`}
      </p>
      <p className="hint">{text('held.where', { connection, list: stream, day: dayOf(locale, firstSeenAt) })}</p>
      <div className="buttons">
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? text('held.hide') : text('held.see')}
        </button>
        {onLeave && rows > leftOut && (
          <button type="button" className="button" onClick={() => onLeave(true)}>
            {text('held.leave')}
          </button>
        )}
        {onLeave && leftOut > 0 && (
          <button type="button" className="button" onClick={() => onLeave(false)}>
            {text('held.takeIn')}
          </button>
        )}
      </div>
      {isOpen && <Rows reason={reason} />}
    </article>
  );
}

function Rows({ reason: { connection, stream, code, message } }: { readonly reason: HeldReasonShown }) {
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
