import type { ContactMappingChoices, ContactMappingRow } from '@doorstep/contracts/http';
import { contactName } from '@doorstep/ui/contacts';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useLanguage } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { SelectField, TextAreaField, TextField } from '../../parts/field.js';
import { matters, rowOf, toldKinds, type RowDraft } from './row-draft.js';

interface Props {
  readonly opened: { readonly at: number | null; readonly draft: RowDraft };
  readonly types: ContactMappingChoices['types'];
  /** The last place in the order that it may take. */
  readonly most: number;
  /** `place` counts from 0. */
  readonly onUse: (row: ContactMappingRow, place: number) => void;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}

const events = ['repair-ended', 'tenancy-started', 'tenancy-ended', 'case-opened', 'contact-told'] as const;

/** One row: what happens, what must be so besides, what it counts as, and where it stands. Takes the focus. */
export function RowForm({ opened: { at, draft: first }, types, most, onUse, onRemove, onCancel }: Props) {
  const { locale, text } = useLanguage();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [draft, setDraft] = useState(first);
  const [place, setPlace] = useState(String(at === null ? most : at + 1));
  const [attempt, setAttempt] = useState(0);
  const isPlace = /^\d+$/.test(place.trim()) && Number(place) >= 1 && Number(place) <= most;
  const wrong = {
    ...(draft.typeCode === '' ? { typeCode: text('counts.asMissing') } : {}),
    ...(isPlace ? {} : { place: text('counts.placeWrong', { most }) }),
  };
  const said: typeof wrong = attempt === 0 ? {} : wrong;
  const choice = <Name extends keyof RowDraft>(
    name: Name,
    label: string,
    options: readonly (readonly [value: RowDraft[Name], label: string])[],
  ) => (
    <SelectField
      label={label}
      value={draft[name]}
      onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
    >
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </SelectField>
  );
  const either = (name: 'isEmergency' | 'isHazard' | 'isMutualExchange') =>
    choice(name, text(`counts.${name}`), [
      ['any', text('counts.any')],
      ['yes', text('counts.yes')],
      ['no', text('counts.no')],
    ]);

  function use(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) onUse(rowOf(draft), Number(place) - 1);
  }
  return (
    <form onSubmit={use} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {at === null ? text('counts.newRow') : text('counts.changedRow', { number: at + 1 })}
      </h2>
      <ErrorSummary form={id} attempt={attempt} wrong={said} />
      {choice(
        'on',
        text('counts.on'),
        events.map((on) => [on, text(`counts.on.${on}`)]),
      )}
      {draft.on === 'repair-ended' && (
        <>
          {choice('phase', text('counts.phase'), [
            ['completed', text('counts.phase.completed')],
            ['no-access', text('counts.phase.no-access')],
          ])}
          {either('isEmergency')}
          {either('isHazard')}
          {(['tradeCodes', 'tradeNameWords', 'words'] as const).map((name) => (
            <TextAreaField
              key={name}
              label={text('part.optional', { label: text(`counts.${name}`) })}
              hint={text('counts.onePerLine')}
              value={draft[name]}
              spellCheck={false}
              onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
            />
          ))}
        </>
      )}
      {draft.on === 'tenancy-started' && either('isMutualExchange')}
      {draft.on === 'case-opened' &&
        choice(
          'matter',
          text('counts.kind'),
          matters.map((one) => [one, text(`counts.matter.${one}`)]),
        )}
      {draft.on === 'contact-told' && (
        <>
          {choice(
            'told',
            text('counts.kind'),
            toldKinds.map((one) => [one, text(`counts.told.${one}`)]),
          )}
          {choice('direction', text('counts.direction'), [
            ['any', text('counts.any')],
            ['inbound', text('counts.direction.inbound')],
            ['outbound', text('counts.direction.outbound')],
          ])}
        </>
      )}
      <SelectField
        id={`${id}-typeCode`}
        label={text('counts.as')}
        error={said.typeCode}
        value={draft.typeCode}
        onChange={({ target }) => setDraft({ ...draft, typeCode: target.value })}
      >
        <option value="">{text('counts.choose')}</option>
        {types.map((type) => (
          <option key={type.code} value={type.code}>
            {contactName(locale, type)}
          </option>
        ))}
      </SelectField>
      {types.some(({ code, isNeverAsked }) => code === draft.typeCode && isNeverAsked) && (
        <p className="hint">{text('counts.never')}</p>
      )}
      <TextField
        id={`${id}-place`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        label={text('counts.place')}
        hint={text('counts.placeHint')}
        error={said.place}
        value={place}
        onChange={({ target }) => setPlace(target.value)}
      />
      <div className="buttons">
        <button type="submit" className="button button-primary">
          {text('counts.use')}
        </button>
        {at !== null && (
          <button type="button" className="button" onClick={onRemove}>
            {text('counts.remove')}
          </button>
        )}
        <button type="button" className="button" onClick={onCancel}>
          {text('part.goBack')}
        </button>
      </div>
    </form>
  );
}
