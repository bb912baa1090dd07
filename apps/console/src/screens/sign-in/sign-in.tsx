import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { ConsoleTextKey } from '@doorstep/ui/console-text';
import { sessionKey, signInWithLink } from '../../api/session.js';
import { useText } from '../../language.js';
import { LanguageSwitch } from '../../frame/language-switch.js';
import { TextField } from '../../parts/field.js';

type ProblemKey = Extract<ConsoleTextKey, `enter.problem.${string}`>;

/** What the service says in the address when a sign-in with an account did not work. */
const problems: Readonly<Record<string, ProblemKey>> = {
  'no-role': 'enter.problem.no-role',
  'no-mfa': 'enter.problem.no-mfa',
  'groups-left-out': 'enter.problem.groups-left-out',
  removed: 'enter.problem.removed',
  'start-again': 'enter.problem.start-again',
  'provider-refused': 'enter.problem.provider-refused',
  'provider-unreachable': 'enter.problem.provider-unreachable',
  'provider-not-right': 'enter.problem.provider-unreachable',
  'no-provider': 'enter.problem.no-provider',
  'which-organisation': 'enter.problem.which-organisation',
  'too-many-tries': 'enter.problem.too-many-tries',
};

/** The way in: through the landlord's own sign-in, or a link that works once. */
export function SignIn({ says }: { readonly says: string | undefined }) {
  const text = useText();
  const problem = problems[new URLSearchParams(location.search).get('problem') ?? ''];
  const isWhich = problem === 'enter.problem.which-organisation';
  const told = problem === undefined || isWhich ? says : text(problem);
  useEffect(() => {
    document.title = text('console.pageTitle', { title: text('signIn.title') });
  }, [text]);
  return (
    <main className="page page-alone">
      <div className="alone-bar">
        <LanguageSwitch />
      </div>
      <h1>{text('signIn.title')}</h1>
      {told !== undefined && (
        <p className="notice notice-look" role="alert">
          {told}
        </p>
      )}
      <ByAccount error={isWhich ? text(problem) : undefined} />
      <ByLink />
    </main>
  );
}

/** Sends somebody to their provider, and back to the page they wanted. */
function ByAccount({ error }: { readonly error: string | undefined }) {
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (error !== undefined) input.current?.focus();
  }, [error]);

  function go(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const organisation = input.current?.value.trim() ?? '';
    const { pathname, search } = location;
    const query = new URLSearchParams({
      ...(organisation === '' ? {} : { organisation }),
      ...(pathname === '/console/sign-in' ? {} : { return: pathname + search }),
    });
    location.assign(`/admin/v1/sign-in?${query.toString()}`);
  }
  return (
    <form onSubmit={go} noValidate>
      <h2>{text('enter.byAccount')}</h2>
      <p>{text('signIn.lead')}</p>
      <TextField
        ref={input}
        id={id}
        name="organisation"
        label={text('part.optional', { label: text('signIn.organisation') })}
        hint={text('signIn.organisationHint')}
        error={error}
        autoComplete="organization"
        autoCapitalize="none"
        spellCheck={false}
      />
      <button type="submit" className="button button-primary">
        {text('signIn.go')}
      </button>
    </form>
  );
}

/** For whoever was sent a link and pastes it. */
function ByLink() {
  const text = useText();
  const client = useQueryClient();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<'enter.linkMissing' | 'signIn.linkUsed'>();

  async function use(link: string): Promise<void> {
    try {
      await signInWithLink(link);
      await client.invalidateQueries({ queryKey: sessionKey });
    } catch {
      setError('signIn.linkUsed');
      input.current?.focus();
    }
  }
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const link = input.current?.value.trim() ?? '';
    setError(link === '' ? 'enter.linkMissing' : undefined);
    if (link === '') input.current?.focus();
    else void use(link);
  }
  return (
    <form onSubmit={submit} noValidate>
      <h2>{text('enter.byLink')}</h2>
      <TextField
        ref={input}
        id={id}
        label={text('enter.link')}
        hint={text('signIn.link')}
        error={error === undefined ? undefined : text(error)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <button type="submit" className="button">
        {text('enter.useLink')}
      </button>
    </form>
  );
}
