import { consoleTextIn, type ConsoleText, type ResidentWord } from '@doorstep/ui/console-text';
import { localeFor, type Locale } from '@doorstep/ui/text';
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';

const localeKey = 'doorstep-locale';

interface Language {
  readonly locale: Locale;
  readonly text: ConsoleText;
  /** Keeps it for this browser. */
  speak(chosen: Locale): void;
  /** Takes what somebody chose elsewhere, unless something was chosen in this browser. */
  offer(wanted: Locale): void;
  /** Takes the landlord's word for the people who live in its homes. */
  callThem(word: ResidentWord): void;
}

const LanguageContext = createContext<Language | null>(null);

/** The language of the console: what was chosen in this browser, in whichever tab, else what the browser asks for. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => localeFor(localStorage.getItem(localeKey) ?? navigator.language));
  const [word, callThem] = useState<ResidentWord>('resident');
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    // Chosen in another tab.
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key === localeKey) setLocale(localeFor(newValue ?? navigator.language));
    };
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, []);
  const language = useMemo(
    () => ({
      locale,
      text: consoleTextIn(locale, word),
      callThem,
      speak(chosen: Locale) {
        localStorage.setItem(localeKey, chosen);
        setLocale(chosen);
      },
      offer(wanted: Locale) {
        if (localStorage.getItem(localeKey) === null) setLocale(wanted);
      },
    }),
    [locale, word],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The language chosen, its words, and how to choose another. */
export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('useLanguage needs LanguageProvider around it.');
  return language;
}

/** The words of the language chosen. */
export function useText(): ConsoleText {
  return useLanguage().text;
}
