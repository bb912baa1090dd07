import { policyClashMost, type PolicyClashRequest } from '@doorstep/contracts/embed';
import { laterTextIn, themeCodes, themeNames, type ThemeCode } from '@doorstep/ui/panel-later-text';
import { useEffect, useState } from 'react';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { Radios } from './radios.js';
import { useWrite } from './use-write.js';
import { WordsField } from './words-field.js';

interface Props {
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/**
 * A policy and real life clash. What is typed here is no draft: those stand with the record, and this must not. Nothing of it
 * is kept until it is saved.
 */
export function PolicyClash({ onBack, onDone }: Props) {
  const { text, locale, announce } = usePanel();
  const { api } = useRecord();
  const says = laterTextIn(locale);
  const writing = useWrite();
  const [theme, setTheme] = useState<ThemeCode>();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const [isSaved, setSaved] = useState(false);

  const written = words.trim();
  const namesSomebody = writing.current !== undefined;
  useEffect(() => {
    if (namesSomebody) announce(says('clash.names'));
  }, [namesSomebody]);
  const wrongWords = namesSomebody
    ? says('clash.names')
    : written === ''
      ? says('clash.empty')
      : written.length > policyClashMost
        ? says('clash.tooLong', { most: policyClashMost })
        : undefined;
  const change = (now: string) => {
    setWords(now);
    writing.forget();
  };
  const save = () => {
    setTried(true);
    const wrong = theme === undefined ? says('clash.themeMissing') : wrongWords;
    if (theme === undefined || wrong !== undefined) {
      announce(wrong ?? '');
      return;
    }
    writing.start(
      api.write(undefined, '/policy-clashes', { theme, words: written } satisfies PolicyClashRequest),
      () => {
        announce(says('clash.saved'));
        setSaved(true);
      },
    );
  };
  if (isSaved)
    return (
      <div className="words">
        <div className="band band-success saved">
          <Heading takesFocus>{says('clash.saved')}</Heading>
        </div>
        <button type="button" className="button button-primary" onClick={onDone}>
          {text('panel.done')}
        </button>
      </div>
    );
  return (
    <Card labelledBy="doorstep-clash" onEscape={onBack} busy={writing.busy}>
      <Heading id="doorstep-clash" takesFocus>
        {says('clash.title')}
      </Heading>
      <p className="hint">{says('clash.hint')}</p>
      <Radios
        legend={says('clash.theme')}
        name="doorstep-clash-theme"
        choices={themeCodes.map((value) => ({ value, label: themeNames[locale][value] }))}
        chosen={theme}
        onChoose={setTheme}
      />
      {isTried && theme === undefined && <p className="mistake">{says('clash.themeMissing')}</p>}
      <WordsField
        label={says('clash.words')}
        hint={says('clash.wordsHint')}
        words={words}
        mistake={isTried ? wrongWords : undefined}
        isSaving={writing.busy}
        onWrite={change}
      />
      {!namesSomebody && <NotSaved writing={writing} onReload={onDone} />}
      <div className="answers">
        <button type="button" className="button button-primary" onClick={save}>
          {says('clash.save')}
        </button>
      </div>
      <button type="button" className="link" onClick={onBack}>
        {text('panel.back')}
      </button>
    </Card>
  );
}
