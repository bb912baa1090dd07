import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { sessionKey, signInWithLink, useSession } from './api/session.js';
import { useLanguage } from './language.js';
import { ErrorNotice } from './parts/error-notice.js';
import { SignIn } from './screens/sign-in/sign-in.js';

/** Shows the screens to who is signed in, and the way in to who is not. */
export function SessionGate({ link, children }: { readonly link: string | undefined; readonly children: ReactNode }) {
  const { text, offer, callThem } = useLanguage();
  const client = useQueryClient();
  const [linkState, setLinkState] = useState<'using' | 'used' | 'none'>(link === undefined ? 'none' : 'using');
  const [wasIn, setWasIn] = useState(false);
  const session = useSession();
  useEffect(() => {
    if (link === undefined) return;
    signInWithLink(link).then(
      async () => {
        await client.invalidateQueries({ queryKey: sessionKey });
        setLinkState('none');
      },
      () => setLinkState('used'),
    );
  }, [link, client]);
  const isIn = Boolean(session.data);
  const spoken = session.data?.locale;
  const word = session.data?.residentWord;
  useEffect(() => {
    if (isIn) setWasIn(true);
  }, [isIn]);
  useEffect(() => {
    if (spoken !== undefined) offer(spoken);
  }, [spoken, offer]);
  useEffect(() => {
    if (word !== undefined) callThem(word);
  }, [word, callThem]);

  if (linkState === 'using' || session.isPending)
    return (
      <p className="page page-alone" role="status">
        {linkState === 'using' ? text('signIn.working') : text('console.loading')}
      </p>
    );
  if (session.isError && !isIn)
    return (
      <main className="page page-alone">
        <ErrorNotice error={session.error} again={() => void session.refetch()} isFirst />
      </main>
    );
  if (!isIn)
    return <SignIn says={linkState === 'used' ? text('signIn.linkUsed') : wasIn ? text('signIn.ended') : undefined} />;
  return children;
}
