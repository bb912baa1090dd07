import type { PromptTextVersion } from '@doorstep/contracts/http';
import { contactName } from '@doorstep/ui/contacts';
import { useLanguage } from '../../language.js';
import { dayOf } from '../../when.js';
import { useThemeName } from './theme-name.js';
import { useChoices } from './use-library.js';

/** When and by whom a prompt is asked, what for, and who is to be thanked for it. */
export function About({ text: of }: { readonly text: PromptTextVersion }) {
  const { locale, text } = useLanguage();
  const themeName = useThemeName();
  const { data } = useChoices();
  const contacts = of.contactTypes ?? [];
  const nameOf = (code: string) => {
    const type = data?.contactTypes.find((one) => one.code === code);
    return type ? contactName(locale, type) : code;
  };
  const unsaid = text('prompts.unsaid');
  return (
    <section aria-labelledby="about">
      <h2 id="about" className="about-title">
        {text('prompts.about')}
      </h2>
      <dl>
        <div>
          <dt>{text('prompts.theme')}</dt>
          <dd>{themeName(of.theme ?? '')}</dd>
        </div>
        <div>
          <dt>{text('prompts.contacts')}</dt>
          <dd>{contacts === 'any-ask' ? text('prompts.contactsAny') : contacts.map(nameOf).join(', ') || unsaid}</dd>
        </div>
        <div>
          <dt>{text('prompts.role')}</dt>
          <dd lang="en-GB">{of.role || unsaid}</dd>
        </div>
        <div>
          <dt>{text('prompts.room')}</dt>
          <dd>{of.roomToChange || unsaid}</dd>
        </div>
        <div>
          <dt>{text('prompts.owner')}</dt>
          <dd>{of.owner || unsaid}</dd>
        </div>
        {of.strength === true && (
          <div>
            <dt>{text('prompts.kind')}</dt>
            <dd>{text('prompts.strengthIs')}</dd>
          </div>
        )}
        {of.credits.length > 0 && (
          <div>
            <dt>{text('prompts.credits')}</dt>
            <dd>{of.credits.join(' · ')}</dd>
          </div>
        )}
        <div>
          <dt>{text('prompts.written')}</dt>
          <dd>
            {of.createdAt === null
              ? text('prompts.origin.shipped')
              : text('prompts.writtenBy', { name: of.createdBy, day: dayOf(locale, of.createdAt) })}
          </dd>
        </div>
      </dl>
    </section>
  );
}
