import '../../styles/asks.css';
import type { AskSummary } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Empty } from '../../parts/empty.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { PlannedWorks } from './planned-works.js';
import { RequestsWaiting } from './requests-waiting.js';

/** What the landlord asks of its residents: open, written down, and closed. */
export function Asks() {
  const text = useText();
  const mayAsk = useMay('asks.change');
  const mayRequest = useMay('asks.request');
  const query = useQuery({
    queryKey: ['asks'],
    queryFn: (): Promise<{ items: AskSummary[] }> =>
      answered(api.GET('/api/v1/asks', { params: { query: { limit: 500 } } })),
  });
  return (
    <Page title={text('asks.title')} lead={text('asks.lead')} isWide>
      {mayAsk ? (
        <Link to="/asks/new" className="button button-primary">
          {text('asks.write')}
        </Link>
      ) : (
        <>
          <NoPermission to="asks.change" />
          {mayRequest && <Link to="/ask-requests">{text('askRequests.new')}</Link>}
        </>
      )}
      {mayAsk && <RequestsWaiting />}
      {mayAsk && <PlannedWorks />}
      <Answer query={query} getting={text('asks.getting')} errorTitle={text('asks.errorTitle')}>
        {(data) => <EveryAsk asks={data.items} />}
      </Answer>
    </Page>
  );
}

function EveryAsk({ asks }: { readonly asks: readonly AskSummary[] }) {
  const text = useText();
  if (asks.length === 0)
    return (
      <Empty title={text('asks.none')}>
        <p>{text('asks.noneSays')}</p>
      </Empty>
    );
  const closed = asks.filter(({ state }) => state === 'closed' || state === 'decided');
  return (
    <>
      <SomeAsks
        title={text('asks.open')}
        none={text('asks.noneOpen')}
        asks={asks.filter((ask) => ask.state === 'open')}
      />
      <SomeAsks title={text('asks.drafts')} asks={asks.filter((ask) => ask.state === 'draft')} />
      <SomeAsks title={text('asks.closed')} asks={closed} />
    </>
  );
}

interface SomeProps {
  readonly title: string;
  /** Said where there are none; left out, nothing is shown then. */
  readonly none?: string;
  readonly asks: readonly AskSummary[];
}

function SomeAsks({ title, none, asks }: SomeProps) {
  const { locale, text } = useLanguage();
  if (asks.length === 0 && none === undefined) return null;
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const when = ({ state, closesOn, decisionOn, decidedOn }: AskSummary) => {
    if (decidedOn !== null) return text('ask.isDecided', { day: dayOf(locale, decidedOn) });
    if (state === 'open') return text('asks.until', { day: dayOf(locale, closesOn) });
    return text('asks.decides', { day: dayOf(locale, decisionOn) });
  };
  return (
    <section>
      <h2>{title}</h2>
      {asks.length === 0 ? (
        <p>{none}</p>
      ) : (
        <Table
          caption={title}
          rows={asks}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'question',
              title: text('ask.question'),
              isRowName: true,
              cell: ({ id, question }) => <Link to={`/asks/${id}`}>{question}</Link>,
            },
            { id: 'owner', title: text('asks.leads'), cell: ({ owner }) => owner },
            { id: 'level', title: text('asks.level'), cell: ({ level }) => text(`picture.level.${level.level}`) },
            {
              id: 'heard',
              title: text('asks.heard'),
              cell: ({ state, counts: { heard, scope } }) =>
                state === 'draft'
                  ? text('asks.nobodyYet')
                  : text('asks.heardOf', { heard: number(heard), scope: number(scope) }),
            },
            { id: 'when', title: text('asks.when'), cell: when },
          ]}
        />
      )}
    </section>
  );
}
