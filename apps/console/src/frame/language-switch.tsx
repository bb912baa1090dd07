import { useLanguage } from '../language.js';

/** The other language, named in itself. */
export function LanguageSwitch() {
  const { locale, text, speak } = useLanguage();
  const other = locale === 'cy' ? 'en-GB' : 'cy';
  return (
    <button type="button" className="header-button" lang={other} onClick={() => speak(other)}>
      {other === 'cy' ? text('console.welsh') : text('console.english')}
    </button>
  );
}
