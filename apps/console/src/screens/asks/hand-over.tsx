import type { RouteOffer, RoutingDecision } from '@doorstep/contracts/embed';
import { useEffect, useRef } from 'react';
import { useText } from '../../language.js';

const whyNots = ['already-known', 'over', 'not-here', 'a-saying', 'misread', 'resident-said-no'] as const;

interface Props {
  readonly offers: readonly RouteOffer[];
  readonly isBusy: boolean;
  readonly onDecide: (routing: RoutingDecision) => void;
}

/** Words that may have to go to somebody who can act on them: passed on, or kept with the reason why not. */
export function HandOver({ offers, isBusy, onDecide }: Props) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const phones = new Map(offers.flatMap((offer) => offer.phones.map(({ name, number }) => [number, name] as const)));
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice notice-look">
      <p className="notice-title">{text('record.mayBePassedOn')}</p>
      <p>{text('record.mayBePassedOnSays')}</p>
      {phones.size > 0 && (
        <ul>
          {[...phones].map(([number, name]) => (
            <li key={number}>
              {name}: <strong>{number}</strong>
            </li>
          ))}
        </ul>
      )}
      <div className="buttons">
        {offers
          .filter(({ route }) => route !== 'complaint_choice')
          .map(({ route, title }) => (
            <button
              key={route}
              type="button"
              className="button"
              disabled={isBusy}
              onClick={() => onDecide({ chosen: [route] })}
            >
              {text('record.passOn', { what: title })}
            </button>
          ))}
      </div>
      <p className="ask-why-not">{text('record.whyNot')}</p>
      <div className="buttons">
        {whyNots.map((whyNot) => (
          <button
            key={whyNot}
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => onDecide({ chosen: [], whyNot })}
          >
            {text(`record.whyNot.${whyNot}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
