import type { WebhookEndpointShown } from '@doorstep/contracts/http';
import { useId, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { FieldGroup, TextField } from '../../parts/field.js';
import { AddressesField } from './addresses-field.js';
import { webhookEvents, type WebhookEvent } from './endpoints.js';
import { linesOf } from './lines.js';

export interface EndpointDraft {
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly allowedAddresses: string[];
}

interface Props {
  /** What is saved; left out for a new one. */
  readonly endpoint?: WebhookEndpointShown;
  readonly action: string;
  readonly isBusy: boolean;
  readonly onSave: (draft: EndpointDraft) => void;
}

/** Where a system is and what it is told. */
export function EndpointForm({ endpoint, action, isBusy, onSave }: Props) {
  const text = useText();
  const id = useId();
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [events, setEvents] = useState<readonly string[]>(endpoint?.events ?? []);
  const [addresses, setAddresses] = useState(endpoint?.allowedAddresses.join('\n') ?? '');
  const [attempt, setAttempt] = useState(0);
  const wrong: Readonly<Record<string, string>> = {
    ...(URL.canParse(url.trim()) ? {} : { url: text('hooks.urlMissing') }),
    ...(events.length > 0 ? {} : { events: text('hooks.eventsMissing') }),
  };
  const shown: Readonly<Record<string, string>> = attempt === 0 ? {} : wrong;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    const chosen = webhookEvents.filter((one) => events.includes(one));
    if (Object.keys(wrong).length === 0)
      onSave({ url: url.trim(), events: chosen, allowedAddresses: linesOf(addresses) });
  }
  return (
    <form onSubmit={save} noValidate>
      <ErrorSummary form={id} attempt={attempt} wrong={shown} />
      <TextField
        id={`${id}-url`}
        inputMode="url"
        label={text('hooks.url')}
        hint={text('hooks.urlHint')}
        error={shown['url']}
        value={url}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        onChange={({ target }) => setUrl(target.value)}
      />
      <FieldGroup id={`${id}-events`} label={text('hooks.events')} error={shown['events']}>
        {webhookEvents.map((one, index) => {
          const boxId = index === 0 ? `${id}-events` : `${id}-${one}`;
          return (
            <div key={one} className="field choice">
              <input
                type="checkbox"
                id={boxId}
                checked={events.includes(one)}
                onChange={({ target }) =>
                  setEvents(target.checked ? [...events, one] : events.filter((other) => other !== one))
                }
              />
              <label htmlFor={boxId}>{text(`hooks.event.${one}`)}</label>
              <p className="hint">{one}</p>
            </div>
          );
        })}
      </FieldGroup>
      <AddressesField value={addresses} onWrite={setAddresses} />
      <button type="submit" className="button button-primary" disabled={isBusy}>
        {action}
      </button>
    </form>
  );
}
