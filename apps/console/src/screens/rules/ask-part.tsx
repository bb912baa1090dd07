import { useText } from '../../language.js';
import { CheckboxField, RadioCards, SelectField, TextAreaField, TextField } from '../../parts/field.js';
import { CheckList } from './check-list.js';
import type { Draft, RuleField } from './draft.js';
import { idOf, type PartProps } from './part-forms.js';
import { kinds } from './written-rule.js';

/** What is asked, in whose words, and why. */
export function AskPart(props: PartProps) {
  const text = useText();
  const { draft, write } = props;
  return (
    <>
      <RadioCards
        name="rule-kind"
        label={text('editor.kind')}
        value={draft.kind}
        options={kinds.map((kind) => ({ value: kind, label: text(`editor.kind.${kind}`) }))}
        onChange={({ target }) => write({ kind: target.value === 'invite' ? 'invite' : 'ask' })}
      />
      <RadioCards
        name="rule-source"
        label={text('editor.source')}
        value={draft.isOwnText ? 'text' : 'prompts'}
        options={(['text', 'prompts'] as const).map((source) => ({
          value: source,
          label: text(`editor.source.${source}`),
        }))}
        onChange={({ target }) => write({ isOwnText: target.value === 'text' })}
      />
      {draft.isOwnText ? <OwnText {...props} /> : <FromTheList {...props} />}
      <TextAreaField
        {...fieldOf(props, 'why')}
        rows={2}
        maxLength={200}
        label={text('editor.why')}
        hint={text('editor.whyHint')}
      />
    </>
  );
}

function OwnText(props: PartProps) {
  const text = useText();
  const { draft, choices, write, wrongIn } = props;
  return (
    <>
      <TextAreaField
        {...fieldOf(props, 'say')}
        rows={2}
        maxLength={140}
        label={text('editor.say')}
        hint={text('editor.sayHint')}
      />
      <TextAreaField
        {...fieldOf(props, 'probe')}
        rows={2}
        maxLength={140}
        label={text('editor.probe')}
        hint={text('editor.probeHint')}
      />
      <TextField
        {...fieldOf(props, 'title')}
        maxLength={60}
        label={text('editor.promptTitle')}
        hint={text('editor.promptTitleHint')}
      />
      <SelectField
        id={idOf('theme')}
        name={idOf('theme')}
        label={text('editor.theme')}
        error={wrongIn('theme')}
        value={draft.theme}
        onChange={({ target }) => write({ theme: target.value })}
      >
        <option value="">{text('editor.choose')}</option>
        {choices.themes.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <CheckboxField
        label={text('editor.strength')}
        checked={draft.strength}
        onChange={({ target }) => write({ strength: target.checked })}
      />
    </>
  );
}

function FromTheList({ draft, choices, write, wrongIn }: PartProps) {
  const text = useText();
  const fitting = choices.prompts.filter(
    ({ code, contacts }) => draft.promptCodes.includes(code) || draft.when.every((one) => contacts.includes(one)),
  );
  if (fitting.length === 0)
    return (
      <p id={idOf('prompts')} tabIndex={-1}>
        {text('editor.promptsNone')}
      </p>
    );
  return (
    <CheckList
      field="prompts"
      label={text('editor.prompts')}
      hint={text('editor.promptsHint')}
      error={wrongIn('prompts')}
      options={fitting.map(({ code, say }) => ({ code, name: say }))}
      chosen={draft.promptCodes}
      onChoose={(promptCodes) => write({ promptCodes })}
    />
  );
}

/** The props of a field that holds a text. */
function fieldOf(
  { draft, write, wrongIn }: PartProps,
  field: RuleField & keyof Draft & ('say' | 'probe' | 'title' | 'why'),
) {
  return {
    id: idOf(field),
    name: idOf(field),
    error: wrongIn(field),
    value: draft[field],
    onChange: ({ target }: { readonly target: { readonly value: string } }) => write({ [field]: target.value }),
  };
}
