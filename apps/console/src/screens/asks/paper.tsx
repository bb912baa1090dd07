import '../../styles/asks.css';
import type { AskShown, RollCallHousehold, RollCallShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { CheckboxField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { PaperForm } from './paper-form.js';
import { useAsk } from './use-ask.js';

const most = 500;
const codeLength = 8;

/** Forms on paper for the homes still to hear, and a sheet that says which goes where. */
export function Paper() {
  const text = useText();
  const { id = '' } = useParams();
  const { data: ask, error, refetch } = useAsk(id);
  const roll = useQuery({
    queryKey: ['roll-call', id, 'paper'],
    queryFn: (): Promise<RollCallShown> =>
      answered(
        api.GET('/api/v1/asks/{id}/roll-call', { params: { path: { id }, query: { state: 'to-hear', limit: most } } }),
      ),
  });
  const problem = error ?? roll.error;
  return (
    <Page title={text('paper.title')} lead={text('paper.lead')}>
      {ask && roll.data ? (
        <Forms
          ask={ask}
          homes={roll.data.items.filter(({ nextWay }) => nextWay !== null)}
          blank={text(roll.data.areHomesShown ? 'paper.blank' : 'homes.notShown')}
        />
      ) : problem ? (
        <ErrorNotice
          error={problem}
          title={text('ask.errorTitle')}
          again={() => {
            void refetch();
            void roll.refetch();
          }}
        />
      ) : (
        <LoadingRows says={text('paper.getting')} />
      )}
    </Page>
  );
}

interface Props {
  readonly ask: AskShown;
  /** Whoever is to be left in peace is not among them. */
  readonly homes: readonly RollCallHousehold[];
  /** Why there is one form without a code, where there are no homes. */
  readonly blank: string;
}

function Forms({ ask, homes, blank }: Props) {
  const text = useText();
  const [isAllEasy, setIsAllEasy] = useState(false);
  const hasEasy = ask.content.easyRead.length > 0;
  const isEasy = (home?: RollCallHousehold) => hasEasy && (isAllEasy || home?.needs.includes('easy-read') === true);
  const codeOf = ({ householdId }: RollCallHousehold) => householdId.slice(-codeLength).toUpperCase();
  return (
    <>
      <div className="unprinted">
        {hasEasy ? (
          <CheckboxField
            label={text('paper.allEasy')}
            hint={text('paper.allEasyHint')}
            checked={isAllEasy}
            onChange={({ target }) => setIsAllEasy(target.checked)}
          />
        ) : (
          <p>
            {text('paper.noEasy')}{' '}
            {ask.state === 'open' && <Link to={`/asks/${ask.id}/change`}>{text('paper.toEasy')}</Link>}
          </p>
        )}
        <button type="button" className="button button-primary" onClick={() => print()}>
          {text('paper.print')}
        </button>
        <p className="paper-return">
          {text('paper.onReturn')} <Link to={`/asks/${ask.id}/homes`}>{text('paper.toRecord')}</Link>
        </p>
      </div>
      {homes.length === 0 ? (
        <>
          <p className="unprinted">{blank}</p>
          <PaperForm ask={ask} code={null} isEasy={isEasy()} />
        </>
      ) : (
        <>
          <Table
            caption={text('paper.sheet')}
            isCaptionShown
            rows={homes}
            keyOf={({ householdId }) => householdId}
            columns={[
              { id: 'code', title: text('paper.code'), isRowName: true, cell: codeOf },
              {
                id: 'home',
                title: text('homes.home'),
                cell: ({ address, tenancy }) => (address === '' ? tenancy : address),
              },
            ]}
          />
          {homes.map((home) => (
            <PaperForm key={home.householdId} ask={ask} code={codeOf(home)} isEasy={isEasy(home)} />
          ))}
        </>
      )}
    </>
  );
}
