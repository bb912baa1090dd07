import '../../styles/promises.css';
import type { PromiseAction, PromiseShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf, today } from '../../when.js';
import { AddAction } from './add-action.js';
import { PromiseForm } from './promise-form.js';
import { Actions, JustWords, PromiseFacts } from './promise-says.js';
import { focusHeading, useKeepPromise, usePromises } from './use-promises.js';

/** One promise: what is done for it, how it was worded, and its end. */
export function OnePromise() {
  const text = useText();
  const { id = '' } = useParams();
  const { data, error, refetch } = usePromises();
  const promise = data?.items.find((one) => one.id === id);
  if (promise) return <Shown promise={promise} />;
  return (
    <Page title={text('kept.promise')}>
      {error ? (
        <ErrorNotice error={error} title={text('promises.errorTitle')} again={() => void refetch()} />
      ) : data ? (
        <Empty title={text('promise.gone')} />
      ) : (
        <LoadingRows says={text('promises.getting')} />
      )}
    </Page>
  );
}

function Shown({ promise }: { readonly promise: PromiseShown }) {
  const { locale, text } = useLanguage();
  const mayPromise = useMay('promises.change');
  const [says, setSays] = useState<string>();
  const [ending, setEnding] = useState(false);
  const [settling, setSettling] = useState<PromiseAction>();
  const keep = useKeepPromise();
  const settle = useMutation({
    mutationFn: ({ action, how }: { action: string; how: { doneOn: string } | { notDoneBecause: string } }) =>
      answered<PromiseShown>(
        api.POST('/api/v1/promises/{id}/actions/{action}/settle', {
          params: { path: { id: promise.id, action } },
          body: how,
        }),
      ),
    async onSuccess(now, { how }) {
      setSettling(undefined);
      await keep(now);
      setSays(text('doneOn' in how ? 'promise.isDoneSaid' : 'promise.isNotSaid'));
      focusHeading();
    },
  });
  const end = useMutation({
    mutationFn: (because: string) =>
      answered<PromiseShown>(
        api.POST('/api/v1/promises/{id}/end', {
          params: { path: { id: promise.id } },
          body: { version: promise.version, because },
        }),
      ),
    async onSuccess(now) {
      setEnding(false);
      await keep(now);
      setSays(text('promise.endDone'));
      focusHeading();
    },
  });
  const isOver = promise.endedAt !== null;
  const mayChange = mayPromise && !isOver;
  return (
    <Page title={promise.words}>
      <p>
        <Link to="/promises">{text('promise.back')}</Link>
      </p>
      {says !== undefined && <Done key={`${says}${promise.version}.${promise.actions.length}`} says={says} />}
      {isOver && (
        <p className="notice notice-plain">
          {text('promises.endedSays', {
            day: dayOf(locale, promise.endedAt ?? ''),
            because: promise.endedBecause ?? '',
          })}
        </p>
      )}
      {!mayPromise && <NoPermission to="promises.change" />}
      <PromiseFacts promise={promise} />
      <JustWords promise={promise} />
      <h2>{text('promise.actions')}</h2>
      {settle.isError && <ErrorNotice error={settle.error} title={text('promise.notKept')} />}
      <Actions
        actions={promise.actions}
        {...(mayPromise && {
          beside: (action: PromiseAction) => (
            <div className="buttons">
              <button
                type="button"
                className="button"
                aria-label={text('promise.isDoneName', { what: action.what })}
                disabled={settle.isPending}
                onClick={() => settle.mutate({ action: action.id, how: { doneOn: today() } })}
              >
                {text('promise.isDone')}
              </button>
              <button
                type="button"
                className="button"
                aria-label={text('promise.isNotName', { what: action.what })}
                onClick={() => setSettling(action)}
              >
                {text('promise.isNot')}
              </button>
            </div>
          ),
        })}
      />
      {mayChange && <AddAction promise={promise} onAdded={() => setSays(text('promise.added'))} />}
      {mayChange && (
        <details className="promise-anew">
          <summary>{text('promise.changeTitle')}</summary>
          <p>{text('promise.changeSays')}</p>
          <PromiseForm promise={promise} onSaved={({ version }) => setSays(text('promise.changed', { version }))} />
        </details>
      )}
      {promise.versions.length > 1 && <Versions promise={promise} />}
      {mayChange && (
        <p>
          <button type="button" className="button button-danger" onClick={() => setEnding(true)}>
            {text('promise.end')}
          </button>
        </p>
      )}
      {ending && (
        <WithWhy
          title={text('promise.endTitle')}
          says={text('promise.endSays')}
          label={text('promise.endWhy')}
          missing={text('promise.endMissing')}
          action={text('promise.end')}
          isBusy={end.isPending}
          error={end.error}
          onGiven={(because) => end.mutate(because)}
          onCancel={() => setEnding(false)}
        />
      )}
      {settling && (
        <WithWhy
          title={text('promise.isNotName', { what: settling.what })}
          label={text('promise.isNotWhy')}
          missing={text('promise.isNotMissing')}
          action={text('promise.isNot')}
          isBusy={settle.isPending}
          error={settle.error}
          onGiven={(notDoneBecause) => settle.mutate({ action: settling.id, how: { notDoneBecause } })}
          onCancel={() => setSettling(undefined)}
        />
      )}
    </Page>
  );
}

interface WithWhyProps {
  readonly title: string;
  readonly says?: string;
  readonly label: string;
  readonly missing: string;
  readonly action: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onGiven: (why: string) => void;
  readonly onCancel: () => void;
}

/** Asks why before something that stays on record. */
function WithWhy({ title, says, label, missing, action, isBusy, error, onGiven, onCancel }: WithWhyProps) {
  const text = useText();
  const [why, setWhy] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <Confirm
      isOpen
      isDangerous
      title={title}
      action={action}
      isBusy={isBusy}
      onCancel={onCancel}
      onConfirm={() => {
        setWrong(why.trim() === '');
        if (why.trim() !== '') onGiven(why);
      }}
    >
      {says !== undefined && <p>{says}</p>}
      {error !== null && <ErrorNotice error={error} title={text('promise.notKept')} />}
      <TextAreaField
        label={label}
        error={isWrong ? missing : undefined}
        value={why}
        maxLength={300}
        onChange={({ target }) => setWhy(target.value)}
      />
    </Confirm>
  );
}

function Versions({ promise }: { readonly promise: PromiseShown }) {
  const { locale, text } = useLanguage();
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{text('promise.versions')}</h2>
      <Table
        caption={text('promise.versions')}
        rows={promise.versions.toReversed()}
        keyOf={({ version }) => String(version)}
        columns={[
          { id: 'version', title: text('promise.version'), isRowName: true, cell: ({ version }) => version },
          { id: 'words', title: text('promise.versionWords'), cell: ({ words }) => words },
          { id: 'why', title: text('promise.versionWhy'), cell: ({ why }) => why ?? text('promise.first') },
          { id: 'when', title: text('promise.versionWhen'), cell: ({ madeAt }) => dayOf(locale, madeAt) },
        ]}
      />
    </section>
  );
}
