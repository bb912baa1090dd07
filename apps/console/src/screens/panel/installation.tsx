import type { InstallationShown } from '@doorstep/contracts/http';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../language.js';
import { CopyText } from '../../parts/copy-text.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf, timeOf } from '../../when.js';
import { AllowedAddresses } from './allowed-addresses.js';
import { CheckToken } from './check-token.js';
import { HostKeys } from './host-keys.js';
import { HostRoles } from './host-roles.js';
import { HostSteps } from './host-steps.js';
import type { Host } from './hosts.js';

interface Props {
  readonly installation: InstallationShown;
  /** Which kind it is, where it was added just now: its steps are open then. */
  readonly host: Host['id'] | undefined;
  readonly mayChange: boolean;
  readonly onDone: (says: string) => void;
}

/** One CRM as it stands: when it was seen, its steps, addresses and keys, and a way to check a token. */
export function Installation({ installation, host, mayChange, onDone }: Props) {
  const { locale, text } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const { installation: code, name, lastSeen } = installation;
  const isNew = host !== undefined;
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  const seen = lastSeen && { day: dayOf(locale, lastSeen.at), time: timeOf(locale, lastSeen.at) };
  return (
    <section className="installation" aria-labelledby={code}>
      <h2 id={code} ref={heading} tabIndex={-1}>
        {name}
      </h2>
      <p>
        <StatusWord light={seen ? 'good' : 'quiet'}>{text(seen ? 'panel.working' : 'panel.waiting')}</StatusWord>{' '}
        {!seen
          ? text('panel.notSeen')
          : lastSeen.origin === null
            ? text('panel.seenLink', seen)
            : text('panel.seen', { ...seen, origin: lastSeen.origin })}
      </p>
      <h3>{text('panel.code')}</h3>
      <p className="hint">{text('panel.codeHint')}</p>
      <CopyText words={code} />
      <HostSteps installation={installation} host={host} />
      <AllowedAddresses installation={installation} mayChange={mayChange} onDone={onDone} />
      <HostKeys installation={installation} mayChange={mayChange} onDone={onDone} />
      <HostRoles installation={installation} mayChange={mayChange} onDone={onDone} />
      {mayChange && <CheckToken code={code} />}
    </section>
  );
}
