import type {
  ChangeWebhookEndpointRequest,
  WebhookEndpointAdded,
  WebhookEndpointShown,
} from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Page } from '../../parts/page.js';
import { ShownOnce } from '../../parts/shown-once.js';
import { dayOf, timeOf } from '../../when.js';
import { Deliveries } from './deliveries.js';
import { EndpointForm } from './endpoint-form.js';
import { EndpointState } from './endpoint-state.js';
import { endpointsQuery } from './endpoints.js';

/** One system that is told: what of, what came of it, and how to stop it. */
export function Webhook() {
  const text = useText();
  const mayManage = useMay('webhooks.manage');
  return (
    <Page title={text('hooks.oneTitle')} isWide>
      {mayManage ? <Found /> : <NoPermission to="webhooks.manage" />}
      <p>
        <Link to="/settings/webhooks">{text('hooks.back')}</Link>
      </p>
    </Page>
  );
}

function Found() {
  const text = useText();
  const { id } = useParams();
  const { data, error, refetch } = useQuery(endpointsQuery);
  if (!data)
    return error ? (
      <ErrorNotice error={error} title={text('hooks.errorTitle')} again={() => void refetch()} />
    ) : (
      <LoadingRows says={text('hooks.getting')} />
    );
  const endpoint = data.items.find((one) => one.id === id);
  return endpoint ? <Endpoint endpoint={endpoint} /> : <Empty title={text('hooks.unknown')} />;
}

function Endpoint({ endpoint }: { readonly endpoint: WebhookEndpointShown }) {
  const { locale, text } = useLanguage();
  const { id, url, offBecause, secretBeforeUntil } = endpoint;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'rotate' | 'remove'>();
  // What the form was opened on: whatever anybody else saves since does not go under unseen.
  const [form, setForm] = useState({ opened: 0, on: endpoint, version: endpoint.version });
  const [done, setDone] = useState({ says: '', count: 0 });
  const doneBox = useRef<HTMLDivElement>(null);
  useEffect(() => doneBox.current?.focus(), [done]);
  const path = { id };
  const params = { path };
  const say = (says: string) => setDone(({ count }) => ({ says, count: count + 1 }));
  function keep(now: WebhookEndpointShown): void {
    client.setQueryData<{ items: WebhookEndpointShown[] }>(endpointsQuery.queryKey, (before) => ({
      items: (before?.items ?? []).map((one) => (one.id === now.id ? now : one)),
    }));
  }
  const openOn = (now: WebhookEndpointShown) =>
    setForm(({ opened }) => ({ opened: opened + 1, on: now, version: now.version }));
  const follow = ({ version }: WebhookEndpointShown) =>
    setForm((before) => (version === before.version + 1 ? { ...before, version } : before));
  const changing = useMutation({
    mutationFn: (change: ChangeWebhookEndpointRequest): Promise<WebhookEndpointShown> =>
      answered(api.PATCH('/admin/v1/webhook-endpoints/{id}', { params, body: change } as never)),
    onSuccess(now, { isOn }) {
      keep(now);
      if (isOn === undefined) openOn(now);
      else follow(now);
      say(text(isOn === undefined ? 'hooks.saved' : isOn ? 'hooks.switchedOn' : 'hooks.switchedOff'));
    },
  });
  const rotating = useMutation({
    mutationFn: (): Promise<WebhookEndpointAdded> =>
      answered(api.POST('/admin/v1/webhook-endpoints/{id}/rotate', { params } as never)),
    onSuccess({ secret: _shownAlone, ...now }) {
      keep(now);
      follow(now);
    },
  });
  const testing = useMutation({
    mutationFn: (): Promise<unknown> =>
      answered(api.POST('/admin/v1/webhook-endpoints/{id}/test', { params } as never)),
    onSuccess() {
      say(text('hooks.tested'));
      void client.invalidateQueries({ queryKey: ['webhook-deliveries', id] });
    },
  });
  const removing = useMutation({
    mutationFn: (): Promise<unknown> => answered(api.DELETE('/admin/v1/webhook-endpoints/{id}', { params } as never)),
    async onSuccess() {
      await navigate('/settings/webhooks', { state: { removed: url } });
      client.setQueryData<{ items: WebhookEndpointShown[] }>(endpointsQuery.queryKey, (before) => ({
        items: (before?.items ?? []).filter((one) => one.id !== id),
      }));
    },
  });
  const error = rotating.error ?? testing.error ?? removing.error;
  return (
    <>
      <p className="copy-words">{url}</p>
      <p>
        <EndpointState endpoint={endpoint} />
      </p>
      {done.count > 0 && (
        <div ref={doneBox} tabIndex={-1}>
          <Done key={done.count} says={done.says} />
        </div>
      )}
      {error !== null && <ErrorNotice error={error} title={text('hooks.notSaved')} />}
      <NotSaved
        sent={changing}
        code="endpoint-changed"
        title={text('hooks.notSaved')}
        onSeeTheirs={(theirs: WebhookEndpointShown) => {
          keep(theirs);
          openOn(theirs);
        }}
        onKeepMine={({ version }, mine) => changing.mutate({ ...mine, version })}
      />
      {rotating.data && (
        <ShownOnce
          title={text('hooks.shownTitle')}
          says={text('hooks.shownSays')}
          words={rotating.data.secret}
          copy={text('hooks.copy')}
        />
      )}
      {secretBeforeUntil !== null && (
        <p>{text('hooks.both', { day: dayOf(locale, secretBeforeUntil), time: timeOf(locale, secretBeforeUntil) })}</p>
      )}
      <div className="buttons">
        {offBecause === null ? (
          <>
            <button type="button" className="button" disabled={testing.isPending} onClick={() => testing.mutate()}>
              {text('hooks.test')}
            </button>
            <button
              type="button"
              className="button"
              disabled={changing.isPending}
              onClick={() => changing.mutate({ version: endpoint.version, isOn: false })}
            >
              {text('hooks.switchOff')}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button button-primary"
            disabled={changing.isPending}
            onClick={() => changing.mutate({ version: endpoint.version, isOn: true })}
          >
            {text('hooks.switchOn')}
          </button>
        )}
        <button type="button" className="button" onClick={() => setAsked('rotate')}>
          {text('hooks.rotate')}
        </button>
        <button type="button" className="button" onClick={() => setAsked('remove')}>
          {text('hooks.remove')}
        </button>
      </div>
      <Deliveries endpointId={id} isOn={offBecause === null} onAgain={() => say(text('hooks.again'))} />
      <h2>{text('hooks.changeTitle')}</h2>
      <EndpointForm
        key={form.opened}
        endpoint={form.on}
        action={text('hooks.save')}
        isBusy={changing.isPending}
        onSave={(draft) => changing.mutate({ version: form.version, ...draft })}
      />
      <Confirm
        isOpen={asked !== undefined}
        isDangerous={asked === 'remove'}
        title={text(asked === 'remove' ? 'hooks.removeTitle' : 'hooks.rotateTitle')}
        action={text(asked === 'remove' ? 'hooks.remove' : 'hooks.rotate')}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked === 'remove') removing.mutate();
          else rotating.mutate();
          setAsked(undefined);
        }}
      >
        <p>{text(asked === 'remove' ? 'hooks.removeSays' : 'hooks.rotateSays')}</p>
      </Confirm>
    </>
  );
}
