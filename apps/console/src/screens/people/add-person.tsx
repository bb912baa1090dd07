import type { StaffInvited } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextField, useOptional } from '../../parts/field.js';
import { RoleChoices, type StaffRole } from './role-choices.js';

/** A form for somebody who signs in by a link. */
export function AddPerson({ onAdded }: { readonly onAdded: (invited: StaffInvited) => void }) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly StaffRole[]>([]);
  const [attempt, setAttempt] = useState(0);
  const adding = useMutation({
    mutationFn: (): Promise<StaffInvited> => {
      const body = { name, roles: [...roles], ...(email.trim() === '' ? {} : { email: email.trim() }) };
      return answered(api.POST('/admin/v1/staff', { body } as never));
    },
    onSuccess(invited) {
      setName('');
      setEmail('');
      setRoles([]);
      setAttempt(0);
      onAdded(invited);
    },
  });
  const wrong = {
    ...(name.trim() === '' ? { name: text('people.nameMissing') } : {}),
    ...(roles.length === 0 ? { roles: text('people.rolesMissing') } : {}),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) adding.mutate();
  }
  return (
    <form onSubmit={add} noValidate>
      <h2>{text('people.addTitle')}</h2>
      <p>{text('people.addSays')}</p>
      <ErrorSummary form={id} attempt={attempt} wrong={shown} />
      {adding.isError && <ErrorNotice error={adding.error} />}
      <TextField
        id={`${id}-name`}
        label={text('people.name')}
        error={shown.name}
        value={name}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        id={`${id}-email`}
        type="email"
        label={optional(text('people.email'))}
        value={email}
        autoComplete="off"
        maxLength={320}
        onChange={({ target }) => setEmail(target.value)}
      />
      <RoleChoices id={`${id}-roles`} chosen={roles} error={shown.roles} onChoose={setRoles} />
      <button type="submit" className="button button-primary" disabled={adding.isPending}>
        {text('people.add')}
      </button>
    </form>
  );
}
