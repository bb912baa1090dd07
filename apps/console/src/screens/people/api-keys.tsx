import { type ApiKeyAdded, type ApiKeyShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { SelectField, TextField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { ShownOnce } from '../../parts/shown-once.js';

/** What a key is given to, as a rule. */
const keyRoles = ['system', 'lead', 'officer', 'viewer', 'evaluator'] as const;

/** The keys that the landlord's own systems come with. */
export function ApiKeys() {
  const text = useText();
  const mayManage = useMay('access.manage');
  return (
    <Page title={text('keys.title')} lead={text('keys.lead')} isWide>
      {mayManage ? <EveryKey /> : <NoPermission to="access.manage" />}
    </Page>
  );
}

function EveryKey() {
  const text = useText();
  const client = useQueryClient();
  const [added, setAdded] = useState<ApiKeyAdded & { name: string }>();
  const [asked, setAsked] = useState<ApiKeyShown>();
  const query = useQuery({
    queryKey: ['api-keys'],
    queryFn: (): Promise<{ items: ApiKeyShown[] }> => answered(api.GET('/admin/v1/api-keys')),
  });
  const again = () => void client.invalidateQueries({ queryKey: ['api-keys'] });
  const revoking = useMutation({
    mutationFn: ({ id }: ApiKeyShown): Promise<unknown> =>
      answered(api.POST('/admin/v1/api-keys/{id}/revoke', { params: { path: { id } } } as never)),
    onSuccess: again,
  });
  return (
    <>
      {revoking.isSuccess && <Done says={text('keys.gone', { name: revoking.variables.name })} />}
      {revoking.isError && <ErrorNotice error={revoking.error} />}
      {added && (
        <ShownOnce
          title={text('keys.shownTitle', { name: added.name })}
          says={text('keys.shownSays')}
          words={added.apiKey}
          copy={text('keys.copy')}
        />
      )}
      <Answer query={query} getting={text('keys.getting')} errorTitle={text('keys.errorTitle')}>
        {(data) => <KeysTable keys={data.items} onRevoke={setAsked} />}
      </Answer>
      <AddKey
        onAdded={(key) => {
          setAdded(key);
          again();
        }}
      />
      <Confirm
        isOpen={asked !== undefined}
        isDangerous
        title={text('keys.revokeTitle', { name: asked?.name ?? '' })}
        action={text('keys.revokeNow')}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked) revoking.mutate(asked);
          setAsked(undefined);
        }}
      >
        <p>{text('keys.revokeSays')}</p>
      </Confirm>
    </>
  );
}

interface TableProps {
  readonly keys: readonly ApiKeyShown[];
  readonly onRevoke: (key: ApiKeyShown) => void;
}

function KeysTable({ keys, onRevoke }: TableProps) {
  const { locale, text } = useLanguage();
  return (
    <Table
      caption={text('keys.caption')}
      rows={keys}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', title: text('keys.name'), isRowName: true, cell: ({ name }) => name },
        { id: 'role', title: text('keys.role'), cell: ({ role }) => text(`role.${role}`) },
        { id: 'made', title: text('keys.made'), cell: ({ createdAt }) => dayOf(locale, createdAt) },
        {
          id: 'state',
          title: text('keys.state'),
          cell: (key) =>
            key.revokedAt === null ? (
              <>
                <StatusWord light="good">{text('keys.works')}</StatusWord>{' '}
                <button
                  type="button"
                  className="link"
                  aria-label={text('keys.revoke', { name: key.name })}
                  onClick={() => onRevoke(key)}
                >
                  {text('keys.revokeNow')}
                </button>
              </>
            ) : (
              <StatusWord light="quiet">{text('keys.revoked', { day: dayOf(locale, key.revokedAt) })}</StatusWord>
            ),
        },
      ]}
    />
  );
}

function AddKey({ onAdded }: { readonly onAdded: (key: ApiKeyAdded & { name: string }) => void }) {
  const text = useText();
  const id = useId();
  const [name, setName] = useState('');
  const [role, setRole] = useState<string>('system');
  const [attempt, setAttempt] = useState(0);
  const adding = useMutation({
    mutationFn: (): Promise<ApiKeyAdded> => answered(api.POST('/admin/v1/api-keys', { body: { name, role } } as never)),
    onSuccess(key) {
      onAdded({ ...key, name });
      setName('');
      setAttempt(0);
    },
  });
  const wrong = attempt > 0 && name.trim() === '' ? text('keys.nameMissing') : undefined;

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (name.trim() !== '') adding.mutate();
  }
  return (
    <form onSubmit={add} noValidate>
      <h2>{text('keys.addTitle')}</h2>
      <ErrorSummary form={id} attempt={attempt} wrong={wrong === undefined ? {} : { name: wrong }} />
      {adding.isError && <ErrorNotice error={adding.error} />}
      <TextField
        id={`${id}-name`}
        label={text('keys.name')}
        hint={text('keys.nameHint')}
        error={wrong}
        value={name}
        autoComplete="off"
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
      />
      <SelectField label={text('keys.role')} value={role} onChange={({ target }) => setRole(target.value)}>
        {keyRoles.map((one) => (
          <option key={one} value={one}>
            {text(`role.${one}`)}
          </option>
        ))}
      </SelectField>
      <button type="submit" className="button button-primary" disabled={adding.isPending}>
        {text('keys.add')}
      </button>
    </form>
  );
}
