import type { RouteSetting, RouteSettingRequest } from '@doorstep/contracts/http';
import { useId, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, SelectField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { useConnections } from '../connect/connections.js';

interface Props {
  readonly setting: RouteSetting;
  readonly isBusy: boolean;
  readonly onSave: (draft: RouteSettingRequest) => void;
}

const ways = ['host', 'email', 'by-hand'] as const;
const hints = { host: 'hostHint', email: 'emailHint', 'by-hand': 'byHandHint' } as const;
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const mostMinutes = 43_200;

/** How one hand-off goes and to whom, and who hears when nobody says that they have it. */
export function RouteForm({ setting, isBusy, onSave }: Props) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const { data: connections } = useConnections();
  const [draft, setDraft] = useState(() => ({
    way: setting.way === 'not set' ? 'email' : setting.way,
    connection: setting.connection ?? '',
    email: setting.email ?? '',
    phone: setting.phone ?? '',
    whatToDo: setting.whatToDo ?? '',
    escalateTo: setting.escalateTo ?? '',
    minutes: setting.acknowledgeMinutes === null ? '' : String(setting.acknowledgeMinutes),
  }));
  const [attempt, setAttempt] = useState(0);
  const wrong = attempt === 0 ? {} : wrongIn();
  const is = (key: keyof typeof draft) => ({
    id: `${id}-${key}`,
    value: draft[key],
    error: wrong[key],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [key]: target.value }),
  });

  function wrongIn(): Partial<Record<keyof typeof draft, string>> {
    const { way, connection, email, phone, escalateTo, minutes } = draft;
    const isWhole = /^\d+$/.test(minutes.trim()) && Number(minutes) >= 1 && Number(minutes) <= mostMinutes;
    return {
      ...(way === 'host' && connection === '' && { connection: text('handOffRoutes.connectionMissing') }),
      ...(way === 'email' && !address.test(email.trim()) && { email: text('handOffRoutes.emailMissing') }),
      ...([1, 2].includes(phone.trim().length) && { phone: text('handOffRoutes.phoneWrong') }),
      ...(escalateTo.trim() !== '' &&
        !address.test(escalateTo.trim()) && { escalateTo: text('handOffRoutes.escalateWrong') }),
      ...(minutes.trim() !== '' && !isWhole && { minutes: text('handOffRoutes.minutesWrong') }),
    };
  }

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrongIn()).length > 0) return;
    const { way, connection, minutes } = draft;
    onSave({
      way,
      connection: way === 'host' ? connection : null,
      email: way === 'email' ? draft.email.trim() : null,
      phone: draft.phone.trim() || null,
      whatToDo: draft.whatToDo.trim() || null,
      escalateTo: draft.escalateTo.trim() || null,
      acknowledgeMinutes: minutes.trim() === '' ? null : Number(minutes),
    });
  }
  return (
    <form onSubmit={save} noValidate>
      <ErrorSummary form={id} attempt={attempt} wrong={wrong} />
      <RadioCards
        label={text('handOffRoutes.way')}
        name={`${id}-way`}
        options={ways.map((way) => ({
          value: way,
          label: text(`handOffs.way.${way}`),
          hint:
            way === 'by-hand' && setting.isRestricted
              ? text('handOffRoutes.byHandRestricted')
              : text(`handOffRoutes.${hints[way]}`),
        }))}
        value={draft.way}
        onChange={({ target }) => setDraft({ ...draft, way: ways.find((one) => one === target.value) ?? draft.way })}
      />
      {draft.way === 'host' && (
        <SelectField label={text('handOffRoutes.connection')} {...is('connection')}>
          <option value="">{text('handOffRoutes.chooseConnection')}</option>
          {connections?.items.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </SelectField>
      )}
      {draft.way === 'email' && (
        <TextField label={text('handOffRoutes.email')} inputMode="email" maxLength={254} {...is('email')} />
      )}
      <TextField label={optional(text('handOffRoutes.own'))} inputMode="tel" maxLength={40} {...is('phone')} />
      <TextAreaField label={optional(text('handOffRoutes.whatToDo'))} maxLength={500} {...is('whatToDo')} />
      <TextField
        label={optional(text('handOffRoutes.escalateTo'))}
        hint={text('handOffRoutes.escalateHint')}
        inputMode="email"
        maxLength={254}
        {...is('escalateTo')}
      />
      <TextField
        label={optional(text('handOffRoutes.minutes'))}
        hint={text('handOffRoutes.minutesHint')}
        inputMode="numeric"
        maxLength={5}
        {...is('minutes')}
      />
      <button type="submit" className="button button-primary" disabled={isBusy}>
        {text('handOffRoutes.save')}
      </button>
    </form>
  );
}
