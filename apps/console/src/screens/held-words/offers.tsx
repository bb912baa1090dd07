import type { RouteOffer } from '@doorstep/contracts/embed';
import { listedHandOffs, type ListedRoute } from '@doorstep/ui/hand-offs';
import { currentIn } from '../../api/problem.js';
import { useText } from '../../language.js';
import { Notice } from '../../parts/notice.js';

export interface KnownOffer extends Omit<RouteOffer, 'route'> {
  readonly route: ListedRoute;
}

/** The hand-offs that the words suggest, where nothing was decided about them yet. */
export function offersIn(error: unknown): readonly KnownOffer[] {
  const offers = currentIn<{ readonly offers: readonly RouteOffer[] }>(error, 'choose-route')?.offers ?? [];
  return offers.flatMap((offer) => {
    const known = listedHandOffs.find(({ route }) => route === offer.route);
    return known ? [{ ...offer, route: known.route }] : [];
  });
}

/** What the words may be about, which words led to it, and whom to ring. */
export function Offers({ offers }: { readonly offers: readonly KnownOffer[] }) {
  const text = useText();
  return (
    <Notice kind="look" title={text('heldWords.mayBe')}>
      <ul>
        {offers.map(({ route, because, phones, whatToDo }) => (
          <li key={route}>
            <strong>{text(`route.${route}`)}</strong>
            {because.length > 0 && ` ${text('heldWords.sayingSo', { words: because.join('”, “') })}`}
            {whatToDo !== undefined && whatToDo !== null && ` ${whatToDo}`}
            {phones.length > 0 && (
              <ul>
                {phones.map(({ name, number }) => (
                  <li key={number}>
                    {name}: <a href={`tel:${number.replaceAll(' ', '')}`}>{number}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
