import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useState } from 'react';
import { usePanel, useRecord } from './panel-context.js';
import { SavedBand } from './saved-band.js';
import { SkillOffers } from './skill-offers.js';

interface Props {
  readonly outcomeId: string;
  readonly onDone: () => void;
}

/** They want to take part, and somebody comes back to them. */
export function TakingPartSaved({ outcomeId, onDone }: Props) {
  const { text, locale } = usePanel();
  const says = laterTextIn(locale);
  const { api, record } = useRecord();
  const [isBringing, setBringing] = useState(false);
  // It is about one person, so at the record of one.
  const mayBring = record.type === 'person' && api.caps?.seePreferences === true && api.caps.setPreferences;
  if (isBringing) return <SkillOffers onBack={onDone} />;
  return (
    <>
      <SavedBand outcomeId={outcomeId} said={says('part.saved')} takesFocus onDone={onDone} />
      <div className="words">
        <button type="button" className="button button-primary" onClick={onDone}>
          {text('panel.done')}
        </button>
        {mayBring && (
          <button type="button" className="button" onClick={() => setBringing(true)}>
            {says('bring.title')}
          </button>
        )}
      </div>
    </>
  );
}
