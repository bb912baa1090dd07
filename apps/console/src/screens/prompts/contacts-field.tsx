import type { LibraryChoices } from '@doorstep/contracts/http';
import { contactName } from '@doorstep/ui/contacts';
import { useLanguage } from '../../language.js';
import { FieldGroup } from '../../parts/field.js';
import type { Draft } from './draft.js';

interface Props {
  readonly id: string;
  readonly theme: string;
  readonly choices: LibraryChoices['contactTypes'];
  readonly chosen: Draft['contactTypes'];
  readonly error: string | undefined;
  readonly onChoose: (chosen: Draft['contactTypes']) => void;
}

/** At which contacts a prompt may be asked: those where its theme belongs, or any at which something may be asked. */
export function ContactsField({ id, theme, choices, chosen, error, onChoose }: Props) {
  const { locale, text } = useLanguage();
  const isAny = chosen === 'any-ask';
  const codes = isAny ? [] : chosen;
  const fitting = choices.filter(
    ({ code, themes }) => codes.includes(code) || themes.includes(theme) || (theme !== '' && themes.includes('any')),
  );
  return (
    <FieldGroup
      id={id}
      label={text('prompts.contacts')}
      hint={text(theme === '' ? 'prompts.contactsTheme' : 'prompts.contactsHint')}
      error={error}
    >
      <label className="choose">
        <input
          type="checkbox"
          id={id}
          checked={isAny}
          onChange={({ target }) => onChoose(target.checked ? 'any-ask' : [])}
        />
        <span>{text('prompts.contactsAny')}</span>
      </label>
      {!isAny &&
        fitting.map((type) => (
          <label key={type.code} className="choose">
            <input
              type="checkbox"
              checked={codes.includes(type.code)}
              onChange={({ target }) =>
                onChoose(target.checked ? [...codes, type.code] : codes.filter((one) => one !== type.code))
              }
            />
            <span>{contactName(locale, type)}</span>
          </label>
        ))}
    </FieldGroup>
  );
}
