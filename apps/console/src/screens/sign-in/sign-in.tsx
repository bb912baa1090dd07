import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { LanguageSwitch } from '../../frame/language-switch.js';
import { TextField } from '../../parts/field.js';

/** The way in: through the landlord's own sign-in, or the link that was printed at the start. */
export function SignIn({ says }: { readonly says: string | undefined }) {
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => {
    document.title = text('console.pageTitle', { title: text('signIn.title') });
  }, [text]);

  function go(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const slug = input.current?.value.trim() ?? '';
    setIsMissing(slug === '');
    if (slug === '') input.current?.focus();
    else location.assign(`/admin/v1/sign-in?${new URLSearchParams({ organisation: slug })}`);
  }
  return (
    <main className="page page-alone">
      <div className="alone-bar">
        <LanguageSwitch />
      </div>
      <h1>{text('signIn.title')}</h1>
      {says !== undefined && (
        <p className="notice notice-look" role="alert">
          {says}
        </p>
      )}
      <p>{text('signIn.lead')}</p>
      <form onSubmit={go} noValidate>
        <TextField
          ref={input}
          id={id}
          name="organisation"
          label={text('signIn.organisation')}
          hint={text('signIn.organisationHint')}
          error={isMissing ? text('signIn.organisationMissing') : undefined}
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
        />
        <button type="submit" className="button button-primary">
          {text('signIn.go')}
        </button>
      </form>
      <p className="hint">{text('signIn.link')}</p>
    </main>
  );
}
