import type { StaffShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { CheckboxField, FieldGroup } from '../../parts/field.js';

export type StaffRole = StaffShown['roles'][number];

/** The compiler holds that none is missing. */
const everyRole: Readonly<Record<StaffRole, true>> = {
  administrator: true,
  lead: true,
  officer: true,
  operative: true,
  viewer: true,
  evaluator: true,
  income: true,
  asb: true,
  legal: true,
};
export const staffRoles = Object.keys(everyRole) as StaffRole[];

interface Props {
  /** Of the first box, for an error summary to point at. */
  readonly id: string;
  readonly chosen: readonly StaffRole[];
  readonly error?: string | undefined;
  readonly onChoose: (roles: StaffRole[]) => void;
}

/** What somebody can do: any of the roles. */
export function RoleChoices({ id, chosen, error, onChoose }: Props) {
  const text = useText();
  return (
    <FieldGroup id={id} label={text('people.roles')} error={error}>
      {staffRoles.map((role, index) => {
        const boxId = index === 0 ? id : `${id}-${role}`;
        return (
          <CheckboxField
            key={role}
            id={boxId}
            label={text(`role.${role}`)}
            hint={text(`role.may.${role}`)}
            checked={chosen.includes(role)}
            onChange={({ target }) =>
              onChoose(staffRoles.filter((one) => (one === role ? target.checked : chosen.includes(one))))
            }
          />
        );
      })}
    </FieldGroup>
  );
}
