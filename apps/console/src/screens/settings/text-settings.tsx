import type { DeliveryRequest, DeliveryShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { TextField } from '../../parts/field.js';
import { SecretField } from '../../parts/secret-field.js';
import { AddressesField } from './addresses-field.js';
import { DeliveryForm } from './delivery-form.js';
import { linesOf } from './lines.js';

type Shown = Extract<DeliveryShown, { way: 'text' }>;
const isId = (words: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(words.trim());

interface Props {
  readonly shown: Shown | null;
  readonly onSaved: (now: DeliveryShown) => void;
}

/** GOV.UK Notify, or a service that speaks as it does: where it is, which service and template, and its key. */
export function TextSettings({ shown, onSaved }: Props) {
  const text = useText();

  function wrongIn(draft: Draft, isSecretKept: boolean): Record<string, string> {
    return {
      ...(URL.canParse(draft.baseUrl.trim()) ? {} : { baseUrl: text('sending.baseUrlMissing') }),
      ...(isId(draft.serviceId) ? {} : { serviceId: text('sending.serviceIdMissing') }),
      ...(isId(draft.templateId) ? {} : { templateId: text('sending.templateIdMissing') }),
      ...(draft.secret === '' && !isSecretKept ? { secret: text('sending.keyMissing') } : {}),
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
            {...field('baseUrl')}
            inputMode="url"
            label={text('sending.baseUrl')}
            hint={text('sending.baseUrlHint')}
            value={draft.baseUrl}
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            onChange={({ target }) => write({ baseUrl: target.value })}
          />
          <TextField
            {...field('serviceId')}
            label={text('sending.serviceId')}
            value={draft.serviceId}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            onChange={({ target }) => write({ serviceId: target.value })}
          />
          <TextField
            {...field('templateId')}
            label={text('sending.templateId')}
            hint={text('sending.templateIdHint', { body: '((message))' })}
            value={draft.templateId}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            onChange={({ target }) => write({ templateId: target.value })}
          />
          <SecretField
            {...field('secret')}
            label={text('sending.key')}
            saved={isSecretKept ? 'kept' : null}
            value={draft.secret}
            maxLength={500}
            onChange={({ target }) => write({ secret: target.value })}
          />
          <AddressesField value={draft.addresses} onWrite={(addresses) => write({ addresses })} />
        </>
      )}
    </DeliveryForm>
  );
}

interface Draft {
  readonly baseUrl: string;
  readonly serviceId: string;
  readonly templateId: string;
  readonly secret: string;
  /** One a line. */
  readonly addresses: string;
}

function draftOf(shown: Shown | null): Draft {
  return {
    baseUrl: shown?.baseUrl ?? 'https://api.notifications.service.gov.uk',
    serviceId: shown?.serviceId ?? '',
    templateId: shown?.templateId ?? '',
    secret: '',
    addresses: shown?.allowedAddresses.join('\n') ?? '',
  };
}

function isSameServer({ baseUrl, serviceId }: Draft, shown: Shown): boolean {
  return baseUrl.trim() === shown.baseUrl && serviceId.trim() === shown.serviceId;
}

function requestOf({ baseUrl, serviceId, templateId, secret, addresses }: Draft): DeliveryRequest {
  return {
    way: 'text',
    provider: 'notify',
    baseUrl: baseUrl.trim(),
    serviceId: serviceId.trim(),
    templateId: templateId.trim(),
    allowedAddresses: linesOf(addresses),
    ...(secret === '' ? {} : { secret }),
  };
}
