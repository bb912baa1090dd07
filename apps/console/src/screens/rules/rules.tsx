import '../../styles/rules.css';
import type { LibraryList, RuleVersionSummary, SetUp } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { useSetUp } from '../set-up/steps.js';
import { RuleState } from './rule-state.js';

/** The landlord's own rules, and the questions that ship, which are asked where no rule holds. */
export function Rules() {
  const text = useText();
  const mayChange = useMay('rules.change');
  const query = useQuery({
    queryKey: ['rules'],
    queryFn: (): Promise<{ items: RuleVersionSummary[] }> => answered(api.GET('/api/v1/rules')),
  });
  return (
    <Page title={text('rules.title')} lead={text('rules.lead')} isWide>
      <p className="hint">{text('rules.never')}</p>
      <h2>{text('rules.yours')}</h2>
      {mayChange && (
        <p>
          <Link className="button" to="/rules/new">
            {text('rules.write')}
          </Link>
        </p>
      )}
      <Answer query={query} getting={text('rules.getting')} errorTitle={text('rules.errorTitle')}>
        {(data) => <RulesTable rules={data.items} />}
      </Answer>
      <Shipped />
    </Page>
  );
}

function RulesTable({ rules }: { readonly rules: readonly RuleVersionSummary[] }) {
  const text = useText();
  if (rules.length === 0)
    return (
      <Empty title={text('rules.none')}>
        <p>{text('rules.noneSays')}</p>
      </Empty>
    );
  return (
    <Table
      caption={text('rules.yours')}
      rows={rules}
      keyOf={({ code, version }) => `${code} ${version}`}
      columns={[
        {
          id: 'name',
          title: text('rules.name'),
          isRowName: true,
          cell: ({ code, name, sentence }) => (
            <>
              <Link to={`/rules/${code}`}>{name}</Link>
              <p className="hint">{sentence}</p>
            </>
          ),
        },
        { id: 'state', title: text('rules.state'), cell: (rule) => <RuleState rule={rule} /> },
        { id: 'owner', title: text('rules.owner'), cell: ({ owner }) => owner },
      ]}
    />
  );
}

function Shipped() {
  const text = useText();
  const queries = useQueryClient();
  const mayChange = useMay('rules.change');
  const { data: setUp } = useSetUp();
  const { data } = useQuery({
    queryKey: ['library'],
    queryFn: (): Promise<LibraryList> => answered(api.GET('/api/v1/library/prompts')),
  });
  const use = useMutation({
    mutationFn: (): Promise<SetUp> => answered(api.POST('/admin/v1/set-up/questions')),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['set-up'] }),
  });
  const inUse = data?.items.filter(({ state }) => state === 'in-use') ?? [];
  const isUsed = setUp?.steps.some(({ step, says }) => step === 'rules' && says === 'shipped') ?? false;
  return (
    <section aria-labelledby="shipped">
      <h2 id="shipped">{text('rules.shipped')}</h2>
      <p>{text('rules.shippedSays')}</p>
      {use.error && <ErrorNotice error={use.error} />}
      {use.isSuccess && <Done says={text('rules.usesShipped')} />}
      {isUsed && !use.isSuccess && <p>{text('rules.usesShipped')}</p>}
      {inUse.length > 0 && (
        <details className="rule-more">
          <summary>{text('rules.see', { count: inUse.length })}</summary>
          <ul>
            {inUse.map(({ code, say }) => (
              <li key={code}>{say}</li>
            ))}
          </ul>
        </details>
      )}
      {!mayChange && <NoPermission to="rules.change" />}
      {mayChange && !isUsed && (
        <button type="button" className="button button-primary" disabled={use.isPending} onClick={() => use.mutate()}>
          {text('rules.useShipped')}
        </button>
      )}
    </section>
  );
}
