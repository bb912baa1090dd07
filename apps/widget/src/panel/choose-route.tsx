import type { RouteOffer, RoutingDecision } from '@doorstep/contracts/embed';
import { longestRestricted } from '@doorstep/ui/hand-offs';
import { useState } from 'react';
import { Heading } from './heading.js';
import { NoRoute } from './no-route.js';
import { NotSaved } from './not-saved.js';
import { usePanel } from './panel-context.js';
import { Phones } from './phones.js';
import { isRestricted } from './restricted.js';
import type { Writing } from './use-write.js';

const reasons: readonly NonNullable<RoutingDecision['whyNot']>[] = [
  'already-known',
  'over',
  'not-here',
  'a-saying',
  'misread',
  'resident-said-no',
];

interface Props {
  readonly words: string;
  /** At least one. */
  readonly offers: readonly RouteOffer[];
  readonly writing: Writing;
  readonly onDecide: (decision: RoutingDecision) => void;
  readonly onChange: () => void;
  readonly onReload: () => void;
}

/** What they said may not be ours to keep. A person decides, and there is no way past it but deciding. */
export function ChooseRoute({ words, offers, writing, onDecide, onChange, onReload }: Props) {
  const { text, announce } = usePanel();
  const [asksWhy, setAsksWhy] = useState(false);
  const [mistake, setMistake] = useState<string>();
  const pass = (chosen: readonly RouteOffer[]) => {
    const tooLong = words.length > longestRestricted && chosen.some(({ route }) => isRestricted(route));
    const found = tooLong ? text('choose.shorten') : undefined;
    setMistake(found);
    if (found) announce(found);
    else onDecide({ chosen: chosen.map(({ route }) => route) });
  };
  const noRoute = writing.notSaved === 'no-route';
  return (
    <div className="card choice" role="group" aria-labelledby="doorstep-choose" aria-busy={writing.busy}>
      <Heading id="doorstep-choose" takesFocus>
        {text('choose.title')}
      </Heading>
      <p className="hint">{text('choose.hint')}</p>
      <blockquote className="say">“{words}”</blockquote>
      {noRoute && <NoRoute current={writing.current} phones={offers.flatMap(({ phones }) => phones)} />}
      {offers.map((offer) => (
        <div key={offer.route} className="offer" role="group" aria-labelledby={`doorstep-offer-${offer.route}`}>
          <p className="label" id={`doorstep-offer-${offer.route}`}>
            {text(`route.${offer.route}`)}
          </p>
          {!noRoute && <Phones phones={offer.phones} />}
          <p>
            <span className="muted">{text('handOff.say')}</span> “{text(`route.${offer.route}.say`)}”
          </p>
          {offer.whatToDo && <p>{offer.whatToDo}</p>}
          {offer.because.length > 0 && (
            <p className="muted">
              {text('choose.because')} {offer.because.map((said) => `“${said}”`).join(', ')}
            </p>
          )}
          <button
            type="button"
            className="button button-primary"
            aria-describedby={`doorstep-offer-${offer.route}`}
            onClick={() => pass([offer])}
          >
            {text('choose.pass')}
          </button>
        </div>
      ))}
      {offers.length > 1 && (
        <button type="button" className="button" onClick={() => pass(offers)}>
          {text('choose.passAll')}
        </button>
      )}
      {mistake && <p className="mistake">{mistake}</p>}
      {asksWhy ? (
        <div className="band band-warning">
          <Heading takesFocus>{text('choose.whyTitle')}</Heading>
          <p>{text('choose.whyHint')}</p>
          <div className="answers">
            {reasons.map((whyNot) => (
              <button key={whyNot} type="button" className="button" onClick={() => onDecide({ chosen: [], whyNot })}>
                {text(`choose.why.${whyNot}`)}
              </button>
            ))}
          </div>
        </div>
      ) : (
        <button type="button" className="button" onClick={() => setAsksWhy(true)}>
          {text('choose.none')}
        </button>
      )}
      {!noRoute && <NotSaved writing={writing} onReload={onReload} />}
      <button type="button" className="link" onClick={onChange}>
        {text('choose.change')}
      </button>
    </div>
  );
}
