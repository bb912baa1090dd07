import type { WebhookEndpointAdded, WebhookEndpointShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { ShownOnce } from '../../parts/shown-once.js';
import { Table } from '../../parts/table.js';
import { EndpointForm, type EndpointDraft } from './endpoint-form.js';
import { EndpointState } from './endpoint-state.js';
import { endpointsQuery, type WebhookEvent } from './endpoints.js';

/** Which of the landlord's systems are told what happens here. */
export function Webhooks() {
  const text = useText();
  const mayManage = useMay('webhooks.manage');
  return (
    <Page title={text('hooks.title')} lead={text('hooks.lead')} isWide>
      {mayManage ? <EveryEndpoint /> : <NoPermission to="webhooks.manage" />}
    </Page>
  );
}

function EveryEndpoint() {
  const text = useText();
  const client = useQueryClient();
  const { state } = useLocation() as { state: { removed?: string } | null };
  const query = useQuery(endpointsQuery);
  const adding = useMutation({
    mutationFn: (draft: EndpointDraft): Promise<WebhookEndpointAdded> =>
      answered(api.POST('/admin/v1/webhook-endpoints', { body: draft } as never)),
    onSuccess({ secret: _shownAlone, ...endpoint }) {
      client.setQueryData<{ items: WebhookEndpointShown[] }>(endpointsQuery.queryKey, (before) => ({
        items: [...(before?.items ?? []), endpoint],
      }));
      void client.invalidateQueries({ queryKey: endpointsQuery.queryKey });
    },
  });
  return (
    <>
      {state?.removed !== undefined && <Done says={text('hooks.gone', { url: state.removed })} />}
      {adding.data && (
        <ShownOnce
          title={text('hooks.shownTitle')}
          says={text('hooks.shownSays')}
          words={adding.data.secret}
          copy={text('hooks.copy')}
        />
      )}
      <Answer query={query} getting={text('hooks.getting')} errorTitle={text('hooks.errorTitle')}>
        {(data) =>
          data.items.length === 0 ? <Empty title={text('hooks.none')} /> : <EndpointsTable endpoints={data.items} />
        }
      </Answer>
      <h2>{text('hooks.addTitle')}</h2>
      {adding.isError && <ErrorNotice error={adding.error} title={text('hooks.notSaved')} />}
      {/* An empty form after each that was added. */}
      <EndpointForm
        key={adding.data?.id}
        action={text('hooks.add')}
        isBusy={adding.isPending}
        onSave={(draft) => adding.mutate(draft)}
      />
    </>
  );
}

function EndpointsTable({ endpoints }: { readonly endpoints: readonly WebhookEndpointShown[] }) {
  const text = useText();
  return (
    <Table
      caption={text('hooks.caption')}
      rows={endpoints}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'url',
          title: text('hooks.url'),
          isRowName: true,
          cell: ({ id, url }) => <Link to={`/settings/webhooks/${id}`}>{url}</Link>,
        },
        { id: 'state', title: text('hooks.state'), cell: (endpoint) => <EndpointState endpoint={endpoint} /> },
        {
          id: 'events',
          title: text('hooks.events'),
          cell: ({ events }) => events.map((one) => text(`hooks.event.${one as WebhookEvent}`)).join(', '),
        },
      ]}
    />
  );
}
