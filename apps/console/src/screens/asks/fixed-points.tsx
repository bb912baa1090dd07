import { useText } from '../../language.js';
import { FieldGroup, SelectField, TextField } from '../../parts/field.js';
import type { FixedValue } from './ask-values.js';
import { useGoTo } from './use-go-to.js';

const reasons = ['law', 'safety', 'money', 'contract', 'choice'] as const;
const most = 20;

interface Props {
  readonly id: string;
  readonly fixed: readonly FixedValue[];
  readonly error: string | undefined;
  readonly onChange: (fixed: readonly FixedValue[]) => void;
}

/** What is decided already, each with the kind of reason why. */
export function FixedPoints({ id, fixed, error, onChange }: Props) {
  const text = useText();
  const goTo = useGoTo();
  const idOf = (index: number) => (index === 0 ? id : `${id}-${index}`);
  const set = (at: number, part: Partial<FixedValue>) =>
    onChange(fixed.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <FieldGroup id={id} label={text('ask.fixed')} hint={text('askForm.fixedHint')} error={error}>
      {fixed.map(({ what, because }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have no name of their own while they are written
        <div key={index} className="ask-row">
          <TextField
            id={idOf(index)}
            label={text('askForm.fixedWhat', { number: index + 1 })}
            value={what}
            maxLength={300}
            onChange={({ target }) => set(index, { what: target.value })}
          />
          <SelectField
            label={text('askForm.fixedBecause', { number: index + 1 })}
            value={because}
            onChange={({ target }) => set(index, { because: target.value as FixedValue['because'] })}
          >
            <option value="">{text('askForm.choose')}</option>
            {reasons.map((reason) => (
              <option key={reason} value={reason}>
                {text(`ask.because.${reason}`)}
              </option>
            ))}
          </SelectField>
          <button type="button" className="link" onClick={() => onChange(fixed.filter((_, other) => other !== index))}>
            {text('askForm.fixedRemove', { number: index + 1 })}
          </button>
        </div>
      ))}
      {fixed.length < most && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onChange([...fixed, { what: '', because: '' }]);
            goTo(idOf(fixed.length));
          }}
        >
          {text('askForm.fixedAdd')}
        </button>
      )}
    </FieldGroup>
  );
}
