import type { StaffInvited, StaffShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NotSaved } from '../../parts/not-saved.js';
import { RoleChoices } from './role-choices.js';

interface Props {
  readonly person: StaffShown;
  readonly onLink: (invited: StaffInvited) => void;
  readonly onChanged: (person: StaffShown, says: string) => void;
}

type Change = Partial<Pick<StaffShown, 'roles'>> & { readonly removed?: boolean; readonly version?: number };

/** What can be done about one person: their roles, another link, removing them or taking them back. */
export function ChangePerson({ person, onLink, onChanged }: Props) {
  const text = useText();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [roles, setRoles] = useState(person.roles);
  const [base, setBase] = useState(person);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const path = { id: person.id };
  const changing = useMutation({
    mutationFn: (change: Change): Promise<StaffShown> =>
      answered(
        api.PATCH('/admin/v1/staff/{id}', { params: { path }, body: { version: base.version, ...change } } as never),
      ),
    onSuccess(now, { removed }) {
      setBase(now);
      const { name } = now;
      onChanged(
        now,
        text(removed === true ? 'people.gone' : removed === false ? 'people.back' : 'people.saved', { name }),
      );
    },
  });
  const linking = useMutation({
    mutationFn: (): Promise<StaffInvited> =>
      answered(api.POST('/admin/v1/staff/{id}/link', { params: { path } } as never)),
    onSuccess: onLink,
  });
  const isRemoved = base.removedAt !== null;
  const areRolesOurs = base.signsInBy === 'link';

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    changing.mutate({ roles });
  }
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {text('people.change', { name: person.name })}
      </h2>
      <NotSaved
        sent={changing}
        code="staff-changed"
        onSeeTheirs={(theirs: StaffShown) => {
          setBase(theirs);
          setRoles(theirs.roles);
        }}
        onKeepMine={({ version }) => changing.mutate({ roles, version })}
      />
      {linking.isError && <ErrorNotice error={linking.error} />}
      {areRolesOurs && !isRemoved && (
        <form onSubmit={save} noValidate>
          <RoleChoices
            id={`${id}-roles`}
            chosen={roles}
            error={roles.length === 0 ? text('people.rolesMissing') : undefined}
            onChoose={setRoles}
          />
          <button type="submit" className="button button-primary" disabled={roles.length === 0 || changing.isPending}>
            {text('people.save')}
          </button>
        </form>
      )}
      {!areRolesOurs && <p>{text('people.byGroups')}</p>}
      <div className="buttons">
        {areRolesOurs && !isRemoved && (
          <button type="button" className="button" disabled={linking.isPending} onClick={() => linking.mutate()}>
            {text('people.newLink')}
          </button>
        )}
        {isRemoved ? (
          <button type="button" className="button" onClick={() => changing.mutate({ removed: false })}>
            {text('people.takeBack')}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => setIsAsking(true)}>
            {text('people.remove')}
          </button>
        )}
      </div>
      <Confirm
        isOpen={isAsking}
        isDangerous
        title={text('people.removeTitle', { name: person.name })}
        action={text('people.remove')}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          changing.mutate({ removed: true });
        }}
      >
        <p>{text('people.removeSays')}</p>
      </Confirm>
    </section>
  );
}
