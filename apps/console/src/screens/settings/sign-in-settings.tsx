import type { SignInSettingsShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { CopyText } from '../../parts/copy-text.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { SignInForm } from './sign-in-form.js';

/** How people sign in with the accounts they have at work. */
export function SignInSettings() {
  const text = useText();
  const mayManage = useMay('access.manage');
  return (
    <Page title={text('accounts.title')} lead={text('accounts.lead')}>
      {mayManage ? <Settings /> : <NoPermission to="access.manage" />}
    </Page>
  );
}

function Settings() {
  const text = useText();
  const client = useQueryClient();
  const [saves, setSaves] = useState(0);
  const saved = useRef<HTMLDivElement>(null);
  useEffect(() => saved.current?.focus(), [saves]);
  const { data, error, refetch } = useQuery({
    queryKey: ['sign-in-settings'],
    queryFn: (): Promise<SignInSettingsShown> => answered(api.GET('/admin/v1/sign-in-settings')),
  });
  if (!data)
    return error ? (
      <ErrorNotice error={error} title={text('accounts.errorTitle')} again={() => void refetch()} />
    ) : (
      <LoadingRows says={text('accounts.getting')} />
    );
  return (
    <>
      {saves > 0 && (
        <div ref={saved} tabIndex={-1}>
          <Done key={saves} says={text('accounts.saved')} />
        </div>
      )}
      {data.settings === null && <Notice kind="plain" title={text('accounts.none')} />}
      <p>{text('accounts.redirect')}</p>
      <CopyText words={data.redirectAddress} />
      {/* A form of its own after each save: nothing of a secret stays in the page. */}
      <SignInForm
        key={`form-${saves}`}
        settings={data.settings}
        onSaved={(settings) => {
          client.setQueryData(['sign-in-settings'], { ...data, settings });
          setSaves(saves + 1);
        }}
      />
    </>
  );
}
