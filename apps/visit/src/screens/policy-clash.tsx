import { policyClashMost } from '@doorstep/contracts/embed';
import { laterTextIn, themeCodes, themeNames, type ThemeCode } from '@doorstep/ui/panel-later-text';
import { useRef, useState } from 'react';
import { useApp } from '../app-context.js';
import { Frame } from './frame.js';

/** A policy and real life clash, said of the area that a job is in. It is kept by the service or not at all. */
export function PolicyClash({ jobId }: { readonly jobId: string | null }) {
  const { locale, text, phone, turn, announce } = useApp();
  const says = laterTextIn(locale);
  const [theme, setTheme] = useState<ThemeCode>();
  const [words, setWords] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [stage, setStage] = useState<'writing' | 'saving' | 'saved'>('writing');
  /** The same sentence sent again is the same; another one is not. */
  const sent = useRef({ key: '', what: '' });

  const tell = (wrong: string) => {
    setMistake(wrong);
    announce(wrong);
  };
  const save = async () => {
    const written = words.trim();
    if (theme === undefined) return tell(says('clash.themeMissing'));
    if (written === '') return tell(says('clash.empty'));
    const what = `${theme} ${written}`;
    if (sent.current.what !== what) sent.current = { key: crypto.randomUUID(), what };
    setMistake(undefined);
    setStage('saving');
    const came = await phone.sayPolicyClash(sent.current.key, { jobId, theme, words: written });
    setStage(came === 'kept' ? 'saved' : 'writing');
    if (came === 'kept') announce(says('clash.saved'));
    else tell(says(came === 'names' ? 'clash.names' : 'clash.notKept'));
  };
  if (stage === 'saved')
    return (
      <Frame key="saved" title={says('clash.title')} quiet>
        <p className="done">
          <span aria-hidden="true">✓ </span>
          {says('clash.saved')}
        </p>
        <button type="button" className="button button-primary button-tall" onClick={() => turn({ at: 'today' })}>
          {text('saved.today')}
        </button>
      </Frame>
    );
  return (
    <Frame title={says('clash.title')}>
      <p className="muted">{says('clash.hint')}</p>
      <p className="muted">{says('clash.onlyNow')}</p>
      <section aria-labelledby="clash-theme">
        <h2 id="clash-theme">{says('clash.theme')}</h2>
        <div className="wrap">
          {themeCodes.map((code) => (
            <button
              key={code}
              type="button"
              className="button button-toggle"
              aria-pressed={code === theme}
              onClick={() => setTheme(code)}
            >
              {themeNames[locale][code]}
            </button>
          ))}
        </div>
      </section>
      <div className="field">
        <label htmlFor="clash-words">{says('clash.words')}</label>
        <p id="clash-hint" className="muted small">
          {says('clash.wordsHint')}
        </p>
        <textarea
          id="clash-words"
          rows={3}
          maxLength={policyClashMost}
          aria-describedby="clash-hint"
          readOnly={stage === 'saving'}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {mistake !== undefined && <p className="mistake">{mistake}</p>}
      <button
        type="button"
        className="button button-primary button-tall"
        disabled={stage === 'saving'}
        onClick={() => void save()}
      >
        {says('clash.save')}
      </button>
    </Frame>
  );
}
