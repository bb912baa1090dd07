import type { DeliveryRequest, DeliveryShown, EmailDelivery } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { SelectField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { SecretField } from '../../parts/secret-field.js';
import { AddressesField } from './addresses-field.js';
import { DeliveryForm } from './delivery-form.js';
import { linesOf } from './lines.js';

type Shown = Extract<DeliveryShown, { way: 'email' }>;
type Security = EmailDelivery['security'];
/** The compiler holds that none is missing. */
const everySecurity: Readonly<Record<Security, true>> = { tls: true, starttls: true, none: true };
const securities = Object.keys(everySecurity) as Security[];

interface Props {
  readonly shown: Shown | null;
  readonly onSaved: (now: DeliveryShown) => void;
}

/** The mail server, how to sign in to it, and whom e-mails are from. */
export function EmailSettings({ shown, onSaved }: Props) {
  const text = useText();
  const optional = useOptional();

  function wrongIn(draft: Draft, isSecretKept: boolean): Record<string, string> {
    const port = Number(draft.port);
    const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
    return {
      ...(draft.fromName.trim() === '' ? { fromName: text('sending.fromNameMissing') } : {}),
      ...(/^\S+@\S+\.\S+$/.test(draft.fromAddress.trim()) ? {} : { fromAddress: text('sending.fromAddressMissing') }),
      ...(draft.host.trim() === '' ? { host: text('sending.hostMissing') } : {}),
      ...(isPort ? {} : { port: text('sending.portMissing') }),
      ...(draft.user.trim() !== '' && draft.secret === '' && !isSecretKept
        ? { secret: text('sending.passwordMissing') }
        : {}),
    };
  }
  return (
    <DeliveryForm
      shown={shown}
      onSaved={onSaved}
      draftOf={draftOf}
      isSameServer={isSameServer}
      wrongIn={wrongIn}
      requestOf={requestOf}
    >
      {({ draft, write, field, isSecretKept }) => (
        <>
          <TextField
            {...field('fromName')}
            label={text('sending.fromName')}
            hint={text('sending.fromNameHint')}
            value={draft.fromName}
            maxLength={100}
            onChange={({ target }) => write({ fromName: target.value })}
          />
          <TextField
            {...field('fromAddress')}
            type="email"
            label={text('sending.fromAddress')}
            value={draft.fromAddress}
            autoComplete="off"
            maxLength={320}
            onChange={({ target }) => write({ fromAddress: target.value })}
          />
          <TextField
            {...field('host')}
            label={text('sending.host')}
            hint={text('sending.hostHint')}
            value={draft.host}
            autoComplete="off"
            spellCheck={false}
            maxLength={253}
            onChange={({ target }) => write({ host: target.value })}
          />
          <TextField
            {...field('port')}
            inputMode="numeric"
            label={text('sending.port')}
            value={draft.port}
            autoComplete="off"
            maxLength={5}
            onChange={({ target }) => write({ port: target.value })}
          />
          <SelectField
            label={text('sending.security')}
            value={draft.security}
            onChange={({ target }) => write({ security: target.value as Security })}
          >
            {securities.map((one) => (
              <option key={one} value={one}>
                {text(`sending.security.${one}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={optional(text('sending.user'))}
            hint={text('sending.userHint')}
            value={draft.user}
            autoComplete="off"
            spellCheck={false}
            maxLength={320}
            onChange={({ target }) => write({ user: target.value })}
          />
          {draft.user.trim() !== '' && (
            <SecretField
              {...field('secret')}
              label={text('sending.password')}
              saved={isSecretKept ? 'kept' : null}
              value={draft.secret}
              maxLength={500}
              onChange={({ target }) => write({ secret: target.value })}
            />
          )}
          <TextAreaField
            label={optional(text('sending.certificate'))}
            hint={text('sending.certificateHint')}
            value={draft.certificate}
            spellCheck={false}
            maxLength={20_000}
            onChange={({ target }) => write({ certificate: target.value })}
          />
          <AddressesField value={draft.addresses} onWrite={(addresses) => write({ addresses })} />
        </>
      )}
    </DeliveryForm>
  );
}

interface Draft {
  readonly fromName: string;
  readonly fromAddress: string;
  readonly host: string;
  readonly port: string;
  readonly security: Security;
  readonly user: string;
  readonly secret: string;
  readonly certificate: string;
  /** One a line. */
  readonly addresses: string;
}

function draftOf(shown: Shown | null): Draft {
  return {
    fromName: shown?.fromName ?? '',
    fromAddress: shown?.fromAddress ?? '',
    host: shown?.host ?? '',
    port: String(shown?.port ?? 465),
    security: shown?.security ?? 'tls',
    user: shown?.user ?? '',
    secret: '',
    certificate: shown?.caCertificate ?? '',
    addresses: shown?.allowedAddresses.join('\n') ?? '',
  };
}

function isSameServer(draft: Draft, { host, port, security, user, caCertificate }: Shown): boolean {
  const { host: toHost, port: toPort, security: secured, user: as, caCertificate: certified } = requestOf(draft);
  return toHost === host && toPort === port && secured === security && as === user && certified === caCertificate;
}

function requestOf(draft: Draft) {
  const orNull = (words: string) => (words.trim() === '' ? null : words.trim());
  const user = orNull(draft.user);
  return {
    way: 'email',
    host: draft.host.trim(),
    port: Number(draft.port),
    security: draft.security,
    user,
    fromAddress: draft.fromAddress.trim(),
    fromName: draft.fromName.trim(),
    caCertificate: draft.certificate.trim() === '' ? null : draft.certificate,
    allowedAddresses: linesOf(draft.addresses),
    ...(draft.secret === '' || user === null ? {} : { secret: draft.secret }),
  } satisfies DeliveryRequest;
}
