import type { AddInstallationRequest, InstallationShown, RecordSystemsShown } from '@doorstep/contracts/http';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, SelectField, TextField } from '../../parts/field.js';
import { hostsFor, type Host } from './hosts.js';
import { isOrigin } from './is-origin.js';
import { useHostName } from './use-host-name.js';

const kinds = ['person', 'tenancy', 'home'] as const;
const hosts = hostsFor('', '', '');

/** A form for one more CRM: which it is, what it is called, where its pages are and whose ids it uses. */
export function AddInstallation({ onAdded }: { readonly onAdded: (one: InstallationShown, host: Host['id']) => void }) {
  const { text } = useLanguage();
  const id = useId();
  const nameOf = useHostName();
  const heading = useRef<HTMLHeadingElement>(null);
  const [host, setHost] = useState<Host['id']>();
  const [name, setName] = useState('');
  const [origin, setOrigin] = useState('');
  const [chosen, setChosen] = useState<Partial<Record<(typeof kinds)[number], string>>>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    // Beside others it opens at the press of a button; alone it stands there from the start.
    if (document.activeElement === document.body && heading.current?.closest('.page')?.querySelector('.installation'))
      heading.current.focus();
  }, []);
  const systems = useQuery({
    queryKey: ['record-systems'],
    queryFn: (): Promise<RecordSystemsShown> => answered(api.GET('/admin/v1/record-systems')),
  });
  const found = systems.data;
  const isKnown = found !== undefined && kinds.every((kind) => found[kind].length > 0);
  const adding = useMutation({
    mutationFn: (): Promise<InstallationShown> => {
      const of = (kind: (typeof kinds)[number]) => chosen[kind] ?? found?.[kind][0]?.system ?? '';
      const body: AddInstallationRequest = {
        name: name.trim(),
        allowedOrigins: [new URL(origin.trim()).origin],
        ...(isKnown ? { recordSystems: { person: of('person'), tenancy: of('tenancy'), home: of('home') } } : {}),
      };
      return answered(api.POST('/admin/v1/installations', { body } as never));
    },
    onSuccess: (one) => onAdded(one, host ?? 'plain'),
  });
  const wrong = {
    ...(host === undefined ? { host: text('panel.hostMissing') } : {}),
    ...(name.trim() === '' ? { name: text('panel.nameMissing') } : {}),
    ...(isOrigin(origin) ? {} : { origin: text('panel.originMissing') }),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) adding.mutate();
  }
  return (
    <form onSubmit={add} noValidate>
      <h2 ref={heading} tabIndex={-1}>
        {text('panel.addTitle')}
      </h2>
      <ErrorSummary form={id} attempt={attempt} wrong={shown} />
      {adding.isError && <ErrorNotice error={adding.error} />}
      <RadioCards
        id={`${id}-host`}
        name={`${id}-host`}
        label={text('panel.host')}
        error={shown.host}
        value={host ?? ''}
        options={hosts.map((one) => ({ value: one.id, label: nameOf(one) }))}
        onChange={({ target }) => setHost(target.value as Host['id'])}
      />
      <TextField
        id={`${id}-name`}
        label={text('panel.name')}
        error={shown.name}
        value={name}
        autoComplete="off"
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        id={`${id}-origin`}
        inputMode="url"
        label={text('panel.origin')}
        hint={text('panel.originHint')}
        error={shown.origin}
        value={origin}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        onChange={({ target }) => setOrigin(target.value)}
      />
      <h3>{text('panel.ids')}</h3>
      {isKnown ? (
        <>
          <p className="hint">{text('panel.idsHint')}</p>
          {kinds.map((kind) => (
            <SelectField
              key={kind}
              label={text(`panel.ids.${kind}`)}
              value={chosen[kind] ?? found[kind][0]?.system}
              onChange={({ target }) => setChosen({ ...chosen, [kind]: target.value })}
            >
              {found[kind].map(({ system, records }) => (
                <option key={system} value={system}>
                  {text('panel.idOf', { system, count: records })}
                </option>
              ))}
            </SelectField>
          ))}
        </>
      ) : (
        <p>{text('panel.idsNone')}</p>
      )}
      <button type="submit" className="button button-primary" disabled={adding.isPending}>
        {text('panel.add')}
      </button>
    </form>
  );
}
