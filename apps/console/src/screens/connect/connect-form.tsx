import type { SystemField, SystemShown } from '@doorstep/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch, type UseFormRegister } from 'react-hook-form';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useText } from '../../language.js';
import { CopyText } from '../../parts/copy-text.js';
import { CheckboxField, RadioCards, SelectField, TextAreaField, TextField } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { SecretField } from '../../parts/secret-field.js';
import { CheckedList } from './checked-list.js';
import { useChecks } from './use-checks.js';

interface Form {
  readonly connector: string;
  readonly name: string;
  readonly addresses: string;
  readonly settings: Record<string, string | string[]>;
}

interface Props {
  readonly systems: readonly SystemShown[];
  readonly onSaved: () => void;
}

/** The form for a system, made of its own fields: checked first, saved when every check passed. */
export function ConnectForm({ systems, onSaved }: Props) {
  const text = useText();
  const queries = useQueryClient();
  const { checked, run, forget } = useChecks();
  const [refused, setRefused] = useState<string | null>(null);
  const form = useForm<Form>({ defaultValues: { connector: '', name: 'housing', addresses: '', settings: {} } });
  const { control, register, handleSubmit, formState, getValues, reset } = form;
  const chosen = useWatch({ control, name: 'connector' });
  const system = systems.find(({ name }) => name === chosen);
  const isSaving = formState.isSubmitting;

  const proposed = () => proposalOf(getValues(), system?.fields ?? []);

  async function save(): Promise<void> {
    const { receipt } = checked;
    if (receipt === null) return;
    setRefused(null);
    try {
      const body = { ...proposed(), name: getValues('name').trim(), receipt };
      await answered(api.POST('/admin/v1/connections', { body }));
      // What was typed goes with the form: no secret stays in the page.
      reset();
      forget();
      await queries.invalidateQueries({ queryKey: ['connections'] });
      onSaved();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setRefused(error.detail ?? text('part.noConnection'));
    }
  }

  return (
    <form
      noValidate
      onChange={() => {
        if (checked.state !== 'none' && checked.state !== 'checking') forget();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void handleSubmit(() => run('/admin/v1/connections/check', proposed()))(event);
      }}
    >
      <RadioCards
        label={text('connect.system')}
        options={systems.map(({ name, title }) => ({ value: name, label: title }))}
        error={formState.errors.connector?.message}
        {...register('connector', { required: text('connect.systemMissing') })}
      />
      {system && (
        <>
          <section aria-labelledby="ask-for">
            <h2 id="ask-for">{text('connect.askFor')}</h2>
            <ul lang="en-GB">
              {system.askFor.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            <CopyText isButtonAlone words={system.askFor.join('\n')} label={text('connect.copyAsk')} />
            {system.cannot.length > 0 && (
              <>
                <h3>{text('connect.cannot')}</h3>
                <ul lang="en-GB">
                  {system.cannot.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              </>
            )}
          </section>
          <h2>{text('connect.settings')}</h2>
          <TextField
            label={text('connect.name')}
            hint={text('connect.nameHint')}
            error={formState.errors.name?.message}
            {...register('name', {
              required: text('connect.nameWrong'),
              pattern: { value: /^\s*[a-z0-9][a-z0-9-]{0,62}\s*$/, message: text('connect.nameWrong') },
            })}
          />
          {system.fields.filter(isNeeded).map((field) => (
            <Setting
              key={`${system.name} ${field.name}`}
              field={field}
              register={register}
              error={formState.errors.settings?.[field.name]?.message as string | undefined}
            />
          ))}
          <TextAreaField
            label={text('connect.addresses')}
            hint={text('connect.addressesHint')}
            {...register('addresses')}
          />
          {system.fields.some((field) => !isNeeded(field)) && (
            <details>
              <summary>{text('connect.more')}</summary>
              {system.fields
                .filter((field) => !isNeeded(field))
                .map((field) => (
                  <Setting key={`${system.name} ${field.name}`} field={field} register={register} error={undefined} />
                ))}
            </details>
          )}
          <CheckedList checked={checked} />
          {refused !== null && (
            <Notice kind="bad">
              <p role="alert">{refused}</p>
            </Notice>
          )}
          <div className="buttons">
            <button type="submit" className="button button-primary" disabled={checked.state === 'checking'}>
              {checked.state === 'none' ? text('connect.check') : text('connect.checkAgain')}
            </button>
            <button
              type="button"
              className="button"
              disabled={checked.receipt === null || isSaving}
              aria-describedby="save-first"
              onClick={() => void save()}
            >
              {text('connect.save')}
            </button>
          </div>
          <p id="save-first" className="hint">
            {text('connect.saveFirst')}
          </p>
        </>
      )}
    </form>
  );
}

/** What is asked for at once: what has to be said, and every secret. */
function isNeeded({ isRequired, kind }: SystemField): boolean {
  return isRequired || kind === 'secret';
}

interface SettingProps {
  readonly field: SystemField;
  readonly register: UseFormRegister<Form>;
  readonly error: string | undefined;
}

function Setting({ field, register, error }: SettingProps) {
  const text = useText();
  const { name, label, kind, isRequired, choices, standsFor } = field;
  const hint = standsFor === null ? undefined : text('connect.standsFor', { value: standsFor });
  const said = isRequired ? label : text('part.optional', { label });
  const control = register(`settings.${name}`, isRequired ? { required: text('connect.missing', { label }) } : {});
  const shared = { label: said, error, lang: 'en-GB', ...(hint === undefined ? {} : { hint }) };
  if (kind === 'secret') return <SecretField label={said} error={error} saved={null} {...control} />;
  if (kind === 'choice')
    return (
      <SelectField {...shared} {...control}>
        {!isRequired && <option value="">{hint}</option>}
        {choices.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </SelectField>
    );
  if (kind === 'choices')
    return (
      <fieldset className="field">
        <legend className="label">{said}</legend>
        {choices.map((one) => (
          <CheckboxField key={one} label={one} value={one} defaultChecked {...register(`settings.${name}`)} />
        ))}
      </fieldset>
    );
  return <TextField {...shared} {...control} inputMode={kind === 'number' ? 'numeric' : 'text'} />;
}

/** The settings as the service takes them: what was left out is left to what it stands for. */
function proposalOf({ connector, addresses, settings }: Form, fields: readonly SystemField[]) {
  const configuration: Record<string, string | number | string[]> = {};
  for (const { name, kind } of fields) {
    const value = settings[name];
    if (value === undefined || value === null || value.length === 0) continue;
    if (Array.isArray(value)) configuration[name] = value;
    else configuration[name] = kind === 'number' && value.trim() !== '' ? Number(value) : value.trim();
  }
  const allowedAddresses = addresses.split(/[\s,]+/).filter((one) => one !== '');
  return { connector, configuration, allowedAddresses };
}
