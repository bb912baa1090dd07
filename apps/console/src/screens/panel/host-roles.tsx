import type { ChangeInstallationRequest, InstallationShown } from '@doorstep/contracts/http';
import { useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { SelectField, TextField } from '../../parts/field.js';
import { useChangeInstallation } from './use-change-installation.js';

type RoleMap = NonNullable<ChangeInstallationRequest['roleMap']>;
type PanelRole = RoleMap[string];

/** Those of people who meet residents. */
const panelRoles = ['officer', 'lead', 'operative', 'income', 'asb', 'legal'] as const satisfies readonly PanelRole[];

interface Props {
  readonly installation: InstallationShown;
  readonly mayChange: boolean;
  readonly onDone: (says: string) => void;
}

/** What the CRM calls its roles, under our names. */
export function HostRoles({ installation, mayChange, onDone }: Props) {
  const text = useText();
  const [theirs, setTheirs] = useState('');
  const [ours, setOurs] = useState<PanelRole>('officer');
  const [wrong, setWrong] = useState<string>();
  const roleMap = installation.roleMap as RoleMap;
  const { change, isPending, problem } = useChangeInstallation(installation, (says) => {
    setTheirs('');
    onDone(says);
  });
  const pairs = Object.entries(roleMap);

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = theirs.trim();
    setWrong(name === '' ? text('panel.roleMissing') : undefined);
    if (name !== '') change({ roleMap: { ...roleMap, [name]: ours } });
  }
  return (
    <>
      <h3>{text('panel.roles')}</h3>
      <p className="hint">{text(pairs.length === 0 ? 'panel.rolesNone' : 'panel.rolesHint')}</p>
      {problem}
      <ul className="plain-list">
        {pairs.map(([name, role]) => (
          <li key={name}>
            {text('panel.roleIs', { theirs: name, ours: text(`role.${role}`) })}{' '}
            {mayChange && (
              <button
                type="button"
                className="link"
                disabled={isPending}
                onClick={() => change({ roleMap: Object.fromEntries(pairs.filter(([other]) => other !== name)) })}
              >
                {text('panel.removeRole', { theirs: name })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <form onSubmit={add} noValidate>
          <TextField
            label={text('panel.roleTheirs')}
            hint={text('panel.roleTheirsHint')}
            error={wrong}
            value={theirs}
            autoComplete="off"
            maxLength={100}
            onChange={({ target }) => setTheirs(target.value)}
          />
          <SelectField
            label={text('panel.roleOurs')}
            value={ours}
            onChange={({ target }) => setOurs(target.value as PanelRole)}
          >
            {panelRoles.map((role) => (
              <option key={role} value={role}>
                {text(`role.${role}`)}
              </option>
            ))}
          </SelectField>
          <button type="submit" className="button" disabled={isPending}>
            {text('panel.addRole')}
          </button>
        </form>
      )}
    </>
  );
}
