import type { PhoneSummary } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';
import { dayOf, timeOf } from '../../when.js';
import { MakeShiftLink } from './make-shift-link.js';
import { MakeShiftLinks } from './make-shift-links.js';

/** Seconds by which a phone's clock may be wrong before it is worth saying. */
const mostClockApart = 300;

/** The phones that go to the door. */
export function Phones() {
  const text = useText();
  const mayManage = useMay('phones.manage');
  return (
    <Page title={text('phones.title')} lead={text('phones.lead')} isWide>
      {mayManage ? <EveryPhone /> : <NoPermission to="phones.manage" />}
    </Page>
  );
}

function EveryPhone() {
  const text = useText();
  const client = useQueryClient();
  const nameOf = usePhoneName();
  const [asked, setAsked] = useState<PhoneSummary>();
  const { data, error, refetch } = useQuery({
    queryKey: ['phones'],
    queryFn: (): Promise<{ items: PhoneSummary[] }> =>
      answered(api.GET('/api/v1/phones', { params: { query: { limit: 500 } } })),
  });
  const inUse = (data?.items ?? []).filter(({ state }) => state === 'known').map(({ operative }) => operative);
  const operatives = [...new Map(inUse.map((one) => [one.id, one])).values()];
  const removing = useMutation({
    mutationFn: ({ id }: PhoneSummary): Promise<unknown> =>
      // What waits on it was said in the question.
      answered(
        api.POST('/api/v1/phones/{id}/remove', { params: { path: { id } }, body: { knowsOfWaiting: true } } as never),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['phones'] }),
  });
  return (
    <>
      {removing.isSuccess && <Done says={text('phones.gone', { name: nameOf(removing.variables) })} />}
      {removing.isError && <ErrorNotice error={removing.error} />}
      {data ? (
        data.items.length === 0 ? (
          <Empty title={text('phones.none')}>
            <p>{text('phones.noneSays')}</p>
          </Empty>
        ) : (
          <PhonesTable phones={data.items} onRemove={setAsked} />
        )
      ) : error ? (
        <ErrorNotice
          error={error}
          title={text('phones.errorTitle')}
          says={text('phones.errorSays')}
          again={() => void refetch()}
        />
      ) : (
        <LoadingRows says={text('phones.getting')} />
      )}
      <MakeShiftLink />
      {operatives.length > 1 && <MakeShiftLinks operatives={operatives} />}
      <Confirm
        isOpen={asked !== undefined}
        isDangerous
        title={text('phones.removeTitle', { name: asked ? nameOf(asked) : '' })}
        action={text('phones.removeNow')}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked) removing.mutate(asked);
          setAsked(undefined);
        }}
      >
        <p>{text('phones.removeSays')}</p>
        {asked && asked.waiting > 0 && <p>{text('phones.removeWaiting', { count: asked.waiting })}</p>}
      </Confirm>
    </>
  );
}

function usePhoneName(): (phone: PhoneSummary) => string {
  const text = useText();
  return ({ name, operative }) => name ?? text('phones.unnamed', { name: operative.name ?? operative.id });
}

interface TableProps {
  readonly phones: readonly PhoneSummary[];
  readonly onRemove: (phone: PhoneSummary) => void;
}

function PhonesTable({ phones, onRemove }: TableProps) {
  const { locale, text } = useLanguage();
  const nameOf = usePhoneName();
  return (
    <Table
      caption={text('phones.caption')}
      rows={phones}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', title: text('phones.name'), isRowName: true, cell: nameOf },
        { id: 'person', title: text('phones.person'), cell: ({ operative }) => operative.name ?? operative.id },
        {
          id: 'seen',
          title: text('phones.seen'),
          cell: ({ lastContactAt, clockAheadSeconds }) => (
            <>
              {text('phones.seenAt', { day: dayOf(locale, lastContactAt), time: timeOf(locale, lastContactAt) })}
              {clockAheadSeconds !== null && Math.abs(clockAheadSeconds) > mostClockApart && (
                <p className="hint">
                  {text(clockAheadSeconds > 0 ? 'phones.clockSlow' : 'phones.clockFast', {
                    count: Math.round(Math.abs(clockAheadSeconds) / 60),
                  })}
                </p>
              )}
            </>
          ),
        },
        {
          id: 'waiting',
          title: text('phones.waiting'),
          cell: ({ waiting, oldestWaitingAt, lastContactAt }) =>
            waiting === 0 ? (
              text('phones.waitingNone')
            ) : (
              <StatusWord light="look">
                {text('phones.waitingSome', { count: waiting, day: dayOf(locale, oldestWaitingAt ?? lastContactAt) })}
              </StatusWord>
            ),
        },
        {
          id: 'state',
          title: text('phones.state'),
          cell: (phone) =>
            phone.state === 'known' ? (
              <>
                <StatusWord light="good">{text('phones.known')}</StatusWord>{' '}
                <button
                  type="button"
                  className="link"
                  aria-label={text('phones.remove', { name: nameOf(phone) })}
                  onClick={() => onRemove(phone)}
                >
                  {text('phones.removeNow')}
                </button>
              </>
            ) : (
              <StatusWord light="quiet">{text(`phones.${phone.state}`)}</StatusWord>
            ),
        },
      ]}
    />
  );
}
