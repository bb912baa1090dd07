import type {
  AdoptionShown,
  AreasShown,
  ConcentrationShown,
  DecisionsShown,
  FirstTimeShown,
  FromPromptsShown,
  HeardFrom,
  LoopsShown,
  PicturePeriod,
  RollCallsShown,
  ThemesShown,
  WaitingShown,
} from '@doorstep/contracts/http';
import { useState } from 'react';
import { useLanguage, useText } from '../../language.js';
import { SelectField } from '../../parts/field.js';
import { Page } from '../../parts/page.js';
import { dayOf, today } from '../../when.js';
import '../../styles/picture.css';
import { AdoptionPanel } from './adoption-panel.js';
import { FewPanel } from './few-panel.js';
import { Figures } from './figures.js';
import { ChooseBy, FirstPanel, HeardPanel, OftenPanel, useBy } from './people-panels.js';
import { AreasPanel, ThemesPanel } from './place-panels.js';
import { SilentPanel } from './silent-panel.js';
import { useAreas } from './use-areas.js';
import { DecisionsPanel, LoopsPanel, PromptsPanel, RollCallsPanel, WaitingPanel } from './work-panels.js';

const periods = ['13-weeks', '52-weeks'] as const;

/** Who is heard and who is not, who waits, and who decides: each a sentence, a chart, a table and a download. */
export function Picture() {
  const text = useText();
  const [period, setPeriod] = useState<PicturePeriod>('13-weeks');
  const [place, setPlace] = useState('');
  const [by, setBy] = useBy();
  const here = { period, place: place === '' ? undefined : place };
  return (
    <Page title={text('picture.title')} lead={text('picture.lead')} isWide>
      <div className="picture-choices">
        <PlacePicker place={place} onChoose={setPlace} />
        <SelectField
          label={text('picture.period')}
          value={period}
          onChange={({ target }) => setPeriod(target.value as PicturePeriod)}
        >
          {periods.map((one) => (
            <option key={one} value={one}>
              {text(`picture.period.${one}`)}
            </option>
          ))}
        </SelectField>
        <button type="button" className="button" onClick={() => window.print()}>
          {text('picture.print')}
        </button>
      </div>
      <Printed place={place} period={period} />
      <div className="picture">
        <Figures<HeardFrom> panel="who-we-hear-from" query={{ by, period }}>
          {(shown) => (
            <HeardPanel shown={shown}>
              <ChooseBy by={by} onChoose={setBy} />
            </HeardPanel>
          )}
        </Figures>
        <Figures<RollCallsShown> panel="roll-calls" query={here}>
          {(shown) => <RollCallsPanel shown={shown} />}
        </Figures>
        <Figures<WaitingShown> panel="waiting" query={here}>
          {(shown) => <WaitingPanel shown={shown} />}
        </Figures>
        <Figures<DecisionsShown> panel="decisions">{(shown) => <DecisionsPanel shown={shown} />}</Figures>
        <Figures<ThemesShown> panel="themes" query={here}>
          {(shown) => <ThemesPanel shown={shown} />}
        </Figures>
        <Figures<AreasShown> panel="areas" query={{ period }}>
          {(shown) => <AreasPanel shown={shown} />}
        </Figures>
        <Figures<AreasShown> panel="areas" query={{ period }}>
          {(shown) => <SilentPanel shown={shown} />}
        </Figures>
        <Figures<ConcentrationShown> panel="concentration" query={{ period }}>
          {(shown) => <OftenPanel shown={shown} />}
        </Figures>
        <Figures<ConcentrationShown> panel="concentration" query={{ period }}>
          {(shown) => <FewPanel shown={shown} />}
        </Figures>
        <Figures<FirstTimeShown> panel="first-time" query={{ period }}>
          {(shown) => <FirstPanel shown={shown} />}
        </Figures>
        <Figures<LoopsShown> panel="loops" query={here}>
          {(shown) => <LoopsPanel shown={shown} />}
        </Figures>
        <Figures<FromPromptsShown> panel="from-prompts" query={here}>
          {(shown) => <PromptsPanel shown={shown} />}
        </Figures>
        <Figures<AdoptionShown> panel="adoption" query={{ period }}>
          {(shown) => <AdoptionPanel shown={shown} />}
        </Figures>
      </div>
    </Page>
  );
}

/** On paper, in place of what was chosen: where, how far back, and when it was printed. */
function Printed({ place, period }: { readonly place: string; readonly period: PicturePeriod }) {
  const { locale, text } = useLanguage();
  // Paper outlives its year.
  const day = `${dayOf(locale, today())} ${today().slice(0, 4)}`;
  const where = useAreas().find(({ area }) => area === place)?.name ?? text('picture.everywhere');
  return <p className="picture-printed">{[where, text(`picture.period.${period}`), day].join(' · ')}</p>;
}

function PlacePicker({ place, onChoose }: { readonly place: string; readonly onChoose: (place: string) => void }) {
  const text = useText();
  const areas = useAreas();
  return (
    <SelectField label={text('picture.place')} value={place} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{text('picture.everywhere')}</option>
      {areas.map(({ area, name }) => (
        <option key={area} value={area}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
