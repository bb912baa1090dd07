import type { EndpointDeliveryShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { StatusWord, type Light } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';
import { dayOf, timeOf } from '../../when.js';
import { endpointsQuery, type WebhookEvent } from './endpoints.js';

const lights: Readonly<Record<EndpointDeliveryShown['state'], Light>> = {
  waiting: 'busy',
  sent: 'good',
  'given-up': 'bad',
};
const mostShown = 50;

interface Props {
  readonly endpointId: string;
  readonly isOn: boolean;
  readonly onAgain: () => void;
}

/** What one system was told of in the last 30 days, and what came of each. Looked at anew while something waits. */
export function Deliveries({ endpointId, isOn, onAgain }: Props) {
  const text = useText();
  const client = useQueryClient();
  const queryKey = ['webhook-deliveries', endpointId];
  const query = useQuery({
    queryKey,
    async queryFn(): Promise<{ items: EndpointDeliveryShown[]; total: number }> {
      const params = { path: { id: endpointId }, query: { limit: mostShown } };
      const list = await answered<{ items: EndpointDeliveryShown[]; total: number }>(
        api.GET('/admin/v1/webhook-endpoints/{id}/deliveries', { params } as never),
      );
      // What comes of a delivery can change how its system stands.
      void client.invalidateQueries({ queryKey: endpointsQuery.queryKey });
      return list;
    },
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'waiting') ? 2000 : false),
  });
  const sending = useMutation({
    mutationFn: ({ id }: EndpointDeliveryShown): Promise<unknown> =>
      answered(api.POST('/admin/v1/webhook-deliveries/{id}/redeliver', { params: { path: { id } } } as never)),
    async onSuccess() {
      await client.invalidateQueries({ queryKey });
      onAgain();
    },
  });
  return (
    <>
      <h2>{text('hooks.deliveries')}</h2>
      {sending.isError && <ErrorNotice error={sending.error} title={text('hooks.notSaved')} />}
      <Answer query={query} getting={text('hooks.gettingDeliveries')} errorTitle={text('hooks.noneShown')}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={text('hooks.noDeliveries')} />
          ) : (
            <>
              <DeliveriesTable
                deliveries={data.items}
                isOn={isOn}
                isBusy={sending.isPending}
                onAgain={(one) => sending.mutate(one)}
              />
              {data.total > data.items.length && (
                <p className="hint">{text('hooks.newest', { count: data.items.length, total: data.total })}</p>
              )}
            </>
          )
        }
      </Answer>
    </>
  );
}

interface TableProps {
  readonly deliveries: readonly EndpointDeliveryShown[];
  readonly isOn: boolean;
  readonly isBusy: boolean;
  readonly onAgain: (delivery: EndpointDeliveryShown) => void;
}

function DeliveriesTable({ deliveries, isOn, isBusy, onAgain }: TableProps) {
  const { locale, text } = useLanguage();
  const whenOf = (at: string) => `${dayOf(locale, at)} ${timeOf(locale, at)}`;
  const what = ({ event }: EndpointDeliveryShown) => text(`hooks.event.${event as WebhookEvent | 'test'}`);
  return (
    <Table
      caption={text('hooks.deliveries')}
      rows={deliveries}
      keyOf={({ id }) => id}
      columns={[
        { id: 'what', title: text('hooks.what'), isRowName: true, cell: what },
        { id: 'when', title: text('hooks.when'), cell: ({ happenedAt }) => whenOf(happenedAt) },
        {
          id: 'state',
          title: text('hooks.state'),
          cell: (one) => (
            <>
              <StatusWord light={lights[one.state]}>{text(`hooks.delivery.${one.state}`)}</StatusWord>
              {one.state !== 'sent' && <Cause delivery={one} />}
              {one.state === 'waiting' && one.tries > 0 && one.nextTryAt !== null && (
                <p className="hint">{text('hooks.nextTry', { when: whenOf(one.nextTryAt) })}</p>
              )}
            </>
          ),
        },
        { id: 'tries', title: text('hooks.tries'), isNumber: true, cell: ({ tries }) => tries },
        {
          id: 'again',
          title: text('hooks.do'),
          cell: (one) =>
            isOn &&
            one.state !== 'waiting' && (
              <button
                type="button"
                className="link"
                disabled={isBusy}
                aria-label={text('hooks.sendOneAgain', { what: what(one), when: whenOf(one.happenedAt) })}
                onClick={() => onAgain(one)}
              >
                {text('hooks.sendAgain')}
              </button>
            ),
        },
      ]}
    />
  );
}

/** Why it was not taken. Where nothing was answered at all, what the network said, in English. */
function Cause({ delivery: { lastStatus, lastProblem } }: { readonly delivery: EndpointDeliveryShown }): ReactNode {
  const text = useText();
  if (lastProblem === null) return null;
  if (lastStatus === null)
    return (
      <p className="hint" lang="en-GB">
        {lastProblem}
      </p>
    );
  const isElsewhere = lastStatus >= 300 && lastStatus < 400;
  return (
    <p className="hint">
      {lastStatus === 410
        ? text('hooks.cause.gone')
        : text(isElsewhere ? 'hooks.cause.elsewhere' : 'hooks.cause.answered', { status: lastStatus })}
    </p>
  );
}
