import type { ConnectionShown, SystemShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Notice } from '../../parts/notice.js';
import { SecretField } from '../../parts/secret-field.js';
import { dayOf } from '../../when.js';
import { AllowedAddresses } from './allowed-addresses.js';
import { CheckedList } from './checked-list.js';
import { useConnection } from './connections.js';
import { useChecks } from './use-checks.js';

interface Props {
  readonly name: string;
  readonly systems: readonly SystemShown[];
  readonly mayChange: boolean;
  readonly onDone: (says: string) => void;
}

/** A connection as it stands: its settings, who saved its secrets, and what can be done with it. */
export function Connected({ name, systems, mayChange, onDone }: Props) {
  const { locale, text } = useLanguage();
  const { data, error, refetch } = useConnection(name);
  if (error)
    return (
      <ErrorNotice
        error={error}
        title={text('connect.errorTitle')}
        says={text('connect.errorSays')}
        again={() => void refetch()}
      />
    );
  if (!data) return <LoadingRows says={text('connect.getting')} />;
  const fields = systems.find((one) => one.name === data.connector)?.fields ?? [];
  const settings = fields.filter((field) => data.configuration[field.name] !== undefined);
  return (
    <section aria-labelledby={`connection-${name}`}>
      <h2 id={`connection-${name}`}>{data.title}</h2>
      <p>{text('connect.isCalled', { name })}</p>
      {data.pausedAt !== null && (
        <Notice kind="look">
          <p>{text('connect.isPaused', { day: dayOf(locale, data.pausedAt) })}</p>
        </Notice>
      )}
      {data.refusedAt !== null && (
        <Notice kind="bad">
          <p>{text('connect.isRefused', { day: dayOf(locale, data.refusedAt) })}</p>
        </Notice>
      )}
      <dl lang="en-GB">
        {settings.map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>{String(data.configuration[field.name])}</dd>
          </div>
        ))}
      </dl>
      {mayChange ? (
        <AllowedAddresses connection={data} onDone={onDone} />
      ) : (
        data.allowedAddresses.length > 0 && (
          <p>{text('connect.mayReach', { list: data.allowedAddresses.join(', ') })}</p>
        )
      )}
      {data.secrets.map((secret) => (
        <Secret key={secret.savedAt} name={name} secret={secret} mayChange={mayChange} onDone={onDone} />
      ))}
      {mayChange && <Acts connection={data} onDone={onDone} />}
    </section>
  );
}

interface SecretProps {
  readonly name: string;
  readonly secret: ConnectionShown['secrets'][number];
  readonly mayChange: boolean;
  readonly onDone: (says: string) => void;
}

function Secret({ name, secret, mayChange, onDone }: SecretProps) {
  const { locale, text } = useLanguage();
  const queries = useQueryClient();
  const { control, register, handleSubmit, reset, formState, setError } = useForm({ defaultValues: { secret: '' } });
  const typed = useWatch({ control, name: 'secret' });
  const { field, label, savedAt, savedBy, endsIn } = secret;
  const saved = { at: savedAt, by: savedBy ?? 'Doorstep', endsIn: endsIn ?? '…' };
  if (!mayChange)
    return (
      <p>
        {label}: {text('part.secretSaved', { day: dayOf(locale, savedAt), name: saved.by, ending: saved.endsIn })}
      </p>
    );
  return (
    <form
      noValidate
      onSubmit={(event) =>
        void handleSubmit(async (body) => {
          try {
            const path = { name, field };
            await answered(api.PUT('/admin/v1/connections/{name}/secrets/{field}', { params: { path }, body }));
            reset();
            await queries.invalidateQueries({ queryKey: ['connections'] });
            onDone(text('connect.replaced'));
          } catch (error) {
            setError('secret', { message: error instanceof Error ? error.message : text('part.noConnection') });
          }
        })(event)
      }
    >
      <SecretField
        label={label}
        saved={saved}
        error={formState.errors.secret?.message}
        {...register('secret', { required: text('connect.missing', { label }) })}
      />
      {typed !== '' && (
        <button type="submit" className="button button-primary" disabled={formState.isSubmitting}>
          {text('connect.replace')}
        </button>
      )}
    </form>
  );
}

function Acts({ connection, onDone }: { connection: ConnectionShown; onDone: (says: string) => void }) {
  const { text } = useLanguage();
  const queries = useQueryClient();
  const { checked, run } = useChecks();
  const [isAsking, setIsAsking] = useState(false);
  const { name, title, pausedAt } = connection;
  const params = { params: { path: { name } } };
  const again = () => queries.invalidateQueries({ queryKey: ['connections'] });
  const rest = useMutation({
    mutationFn: () =>
      pausedAt === null
        ? answered(api.POST('/admin/v1/connections/{name}/pause', params))
        : answered(api.POST('/admin/v1/connections/{name}/resume', params)),
    onSuccess: async () => {
      await again();
      onDone(text(pausedAt === null ? 'connect.paused' : 'connect.resumed'));
    },
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE('/admin/v1/connections/{name}', params)),
    onSuccess: async () => {
      setIsAsking(false);
      await again();
      onDone(text('connect.removed'));
    },
  });
  const error = rest.error ?? remove.error;
  return (
    <>
      <CheckedList checked={checked} />
      {error && (
        <Notice kind="bad">
          <p role="alert">{error.message}</p>
        </Notice>
      )}
      <div className="buttons">
        <Link className="button button-primary" to="/set-up/match">
          {text('connect.toMatch')}
        </Link>
        <button
          type="button"
          className="button"
          disabled={checked.state === 'checking'}
          onClick={() => void run(`/admin/v1/connections/${encodeURIComponent(name)}/check`, null)}
        >
          {checked.state === 'none' ? text('connect.check') : text('connect.checkAgain')}
        </button>
        <button type="button" className="button" disabled={rest.isPending} onClick={() => rest.mutate()}>
          {pausedAt === null ? text('connect.pause') : text('connect.resume')}
        </button>
        <button type="button" className="button" onClick={() => setIsAsking(true)}>
          {text('connect.remove')}
        </button>
      </div>
      <Confirm
        isOpen={isAsking}
        title={text('connect.removeTitle', { title })}
        action={text('connect.remove')}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onCancel={() => setIsAsking(false)}
      >
        <p>{text('connect.removeSays')}</p>
      </Confirm>
    </>
  );
}
