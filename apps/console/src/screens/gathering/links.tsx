import type { GatherLink } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { MakeLink } from './make-link.js';
import { Waiting } from './waiting.js';

const linksKey = ['gathering', 'links'];
type Links = { readonly items: readonly GatherLink[] };

/** Links for partners and stalls, and what came in through them and waits. */
export function Links() {
  const text = useText();
  const mayManage = useMay('links.manage');
  const maySettle = useMay('visit-entries.settle');
  return (
    <Page title={text('links.title')} lead={text('links.lead')} isWide>
      {maySettle && <Waiting />}
      {mayManage ? <EveryLink /> : !maySettle && <NoPermission to="links.manage" />}
    </Page>
  );
}

function EveryLink() {
  const text = useText();
  const client = useQueryClient();
  const [asked, setAsked] = useState<GatherLink>();
  const query = useQuery({
    queryKey: linksKey,
    queryFn: (): Promise<Links> => answered(api.GET('/api/v1/gathering/links', { params: { query: { limit: 200 } } })),
  });
  // What is said to be so stands in the table when it is said.
  const put = (link: GatherLink) => {
    client.setQueryData<Links>(linksKey, (before) => ({
      items: [link, ...(before?.items ?? [])].filter(({ id }, at, all) => all.findIndex((one) => one.id === id) === at),
    }));
    void client.invalidateQueries({ queryKey: linksKey });
  };
  const withdrawing = useMutation({
    mutationFn: ({ id }: GatherLink): Promise<GatherLink> =>
      answered(api.POST('/api/v1/gathering/links/{id}/withdraw', { params: { path: { id } } } as never)),
    onSuccess: put,
  });
  return (
    <>
      {withdrawing.isSuccess && <Done says={text('links.gone', { name: withdrawing.variables.name })} />}
      {withdrawing.isError && <ErrorNotice error={withdrawing.error} />}
      <Answer query={query} getting={text('links.getting')} errorTitle={text('links.errorTitle')}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={text('links.none')}>
              <p>{text('links.noneSays')}</p>
            </Empty>
          ) : (
            <LinksTable links={data.items} onWithdraw={setAsked} />
          )
        }
      </Answer>
      <MakeLink onMade={put} />
      <Confirm
        isOpen={asked !== undefined}
        isDangerous
        title={text('links.withdrawTitle', { name: asked?.name ?? '' })}
        action={text('links.withdrawNow')}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked) withdrawing.mutate(asked);
          setAsked(undefined);
        }}
      >
        <p>{text('links.withdrawSays')}</p>
      </Confirm>
    </>
  );
}

const lights = { works: 'good', over: 'quiet', withdrawn: 'quiet' } as const;

interface TableProps {
  readonly links: readonly GatherLink[];
  readonly onWithdraw: (link: GatherLink) => void;
}

function LinksTable({ links, onWithdraw }: TableProps) {
  const { locale, text } = useLanguage();
  return (
    <Table
      caption={text('links.caption')}
      rows={links}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', title: text('links.name'), isRowName: true, cell: ({ name, place }) => `${name}, ${place}` },
        {
          id: 'asks',
          title: text('links.asks'),
          cell: ({ ask, wonder }) =>
            ask ? <Link to={`/asks/${ask.id}/ways`}>{wonder ?? ask.question}</Link> : text('links.anything'),
        },
        { id: 'until', title: text('links.until'), cell: ({ expiresAt }) => dayOf(locale, expiresAt) },
        {
          id: 'said',
          title: text('links.said'),
          cell: ({ said, waiting }) => (waiting === 0 ? String(said) : text('links.saidCount', { said, waiting })),
        },
        {
          id: 'state',
          title: text('links.state'),
          cell: (link) => (
            <>
              <StatusWord light={lights[link.state]}>{text(`links.${link.state}`)}</StatusWord>{' '}
              {link.state === 'works' && (
                <button
                  type="button"
                  className="link"
                  aria-label={text('links.withdraw', { name: link.name })}
                  onClick={() => onWithdraw(link)}
                >
                  {text('links.withdrawNow')}
                </button>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
