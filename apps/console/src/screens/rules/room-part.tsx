import { useText } from '../../language.js';
import { CheckboxField, FieldGroup, RadioCards, SelectField, TextField } from '../../parts/field.js';
import { idOf, type PartProps } from './part-forms.js';
import { becauses, waysToDecide, type Because, type FixedThing } from './written-rule.js';

/** Who decides, what cannot change any more and what still can, and who answers for it. */
export function RoomPart(props: PartProps) {
  const text = useText();
  const { draft, write, wrongIn } = props;
  return (
    <>
      <RadioCards
        id={idOf('howDecided')}
        name={idOf('howDecided')}
        label={text('editor.howDecided')}
        error={wrongIn('howDecided')}
        value={draft.howDecided}
        options={waysToDecide.map((way) => ({ value: way, label: text(`editor.howDecided.${way}`) }))}
        onChange={({ target }) => write({ howDecided: waysToDecide.find((way) => way === target.value) ?? '' })}
      />
      <CheckboxField
        label={text('editor.forInformation')}
        checked={draft.forInformation}
        onChange={({ target }) => write({ forInformation: target.checked })}
      />
      <AlreadyDecided {...props} />
      <StillOpen {...props} />
      <TextField
        id={idOf('owner')}
        name={idOf('owner')}
        maxLength={60}
        label={text('editor.owner')}
        hint={text('editor.ownerHint')}
        error={wrongIn('owner')}
        value={draft.owner}
        onChange={({ target }) => write({ owner: target.value })}
      />
      <TextField
        id={idOf('decisionDate')}
        name={idOf('decisionDate')}
        type="date"
        label={text('editor.decisionDate')}
        error={wrongIn('decisionDate')}
        value={draft.decisionDate}
        onChange={({ target }) => write({ decisionDate: target.value })}
      />
    </>
  );
}

function AlreadyDecided({ draft, write, wrongIn }: PartProps) {
  const text = useText();
  const { fixed, isNothingDecided } = draft;
  const id = idOf('alreadyDecided');
  const error = wrongIn('alreadyDecided');
  const set = (index: number, change: Partial<FixedThing>) =>
    write({ fixed: fixed.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <FieldGroup id={id} label={text('editor.alreadyDecided')} error={error}>
      <CheckboxField
        label={text('editor.nothingYet')}
        checked={isNothingDecided}
        onChange={({ target }) => write({ isNothingDecided: target.checked })}
      />
      {!isNothingDecided && (
        <>
          {fixed.map(({ what, because }, index) => (
            // Rows have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className="rule-row">
              <TextField
                id={index === 0 ? id : `${id}-${index}`}
                name={id}
                maxLength={200}
                label={text('editor.fixed', { number: index + 1 })}
                value={what}
                onChange={({ target }) => set(index, { what: target.value })}
              />
              <SelectField
                label={text('editor.because', { number: index + 1 })}
                value={because}
                onChange={({ target }) => set(index, { because: target.value as Because })}
              >
                {becauses.map((one) => (
                  <option key={one} value={one}>
                    {text(`editor.because.${one}`)}
                  </option>
                ))}
              </SelectField>
              {fixed.length > 1 && (
                <button type="button" className="link" onClick={() => write({ fixed: fixed.toSpliced(index, 1) })}>
                  {text('editor.fixedRemove', { number: index + 1 })}
                </button>
              )}
            </div>
          ))}
          <button
            type="button"
            className="button"
            onClick={() => write({ fixed: [...fixed, { what: '', because: 'choice' }] })}
          >
            {text('editor.fixedAdd')}
          </button>
        </>
      )}
    </FieldGroup>
  );
}

function StillOpen({ draft, write, wrongIn }: PartProps) {
  const text = useText();
  const { open } = draft;
  const id = idOf('stillOpen');
  const error = wrongIn('stillOpen');
  return (
    <FieldGroup id={id} label={text('editor.stillOpen')} error={error}>
      {open.map((thing, index) => (
        // Rows have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="rule-row">
          <TextField
            id={index === 0 ? id : `${id}-${index}`}
            name={id}
            maxLength={200}
            label={text('editor.openThing', { number: index + 1 })}
            value={thing}
            onChange={({ target }) => write({ open: open.map((one, at) => (at === index ? target.value : one)) })}
          />
          {open.length > 1 && (
            <button type="button" className="link" onClick={() => write({ open: open.toSpliced(index, 1) })}>
              {text('editor.openRemove', { number: index + 1 })}
            </button>
          )}
        </div>
      ))}
      <button type="button" className="button" onClick={() => write({ open: [...open, ''] })}>
        {text('editor.openAdd')}
      </button>
    </FieldGroup>
  );
}
