import type { AskShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { CheckboxField, SelectField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import type { AskValues } from './ask-values.js';
import { OptionFields } from './option-fields.js';
import { ScopeFields } from './scope-fields.js';
import { withAdvice } from './with-advice.js';

const stakes = ['light', 'policy', 'contract', 'rent'] as const;
const formats = ['standard', 'large-print', 'easy-read', 'welsh', 'spoken', 'sign-language'] as const;
/** What an ask, or something that was said, can be about. */
export const themes = [
  ...(['home', 'repairs', 'warmth', 'works', 'safety', 'communication'] as const),
  ...(['access', 'moving', 'money', 'neighbourhood', 'support', 'landlord'] as const),
];

interface Props {
  readonly id: string;
  readonly values: AskValues;
  readonly wrong: Readonly<Record<string, string>>;
  /** What the service found in it as it was kept last. */
  readonly problems: AskShown['problems'];
  /** People are being asked already: whom it is about stands. */
  readonly isScopeFixed: boolean;
  readonly onChange: (part: Partial<AskValues>) => void;
}

/** What a small ask can do without: whom it is about, its days, its options, and what people need to know. */
export function AskRest({ id, values, wrong, problems, isScopeFixed, onChange }: Props) {
  const text = useText();
  const optional = useOptional();
  return (
    <>
      <TextField
        id={`${id}-owner`}
        label={text('askForm.owner')}
        hint={text('askForm.ownerHint')}
        error={wrong['owner']}
        value={values.owner}
        maxLength={120}
        onChange={({ target }) => onChange({ owner: target.value })}
      />
      {isScopeFixed ? (
        <p className="hint">{text('askForm.scopeStands')}</p>
      ) : (
        <ScopeFields id={id} values={values} error={wrong['places']} onChange={onChange} />
      )}
      <TextField
        id={`${id}-decisionOn`}
        type="date"
        label={text('askForm.decisionOn')}
        hint={withAdvice(problems, 'decisionOn')}
        error={wrong['decisionOn']}
        value={values.decisionOn}
        onChange={({ target }) => onChange({ decisionOn: target.value })}
      />
      <TextField
        id={`${id}-closesOn`}
        type="date"
        label={optional(text('ask.closesOn'))}
        hint={text('askForm.closesOnHint')}
        error={wrong['closesOn']}
        value={values.closesOn}
        onChange={({ target }) => onChange({ closesOn: target.value })}
      />
      <TextField
        id={`${id}-mostAnswers`}
        label={optional(text('ask.mostAnswers'))}
        hint={text('askForm.mostAnswersHint')}
        error={wrong['mostAnswers']}
        inputMode="numeric"
        value={values.mostAnswers}
        onChange={({ target }) => onChange({ mostAnswers: target.value })}
      />
      <SelectField
        label={text('askForm.stakes')}
        hint={text('askForm.stakesHint')}
        value={values.stakes}
        onChange={({ target }) => onChange({ stakes: target.value as AskValues['stakes'] })}
      >
        {stakes.map((one) => (
          <option key={one} value={one}>
            {text(`askForm.stakes.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={optional(text('askForm.theme'))}
        value={values.theme}
        onChange={({ target }) => onChange({ theme: target.value })}
      >
        <option value="">{text('askForm.choose')}</option>
        {themes.map((theme) => (
          <option key={theme} value={theme}>
            {text(`picture.theme.${theme}`)}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        label={optional(text('ask.target'))}
        hint={text('askForm.targetHint')}
        rows={2}
        maxLength={300}
        value={values.target}
        onChange={({ target }) => onChange({ target: target.value })}
      />
      <TextAreaField
        label={optional(text('ask.journey'))}
        hint={text('askForm.journeyHint')}
        rows={2}
        maxLength={300}
        value={values.journey}
        onChange={({ target }) => onChange({ journey: target.value })}
      />
      <h2>{text('ask.options')}</h2>
      <OptionFields
        id={`${id}-options`}
        options={values.options}
        error={wrong['options']}
        hint={withAdvice(problems, 'options', text('askForm.optionsHint'))}
        onChange={(options) => onChange({ options })}
      />
      <h2>{text('askForm.fullTitle')}</h2>
      <CheckboxField
        label={text('askForm.full')}
        hint={text('askForm.fullHint')}
        checked={values.isFull}
        onChange={({ target }) => onChange({ isFull: target.checked })}
      />
      <TextAreaField
        id={`${id}-briefing`}
        label={optional(text('ask.briefing'))}
        hint={withAdvice(problems, 'briefing', text('askForm.briefingHint'))}
        error={wrong['briefing']}
        maxLength={5000}
        value={values.briefing}
        onChange={({ target }) => onChange({ briefing: target.value })}
      />
      <CheckboxField
        label={text('askForm.noBriefing')}
        checked={values.needsNoBriefing}
        onChange={({ target }) => onChange({ needsNoBriefing: target.checked })}
      />
      <TextAreaField
        id={`${id}-roomToChange`}
        label={optional(text('ask.room'))}
        hint={text('askForm.roomHint')}
        error={wrong['roomToChange']}
        rows={2}
        maxLength={500}
        value={values.roomToChange}
        onChange={({ target }) => onChange({ roomToChange: target.value })}
      />
      <TextField
        id={`${id}-recompense`}
        label={optional(text('ask.recompense'))}
        hint={withAdvice(problems, 'recompense', text('askForm.recompenseHint'))}
        maxLength={300}
        value={values.recompense}
        onChange={({ target }) => onChange({ recompense: target.value })}
      />
      <TextField
        label={optional(text('ask.wordsHeldBy'))}
        hint={text('askForm.wordsHeldByHint')}
        maxLength={120}
        value={values.wordingHeldBy}
        onChange={({ target }) => onChange({ wordingHeldBy: target.value })}
      />
      <CheckboxField
        label={text('askForm.tenantLed')}
        checked={values.isTenantLed}
        onChange={({ target }) => onChange({ isTenantLed: target.checked })}
      />
      <Formats values={values} onChange={onChange} />
      <TextAreaField
        id={`${id}-easyRead`}
        label={optional(text('ask.easyRead'))}
        hint={withAdvice(problems, 'easyRead', text('askForm.easyReadHint'))}
        error={wrong['easyRead']}
        value={values.easyRead}
        onChange={({ target }) => onChange({ easyRead: target.value })}
      />
    </>
  );
}

function Formats({ values, onChange }: Pick<Props, 'values' | 'onChange'>) {
  const text = useText();
  const toggle = (format: AskShown['content']['formats'][number], isChosen: boolean) => {
    const others = values.formats.filter((one) => one !== format);
    onChange({ formats: isChosen ? [...others, format] : others });
  };
  return (
    <fieldset className="field">
      <legend className="label">{text('ask.formats')}</legend>
      {formats.map((format) => (
        <CheckboxField
          key={format}
          label={text(`ask.format.${format}`)}
          checked={values.formats.includes(format)}
          onChange={({ target }) => toggle(format, target.checked)}
        />
      ))}
    </fieldset>
  );
}
