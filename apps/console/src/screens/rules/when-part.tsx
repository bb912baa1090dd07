import { useText } from '../../language.js';
import { CheckList } from './check-list.js';
import type { PartProps } from './part-forms.js';

/** At which contacts the rule asks. */
export function WhenPart({ draft, choices, write, wrongIn }: PartProps) {
  const text = useText();
  return (
    <CheckList
      field="when"
      label={text('editor.whenLabel')}
      hint={text('editor.whenHint')}
      error={wrongIn('when')}
      options={choices.contacts.map(({ code, happened }) => ({ code, name: happened }))}
      chosen={draft.when}
      onChoose={(when) => write({ when })}
    />
  );
}
