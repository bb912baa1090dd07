import type { InstallationShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useText } from '../../language.js';
import { ConflictNotice } from '../../parts/conflict-notice.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';
import { isOrigin } from './is-origin.js';

interface Props {
  readonly installation: InstallationShown;
  readonly mayChange: boolean;
  readonly onDone: (says: string) => void;
}

interface Change {
  readonly allowedOrigins: string[];
  readonly version: number;
}

/** The pages on which the panel opens. */
export function AllowedAddresses({ installation, mayChange, onDone }: Props) {
  const text = useText();
  const [origin, setOrigin] = useState('');
  const [wrong, setWrong] = useState<string>();
  const { installation: code, name, allowedOrigins, version } = installation;
  const changing = useMutation({
    mutationFn: (body: Change): Promise<InstallationShown> =>
      answered(
        api.PATCH('/admin/v1/installations/{installation}', {
          params: { path: { installation: code } },
          body,
        } as never),
      ),
    onSuccess() {
      setOrigin('');
      onDone(text('panel.saved', { name }));
    },
  });
  const theirs = theirsOf(changing.error);

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setWrong(isOrigin(origin) ? undefined : text('panel.originMissing'));
    if (isOrigin(origin))
      changing.mutate({ version, allowedOrigins: [...new Set([...allowedOrigins, new URL(origin.trim()).origin])] });
  }
  return (
    <>
      <h3>{text('panel.addresses')}</h3>
      <p className="hint">{text('panel.addressesHint')}</p>
      {theirs ? (
        <ConflictNotice
          name={theirs.changedBy}
          at={theirs.changedAt}
          onSeeTheirs={() => {
            changing.reset();
            onDone(text('panel.saved', { name }));
          }}
          onKeepMine={() => {
            if (changing.variables) changing.mutate({ ...changing.variables, version: theirs.version });
          }}
        />
      ) : (
        changing.isError && <ErrorNotice error={changing.error} />
      )}
      <ul className="plain-list">
        {allowedOrigins.map((one) => (
          <li key={one}>
            {one}{' '}
            {mayChange && allowedOrigins.length > 1 && (
              <button
                type="button"
                className="link"
                disabled={changing.isPending}
                onClick={() =>
                  changing.mutate({ version, allowedOrigins: allowedOrigins.filter((other) => other !== one) })
                }
              >
                {text('panel.removeAddress', { address: one })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && allowedOrigins.length === 1 && <p className="hint">{text('panel.lastAddress')}</p>}
      {mayChange && (
        <form onSubmit={add} noValidate>
          <TextField
            inputMode="url"
            label={text('panel.origin')}
            hint={text('panel.originHint')}
            error={wrong}
            value={origin}
            autoComplete="off"
            spellCheck={false}
            maxLength={300}
            onChange={({ target }) => setOrigin(target.value)}
          />
          <button type="submit" className="button" disabled={changing.isPending}>
            {text('panel.addAddress')}
          </button>
        </form>
      )}
    </>
  );
}

/** What somebody else saved meanwhile. */
function theirsOf(error: unknown): InstallationShown | null {
  return error instanceof Problem && error.code === 'installation-changed'
    ? (error.current as InstallationShown)
    : null;
}
