import type { Locale } from '@doorstep/ui/text';
import { useLanguage } from '../language.js';

/** The other language, named in itself. */
export function LanguageSwitch({ onChosen }: { readonly onChosen?: (locale: Locale) => void }) {
  const { locale, text, speak } = useLanguage();
  const other = locale === 'cy' ? 'en-GB' : 'cy';
  return (
    <button
      type="button"
      className="header-button"
      lang={other}
      onClick={() => {
        speak(other);
        onChosen?.(other);
      }}
    >
      {other === 'cy' ? text('console.welsh') : text('console.english')}
    </button>
  );
}
