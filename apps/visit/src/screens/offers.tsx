import type { RouteOffer } from '@doorstep/contracts/embed';
import type { VisitEntry } from '@doorstep/contracts/visit';
import { listedHandOffs, longestRestricted, phoneNameOf } from '@doorstep/ui/hand-offs';
import { useState } from 'react';
import { useApp } from '../app-context.js';
import { Call } from './call.js';
import { Frame } from './frame.js';

interface Props {
  readonly words: string;
  /** At least one. */
  readonly offers: readonly RouteOffer[];
  readonly bar: string;
  readonly onDecide: (routing: NonNullable<VisitEntry['routing']>) => void;
  readonly onChange: () => void;
}

const reasons = ['already-known', 'over', 'not-here', 'a-saying', 'misread', 'resident-said-no'] as const;

/** What they said may belong with somebody else. A person decides; nothing is saved before. */
export function Offers({ words, offers, bar, onDecide, onChange }: Props) {
  const { alsoInPanel: text, announce } = useApp();
  const [asksWhy, setAsksWhy] = useState(false);
  const [mistake, setMistake] = useState<string>();
  const pass = (chosen: readonly RouteOffer[]) => {
    const isRestricted = listedHandOffs.some(
      (one) => one.isRestricted && chosen.some(({ route }) => route === one.route),
    );
    if (!isRestricted || words.length <= longestRestricted) {
      onDecide({ chosen: chosen.map(({ route }) => route), whyNot: null });
      return;
    }
    setMistake(text('choose.shorten'));
    announce(text('choose.shorten'));
  };
  const nameOf = ({ name, number }: RouteOffer['phones'][number]) => {
    const known = phoneNameOf(number);
    return known === undefined ? name : text(`phone.${known}`);
  };
  return (
    <Frame title={text('choose.title')} bar={bar}>
      <p>{text('choose.hint')}</p>
      {offers.map((offer) => (
        <section key={offer.route} className="card" aria-labelledby={`offer-${offer.route}`}>
          <h2 id={`offer-${offer.route}`}>{text(`route.${offer.route}`)}</h2>
          {offer.phones.map((phone) => (
            <Call key={`${phone.name} ${phone.number}`} number={phone.number}>
              {nameOf(phone)}: {phone.number}
            </Call>
          ))}
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
            aria-describedby={`offer-${offer.route}`}
            onClick={() => pass([offer])}
          >
            {text('choose.pass')}
          </button>
        </section>
      ))}
      {offers.length > 1 && (
        <button type="button" className="button" onClick={() => pass(offers)}>
          {text('choose.passAll')}
        </button>
      )}
      {mistake && <p className="mistake">{mistake}</p>}
      {asksWhy ? (
        <section className="band band-plain">
          <h2>{text('choose.whyTitle')}</h2>
          <p>{text('choose.whyHint')}</p>
          <div className="stack">
            {reasons.map((whyNot) => (
              <button key={whyNot} type="button" className="button" onClick={() => onDecide({ chosen: [], whyNot })}>
                {text(`choose.why.${whyNot}`)}
              </button>
            ))}
          </div>
        </section>
      ) : (
        <button type="button" className="button" onClick={() => setAsksWhy(true)}>
          {text('choose.none')}
        </button>
      )}
      <button type="button" className="button button-plain" onClick={onChange}>
        {text('choose.change')}
      </button>
    </Frame>
  );
}
