import type { InstallationShown } from '@doorstep/contracts/http';
import { useState } from 'react';
import { useText } from '../../language.js';
import { CopyText } from '../../parts/copy-text.js';
import { SelectField } from '../../parts/field.js';
import { hostOf, hostsFor, type Host } from './hosts.js';
import { useHostName } from './use-host-name.js';

interface Props {
  readonly installation: InstallationShown;
  /** Which it is, where somebody has just said so. */
  readonly host: Host['id'] | undefined;
}

/** What to do in the CRM, step by step, with what to paste. */
export function HostSteps({ installation: { installation, name, allowedOrigins }, host }: Props) {
  const text = useText();
  const nameOf = useHostName();
  const [chosen, setChosen] = useState<string>(host ?? hostOf(allowedOrigins));
  const hosts = hostsFor(location.origin, installation, name);
  const shown = hosts.find(({ id }) => id === chosen) ?? hosts[0];
  if (!shown) return null;
  return (
    <details open={host !== undefined}>
      <summary>{text('panel.steps', { name: nameOf(shown) })}</summary>
      <SelectField label={text('panel.stepsFor')} value={shown.id} onChange={({ target }) => setChosen(target.value)}>
        {hosts.map((one) => (
          <option key={one.id} value={one.id}>
            {nameOf(one)}
          </option>
        ))}
      </SelectField>
      <ol>
        {shown.steps.map(({ says, words }) => (
          <li key={says}>
            <p>{text(says)}</p>
            {words !== undefined && <CopyText words={words} />}
          </li>
        ))}
      </ol>
      <h4>{text('panel.policy')}</h4>
      <p>{text(shown.policy)}</p>
      <CopyText words={shown.policyWords} />
      <p className="hint">{text('panel.inFull', { file: shown.guide })}</p>
    </details>
  );
}
