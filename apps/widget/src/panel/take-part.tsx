import {
  joiningNeeds,
  takingPartView,
  takingPartWays,
  type JoiningNeed,
  type PanelPrompt,
  type TakingPartView,
  type TakingPartWay,
} from '@doorstep/contracts/embed';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useEffect, useState } from 'react';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { Radios } from './radios.js';
import { Tick } from './tick.js';
import { useWrite } from './use-write.js';
import { WhatTheyGet } from './what-they-get.js';

interface Props {
  readonly prompt: PanelPrompt;
  readonly onBack: () => void;
  readonly onReload: () => void;
  readonly onStop: () => void;
  readonly onSaved: (outcomeId: string) => void;
}

/** How they would like to take part, what they get for it, and what would help them join in. */
export function TakePart({ prompt, onBack, onReload, onStop, onSaved }: Props) {
  const { text, locale, announce } = usePanel();
  const says = laterTextIn(locale);
  const { api, record, signal } = useRecord();
  const writing = useWrite();
  const [how, setHow] = useState<TakingPartWay>();
  const [needs, setNeeds] = useState<readonly JoiningNeed[]>([]);
  const [isMissing, setMissing] = useState(false);
  const [offered, setOffered] = useState<TakingPartView>();

  useEffect(() => {
    const load = async () => {
      try {
        const view = await api.later(takingPartView, '/taking-part');
        if (!signal.aborted) setOffered(view);
      } catch {
        // What is not known is not promised; that they want to take part can be kept all the same.
      }
    };
    void load();
  }, [api, signal]);

  const save = () => {
    setMissing(how === undefined);
    if (how === undefined) {
      announce(says('part.choose'));
      return;
    }
    const write = api.outcome({
      promptId: prompt.id,
      record,
      outcome: 'take-part',
      how,
      needs: [...needs],
      saidAt: new Date().toISOString(),
    });
    writing.start(write, ({ outcomeId }) => {
      announce(says('part.saved'));
      onSaved(outcomeId);
    });
  };
  const tick = (need: JoiningNeed, isNeeded: boolean) =>
    setNeeds(isNeeded ? [...needs, need] : needs.filter((one) => one !== need));

  return (
    <Card labelledBy="doorstep-take-part" onEscape={onBack} busy={writing.busy}>
      <Heading id="doorstep-take-part" takesFocus>
        {says('part.title')}
      </Heading>
      <div className="part-ways">
        <Radios
          legend={says('part.title')}
          isLegendUnseen
          name="doorstep-take-part-how"
          layout="chips"
          choices={takingPartWays.map((value) => ({ value, label: text(`part.${value}`) }))}
          chosen={how}
          onChoose={(chosen) => {
            setHow(chosen);
            setMissing(false);
          }}
        />
      </div>
      {isMissing && <p className="mistake">{says('part.choose')}</p>}
      {how !== undefined && offered && <WhatTheyGet how={how} offered={offered} />}
      <fieldset>
        <legend className="label">{says('part.needs')}</legend>
        <div className="radios radios-needs">
          {joiningNeeds.map((need) => (
            <Tick
              key={need}
              label={says(`part.need.${need}`)}
              checked={needs.includes(need)}
              onTick={(isNeeded) => tick(need, isNeeded)}
            />
          ))}
        </div>
      </fieldset>
      <NotSaved writing={writing} onReload={onReload} />
      <div className="answers">
        <button type="button" className="button button-primary" onClick={save}>
          {says('part.save')}
        </button>
      </div>
      <div className="links">
        <button type="button" className="link" onClick={onBack}>
          {text('panel.back')}
        </button>
        <button type="button" className="link" onClick={onStop}>
          {text('stop.here')}
        </button>
      </div>
    </Card>
  );
}
