import type { RuleStatement } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { RadioCards, SelectField, TextField } from '../../parts/field.js';
import { keyOf, type SaidCondition } from './conditions.js';
import { emptyDraft } from './draft.js';
import { idOf, type PartProps } from './part-forms.js';

/** What must be so besides, a row each. */
export function WhoPart({ draft, choices, write, wrongIn }: PartProps) {
  const text = useText();
  const { join, said } = draft.conditions;
  const id = idOf('who');
  const error = wrongIn('who');
  if (draft.kept !== null)
    return (
      <>
        {error !== undefined && <p className="wrong">{error}</p>}
        <p>{text('editor.kept')}</p>
        <button
          type="button"
          id={id}
          className="button"
          onClick={() => write({ kept: null, conditions: emptyDraft.conditions })}
        >
          {text('editor.keptAnew')}
        </button>
      </>
    );
  const rows = (changed: readonly SaidCondition[]) => write({ conditions: { join, said: changed } });
  return (
    <>
      <p className="hint">{text('editor.whoHint')}</p>
      {error !== undefined && <p className="wrong">{error}</p>}
      {said.length > 1 && (
        <RadioCards
          name={`${id}-join`}
          label={text('editor.join')}
          value={join}
          options={[
            { value: 'all', label: text('editor.joinAll') },
            { value: 'any', label: text('editor.joinAny') },
          ]}
          onChange={({ target }) => write({ conditions: { join: target.value === 'any' ? 'any' : 'all', said } })}
        />
      )}
      {said.map((one, index) => (
        // Rows have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="rule-row">
          <ConditionRow
            id={index === 0 ? id : `${id}-${index}`}
            number={index + 1}
            said={one}
            statements={choices.statements}
            onChange={(changed) => rows(said.with(index, changed))}
          />
          <button type="button" className="link" onClick={() => rows(said.toSpliced(index, 1))}>
            {text('editor.statementRemove', { number: index + 1 })}
          </button>
        </div>
      ))}
      <button
        type="button"
        id={said.length === 0 ? id : undefined}
        className="button"
        onClick={() => rows([...said, { statement: '', value: '' }])}
      >
        {text('editor.statementAdd')}
      </button>
    </>
  );
}

interface RowProps {
  readonly id: string;
  /** From one. */
  readonly number: number;
  readonly said: SaidCondition;
  readonly statements: readonly RuleStatement[];
  readonly onChange: (said: SaidCondition) => void;
}

function ConditionRow({ id, number, said, statements, onChange }: RowProps) {
  const text = useText();
  const chosen = statements.find((one) => keyOf(one) === said.statement);
  const of = chosen?.value;
  const value = {
    id: `${id}-value`,
    name: idOf('who'),
    value: said.value,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onChange({ ...said, value: target.value }),
  };
  return (
    <>
      <SelectField
        id={id}
        name={idOf('who')}
        label={text('editor.statement', { number })}
        value={said.statement}
        onChange={({ target }) => onChange({ statement: target.value, value: '' })}
      >
        <option value="">{text('editor.statementChoose')}</option>
        {statements.map((one) => (
          <option key={keyOf(one)} value={keyOf(one)}>
            {one.words.replace('{value}', '…')}
          </option>
        ))}
      </SelectField>
      {of?.kind === 'one-of' && (
        <SelectField {...value} label={text('editor.statementValue', { number })}>
          <option value="">{text('editor.choose')}</option>
          {of.options.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {of?.kind === 'days' && (
        <TextField {...value} inputMode="numeric" label={text('editor.statementDays', { number })} />
      )}
      {of?.kind === 'number' && (
        <TextField {...value} inputMode="numeric" label={text('editor.statementNumber', { number })} />
      )}
      {of?.kind === 'day' && <TextField {...value} type="date" label={text('editor.statementDay', { number })} />}
      {of?.kind === 'text' && <TextField {...value} maxLength={60} label={text('editor.statementValue', { number })} />}
    </>
  );
}
