import {
  skillKinds,
  skillOffersView,
  skillWordsMost,
  type SkillKind,
  type SkillOffersView,
} from '@doorstep/contracts/embed';
import { dayIn } from '@doorstep/ui/day';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useEffect, useState } from 'react';
import { Card } from './card.js';
import { focusOnMount } from './focus-on-mount.js';
import { Heading } from './heading.js';
import { LineField } from './line-field.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { Radios } from './radios.js';
import { Tick } from './tick.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly onBack: () => void;
}

/** What they could bring, kept with their consent until it runs out, and taken back in one step. */
export function SkillOffers({ onBack }: Props) {
  const { text, locale, announce } = usePanel();
  const { api, record, signal } = useRecord();
  const says = laterTextIn(locale);
  const writing = useWrite();
  const [view, setView] = useState<SkillOffersView>();
  const [kind, setKind] = useState<SkillKind>();
  const [words, setWords] = useState('');
  const [mayBeFound, setMayBeFound] = useState(false);
  const [isTried, setTried] = useState(false);
  const [said, setSaid] = useState<string>();
  const load = async () => {
    try {
      const got = await api.later(skillOffersView, '/skill-offers');
      if (!signal.aborted) setView(got);
    } catch {
      // What they said before is not shown; something more can be kept all the same.
    }
  };
  useEffect(() => void load(), [api, signal]);

  const mistake =
    kind === undefined
      ? says('bring.kindMissing')
      : words.trim() === ''
        ? says('bring.empty')
        : mayBeFound
          ? undefined
          : says('bring.consentMissing');
  const tell = (what: string) => {
    announce(what);
    setSaid(what);
  };
  const save = () => {
    setTried(true);
    setSaid(undefined);
    if (kind === undefined || mistake !== undefined) {
      announce(mistake ?? '');
      return;
    }
    const offer = { record, kind, words: words.trim(), mayBeFound: true };
    writing.start(api.write(skillOffersView, '/skill-offers', offer), (now) => {
      setView(now);
      setKind(undefined);
      setWords('');
      setMayBeFound(false);
      setTried(false);
      tell(says('bring.saved'));
    });
  };
  const withdraw = (id: string) => {
    setSaid(undefined);
    writing.start(api.write(undefined, `/skill-offers/${encodeURIComponent(id)}/withdraw`), () => {
      setView((known) => known && { ...known, items: known.items.filter((one) => one.id !== id) });
      tell(says('bring.withdrawn'));
    });
  };
  return (
    <Card labelledBy="doorstep-bring" onEscape={onBack} busy={writing.busy}>
      <Heading id="doorstep-bring" takesFocus>
        {says('bring.title')}
      </Heading>
      {said !== undefined && (
        <p className="band band-success" ref={focusOnMount} tabIndex={-1}>
          {said}
        </p>
      )}
      {view && view.items.length > 0 && (
        <ul className="reasons">
          {view.items.map(({ id, kind: what, words: about, expiresOn }) => (
            <li key={id}>
              <span id={`doorstep-bring-${id}`}>
                {says(`bring.${what}`)}: {about} <cite>{says('bring.until', { day: dayIn(locale, expiresOn) })}</cite>
              </span>
              <div className="links">
                <button
                  type="button"
                  className="link"
                  aria-describedby={`doorstep-bring-${id}`}
                  onClick={() => withdraw(id)}
                >
                  {says('bring.withdraw')}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Radios
        legend={says('bring.kind')}
        name="doorstep-bring-kind"
        layout="chips"
        choices={skillKinds.map((value) => ({ value, label: says(`bring.${value}`) }))}
        chosen={kind}
        onChoose={setKind}
      />
      <LineField label={says('bring.words')} value={words} most={skillWordsMost} onWrite={setWords} />
      <Tick
        label={says('bring.consent')}
        hint={view ? says('bring.months', { count: view.months }) : says('bring.consentHint')}
        checked={mayBeFound}
        onTick={setMayBeFound}
      />
      {isTried && mistake !== undefined && <p className="mistake">{mistake}</p>}
      <NotSaved writing={writing} onReload={onBack} />
      <div className="answers">
        <button type="button" className="button button-primary" onClick={save}>
          {says('bring.save')}
        </button>
      </div>
      <button type="button" className="link" onClick={onBack}>
        {text('panel.back')}
      </button>
    </Card>
  );
}
