import type { DeliveryCheck, DeliveryShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Checks } from '../../parts/checks.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

const names = ['settings', 'address', 'connection', 'sign-in', 'template', 'message'] as const;

/** Tries what is set: without sending anything, or with one message to oneself. */
export function TrySending({ way }: { readonly way: DeliveryShown['way'] }) {
  const text = useText();
  const id = useId();
  const [to, setTo] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const trying = useMutation({
    mutationFn: async (address: string | null): Promise<readonly DeliveryCheck[]> => {
      const params = { path: { way } };
      return address === null
        ? (await answered(api.POST('/api/v1/delivery/{way}/check', { params }))).items
        : [await answered(api.POST('/api/v1/delivery/{way}/trial', { params, body: { to: address } }))];
    },
    onSuccess: (found) => announce(text(found.every(({ ok }) => ok) ? 'sending.triedWell' : 'sending.triedBadly')),
  });

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setIsMissing(to.trim() === '');
    if (to.trim() === '') document.getElementById(id)?.focus();
    else trying.mutate(to.trim());
  }
  return (
    <>
      <button type="button" className="button" disabled={trying.isPending} onClick={() => trying.mutate(null)}>
        {text(`sending.check.${way}`)}
      </button>
      <form onSubmit={send} noValidate>
        <TextField
          id={id}
          {...(way === 'email' ? { type: 'email', autoComplete: 'email' } : { type: 'tel', autoComplete: 'tel' })}
          label={text(`sending.to.${way}`)}
          hint={text('sending.toHint')}
          error={isMissing ? text(`sending.toMissing.${way}`) : undefined}
          value={to}
          maxLength={320}
          onChange={({ target }) => setTo(target.value)}
        />
        <button type="submit" className="button" disabled={trying.isPending}>
          {text(`sending.sendOne.${way}`)}
        </button>
      </form>
      {trying.isPending && <p className="hint">{text('sending.trying')}</p>}
      {trying.isError && <ErrorNotice error={trying.error} title={text('sending.notTried')} />}
      {trying.data && (
        <Checks
          label={text('sending.found')}
          checks={trying.data.map(({ name, ok, detail }) => ({
            id: name,
            name: nameOf(name),
            state: ok ? 'passed' : 'not-passed',
            // The words come from the service, which speaks English to administrators of systems.
            says: <p lang="en-GB">{detail}</p>,
          }))}
        />
      )}
    </>
  );

  function nameOf(name: string): string {
    const known = names.find((one) => one === name);
    return known === undefined ? name : text(`sending.found.${known}`);
  }
}
