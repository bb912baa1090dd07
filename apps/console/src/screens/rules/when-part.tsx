import { contactHappened } from '@doorstep/ui/contacts';
import { useLanguage } from '../../language.js';
import { CheckList } from './check-list.js';
import type { PartProps } from './part-forms.js';

/** At which contacts the rule asks. */
export function WhenPart({ draft, choices, write, wrongIn }: PartProps) {
  const { locale, text } = useLanguage();
  return (
    <CheckList
      field="when"
      label={text('editor.whenLabel')}
      hint={text('editor.whenHint')}
      error={wrongIn('when')}
      options={choices.contacts.map((one) => ({ code: one.code, name: contactHappened(locale, one) }))}
      chosen={draft.when}
      onChoose={(when) => write({ when })}
    />
  );
}
