import type { RoutingDecision } from '@doorstep/contracts/embed';
import type { HeldEntry, SettleEntryRequest } from '@doorstep/contracts/http';
import { listedHandOffs, longestRestricted, type ListedRoute } from '@doorstep/ui/hand-offs';
import { useId, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { CheckboxField, SelectField, TextAreaField, TextField, useOptional } from '../../parts/field.js';

const records = ['tenancy', 'person', 'home'] as const;
type WhyNot = NonNullable<RoutingDecision['whyNot']>;
/** The compiler holds that none is missing. */
const everyWhy: Readonly<Record<WhyNot, true>> = {
  'already-known': true,
  over: true,
  'not-here': true,
  'a-saying': true,
  misread: true,
  'resident-said-no': true,
};
const reasons = Object.keys(everyWhy) as WhyNot[];
// A complaint is the resident's own choice: nobody makes it for them here.
const routes = listedHandOffs.filter(({ route }) => route !== 'complaint_choice');

interface Props {
  readonly entry: HeldEntry;
  /** What the words suggest, as far as it is known. */
  readonly offered: readonly ListedRoute[];
  readonly isBusy: boolean;
  readonly onSettle: (as: SettleEntryRequest) => void;
}

/** Where something that is held belongs, and where it goes or why it goes nowhere. */
export function SettleForm({ entry, offered, isBusy, onSettle }: Props) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const isLost = entry.because === 'home-unknown';
  const [type, setType] = useState<(typeof records)[number] | 'job'>(isLost ? 'tenancy' : 'job');
  const [reference, setReference] = useState('');
  const [chosen, setChosen] = useState<readonly ListedRoute[]>([]);
  const [whyNot, setWhyNot] = useState<WhyNot | ''>('');
  const [words, setWords] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const isRestricted = routes.some((one) => one.isRestricted && chosen.includes(one.route));
  const inOrder = [
    ...routes.filter(({ route }) => offered.includes(route)),
    ...routes.filter(({ route }) => !offered.includes(route)),
  ];

  function keep(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const needsReference = type !== 'job' && reference.trim() === '';
    setIsMissing(needsReference);
    if (needsReference) document.getElementById(`${id}-reference`)?.focus();
    else onSettle(requestOf());
  }

  function requestOf(): SettleEntryRequest {
    const isDecided = chosen.length > 0 || whyNot !== '';
    return {
      do: 'keep',
      ...(type === 'job' ? {} : { at: { type, reference: reference.trim() } }),
      ...(isDecided
        ? { routing: { chosen: [...chosen], ...(chosen.length > 0 || whyNot === '' ? {} : { whyNot }) } }
        : {}),
      ...(isRestricted && words.trim() !== '' ? { handOffWords: words.trim() } : {}),
    };
  }
  return (
    <form onSubmit={keep} noValidate>
      <SelectField
        label={text('heldWords.where')}
        value={type}
        onChange={({ target }) => setType(target.value as typeof type)}
      >
        {!isLost && <option value="job">{text('heldWords.at.job')}</option>}
        {records.map((one) => (
          <option key={one} value={one}>
            {text(`heldWords.at.${one}`)}
          </option>
        ))}
      </SelectField>
      {type !== 'job' && (
        <TextField
          id={`${id}-reference`}
          label={text('heldWords.number')}
          hint={text('heldWords.numberHint')}
          error={isMissing ? text('heldWords.numberMissing') : undefined}
          value={reference}
          autoComplete="off"
          maxLength={200}
          onChange={({ target }) => setReference(target.value)}
        />
      )}
      <fieldset className="field">
        <legend className="label">{optional(text('heldWords.passOn'))}</legend>
        {inOrder.map(({ route }) => (
          <CheckboxField
            key={route}
            label={text(`route.${route}`)}
            checked={chosen.includes(route)}
            onChange={({ target }) =>
              setChosen(target.checked ? [...chosen, route] : chosen.filter((one) => one !== route))
            }
          />
        ))}
      </fieldset>
      {isRestricted && (
        <TextAreaField
          label={optional(text('heldWords.handOffWords'))}
          hint={text('heldWords.handOffWordsHint', { most: longestRestricted })}
          maxLength={longestRestricted}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      )}
      {chosen.length === 0 && (
        <SelectField
          label={optional(text('heldWords.whyNot'))}
          hint={text('heldWords.whyNotHint')}
          value={whyNot}
          onChange={({ target }) => setWhyNot(target.value as WhyNot | '')}
        >
          <option value="">{text('heldWords.why.none')}</option>
          {reasons.map((one) => (
            <option key={one} value={one}>
              {text(`heldWords.why.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      <button type="submit" className="button button-primary" disabled={isBusy}>
        {text('heldWords.keep')}
      </button>
    </form>
  );
}
