import type { RuleChoices, RuleShown, RuleVersion } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Editor } from './editor.js';

/** A new rule. */
export function NewRule() {
  return <Edit base={null} />;
}

/** A rule that is there, from its newest version on. */
export function EditRule() {
  const text = useText();
  const { code = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['rules', code],
    queryFn: (): Promise<RuleShown> => answered(api.GET('/api/v1/rules/{code}', { params: { path: { code } } })),
  });
  const newest = data?.versions[0];
  if (newest) return <Edit base={newest} />;
  return (
    <Page title={text('rules.title')}>
      {error ? (
        <ErrorNotice error={error} title={text('rule.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('rule.getting')} />
      )}
    </Page>
  );
}

function Edit({ base }: { readonly base: RuleVersion | null }) {
  const text = useText();
  const mayChange = useMay('rules.change');
  const isForNotHeard = (useLocation().state as { notHeard?: true } | null)?.notHeard ?? false;
  const { data, error, refetch } = useQuery({
    queryKey: ['rule-choices'],
    queryFn: (): Promise<RuleChoices> => answered(api.GET('/admin/v1/rule-choices')),
    enabled: mayChange,
  });
  const title = base ? text('editor.change', { rule: base.name }) : text('editor.new');
  if (mayChange && data) return <Editor title={title} base={base} choices={data} isForNotHeard={isForNotHeard} />;
  return (
    <Page title={title} lead={text('editor.lead')}>
      {!mayChange ? (
        <NoPermission to="rules.change" />
      ) : error ? (
        <ErrorNotice error={error} title={text('editor.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('editor.getting')} rows={6} />
      )}
    </Page>
  );
}
