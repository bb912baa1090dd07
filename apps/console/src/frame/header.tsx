import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { keepLocale, sessionKey, signOut, useSignedIn } from '../api/session.js';
import { useText } from '../language.js';
import { LanguageSwitch } from './language-switch.js';
import { OffSwitch } from './off-switch.js';

/** Whose console this is and who is signed in. */
export function Header() {
  const text = useText();
  const session = useSignedIn();
  const client = useQueryClient();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess() {
      client.clear();
      client.setQueryData(sessionKey, null);
    },
  });
  const keeping = useMutation({ mutationFn: keepLocale });
  return (
    <header className="header">
      <div className="header-inside">
        <Link to="/" className="header-name">
          {text('console.name')}
        </Link>
        <span className="header-organisation">{session.organisation.name}</span>
        <span className="header-who">{text('console.signedIn', { name: session.name })}</span>
        <OffSwitch />
        <LanguageSwitch onChosen={(locale) => keeping.mutate(locale)} />
        <button type="button" className="header-button" onClick={() => leaving.mutate()} disabled={leaving.isPending}>
          {text('console.signOut')}
        </button>
      </div>
    </header>
  );
}
