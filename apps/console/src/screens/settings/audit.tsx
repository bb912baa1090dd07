import type { AuditEntryShown, AuditVerified } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { CopyText } from '../../parts/copy-text.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf, timeOf } from '../../when.js';

const pageSize = 50;

/** Who did what, and that nobody changed it since. */
export function Audit() {
  const text = useText();
  const mayRead = useMay('audit.read');
  return (
    <Page title={text('audit.title')} lead={text('audit.lead')} isWide>
      {mayRead ? (
        <>
          <Verification />
          <Entries />
        </>
      ) : (
        <NoPermission to="audit.read" />
      )}
    </Page>
  );
}

function Verification() {
  const { locale, text } = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ['audit-verification'],
    queryFn: (): Promise<AuditVerified> => answered(api.GET('/admin/v1/audit/verification')),
  });
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data) return <p>{text('audit.checking')}</p>;
  const days = text('audit.days', { count: data.days });
  const entries = text('audit.entries', { count: data.entries });
  return (
    <>
      {data.isWhole ? (
        data.days > 0 && <Notice kind="good" title={text('audit.whole', { days, entries })} />
      ) : (
        <Notice
          kind="bad"
          title={text('audit.broken', { day: data.brokenOn === null ? '' : dayOf(locale, data.brokenOn) })}
        >
          <p>{text('audit.brokenSays')}</p>
        </Notice>
      )}
      {data.seal === null || data.sealedUntil === null ? (
        <p>{text('audit.noSeal')}</p>
      ) : (
        <>
          <p>{text('audit.seal', { day: dayOf(locale, data.sealedUntil) })}</p>
          <CopyText words={data.seal} label={text('audit.copySeal')} />
        </>
      )}
    </>
  );
}

type Filter = Readonly<Record<'actor' | 'action' | 'subject', string>>;
const everything: Filter = { actor: '', action: '', subject: '' };

function Entries() {
  const text = useText();
  const [draft, setDraft] = useState(everything);
  const [filter, setFilter] = useState(everything);
  const [before, setBefore] = useState<string>();
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', filter, before],
    queryFn: (): Promise<{ items: AuditEntryShown[] }> => {
      const asked = Object.entries({ ...filter, before: before ?? '' }).filter(([, value]) => value.trim() !== '');
      const query = { ...Object.fromEntries(asked), limit: pageSize };
      return answered(api.GET('/admin/v1/audit', { params: { query } } as never));
    },
  });
  const write = (part: Partial<Filter>) => setDraft({ ...draft, ...part });

  function show(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setFilter(draft);
    setBefore(undefined);
  }
  return (
    <>
      <form onSubmit={show} noValidate>
        <TextField
          label={text('audit.actor')}
          hint={text('audit.actorHint')}
          maxLength={200}
          value={draft.actor}
          onChange={({ target }) => write({ actor: target.value })}
        />
        <TextField
          label={text('audit.action')}
          hint={text('audit.actionHint')}
          maxLength={200}
          value={draft.action}
          onChange={({ target }) => write({ action: target.value })}
        />
        <TextField
          label={text('audit.subject')}
          maxLength={200}
          value={draft.subject}
          onChange={({ target }) => write({ subject: target.value })}
        />
        <button type="submit" className="button">
          {text('audit.filter')}
        </button>
      </form>
      {data ? (
        data.items.length === 0 ? (
          <Empty title={text('audit.empty')} />
        ) : (
          <EntriesTable entries={data.items} />
        )
      ) : error ? (
        <ErrorNotice error={error} title={text('audit.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('audit.getting')} />
      )}
      <div className="buttons">
        {before !== undefined && (
          <button type="button" className="button" onClick={() => setBefore(undefined)}>
            {text('audit.newest')}
          </button>
        )}
        {data?.items.length === pageSize && (
          <button type="button" className="button" onClick={() => setBefore(data.items.at(-1)?.id)}>
            {text('audit.older')}
          </button>
        )}
      </div>
    </>
  );
}

function EntriesTable({ entries }: { readonly entries: readonly AuditEntryShown[] }) {
  const { locale, text } = useLanguage();
  return (
    <Table
      caption={text('audit.caption')}
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        { id: 'at', title: text('audit.at'), cell: ({ at }) => `${dayOf(locale, at)} ${timeOf(locale, at)}` },
        { id: 'actor', title: text('audit.actor'), cell: ({ actor, name }) => name ?? actor },
        { id: 'action', title: text('audit.action'), isRowName: true, cell: ({ action }) => action },
        { id: 'subject', title: text('audit.subject'), cell: ({ subject }) => subject },
        {
          id: 'detail',
          title: text('audit.detail'),
          cell: ({ detail }) =>
            Object.entries(detail)
              .map(([name, value]) => `${name}: ${String(value)}`)
              .join(', '),
        },
      ]}
    />
  );
}
