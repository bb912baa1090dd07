import type { InstallationShown } from '@doorstep/contracts/http';
import { useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { TextField } from '../../parts/field.js';
import { isOrigin } from './is-origin.js';
import { useChangeInstallation } from './use-change-installation.js';

interface Props {
  readonly installation: InstallationShown;
  readonly mayChange: boolean;
  readonly onDone: (says: string) => void;
}

/** The pages on which the panel opens. */
export function AllowedAddresses({ installation, mayChange, onDone }: Props) {
  const text = useText();
  const [origin, setOrigin] = useState('');
  const [wrong, setWrong] = useState<string>();
  const { allowedOrigins } = installation;
  const { change, isPending, problem } = useChangeInstallation(installation, (says) => {
    setOrigin('');
    onDone(says);
  });

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setWrong(isOrigin(origin) ? undefined : text('panel.originMissing'));
    if (isOrigin(origin)) change({ allowedOrigins: [...new Set([...allowedOrigins, new URL(origin.trim()).origin])] });
  }
  return (
    <>
      <h3>{text('panel.addresses')}</h3>
      <p className="hint">{text('panel.addressesHint')}</p>
      {problem}
      <ul className="plain-list">
        {allowedOrigins.map((one) => (
          <li key={one}>
            {one}{' '}
            {mayChange && allowedOrigins.length > 1 && (
              <button
                type="button"
                className="link"
                disabled={isPending}
                onClick={() => change({ allowedOrigins: allowedOrigins.filter((other) => other !== one) })}
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
          <button type="submit" className="button" disabled={isPending}>
            {text('panel.addAddress')}
          </button>
        </form>
      )}
    </>
  );
}
