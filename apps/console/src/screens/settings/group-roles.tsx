import { useText } from '../../language.js';
import { SelectField, TextField } from '../../parts/field.js';
import { staffRoles, type StaffRole } from '../people/role-choices.js';

export interface GroupRole {
  readonly group: string;
  readonly role: StaffRole;
}

interface Props {
  /** Of the form; the first group's control is `id-group-0`. */
  readonly id: string;
  readonly groups: readonly GroupRole[];
  /** What is wrong, by `group-0` and so on. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly onChange: (groups: GroupRole[]) => void;
}

/** Which group at the provider has which role here. One stays at least. */
export function GroupRoles({ id, groups, wrong, onChange }: Props) {
  const text = useText();
  const change = (at: number, part: Partial<GroupRole>) =>
    onChange(groups.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="field">
      <legend className="label">{text('accounts.groups')}</legend>
      {groups.map(({ group, role }, index) => {
        const number = index + 1;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a group is known by its place alone while it is written
          <div key={index}>
            <TextField
              id={`${id}-group-${index}`}
              label={text('accounts.group', { number })}
              error={wrong[`group-${index}`]}
              value={group}
              autoComplete="off"
              maxLength={300}
              onChange={({ target }) => change(index, { group: target.value })}
            />
            <SelectField
              label={text('accounts.roleOf', { number })}
              value={role}
              onChange={({ target }) => change(index, { role: target.value as StaffRole })}
            >
              {staffRoles.map((one) => (
                <option key={one} value={one}>
                  {text(`role.${one}`)}
                </option>
              ))}
            </SelectField>
            {groups.length > 1 && (
              <button
                type="button"
                className="link"
                onClick={() => {
                  onChange(groups.filter((_, at) => at !== index));
                  // The button that was pressed may be gone: work goes on at the first group.
                  document.getElementById(`${id}-group-0`)?.focus();
                }}
              >
                {text('accounts.removeGroup', { number })}
              </button>
            )}
          </div>
        );
      })}
      <button
        type="button"
        className="button"
        disabled={groups.length >= 200}
        onClick={() => onChange([...groups, { group: '', role: 'viewer' }])}
      >
        {text('accounts.addGroup')}
      </button>
    </fieldset>
  );
}
