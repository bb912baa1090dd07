import type { HandOffSummary, RouteSetting } from '@doorstep/contracts/http';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language.js';
import { dayOf, timeOf } from '../../when.js';

interface Props {
  readonly handOff: HandOffSummary;
  /** How its route is set to go now; undefined where that is not known. */
  readonly setting: RouteSetting | undefined;
}

/** When it was said, how it went and to whom, and whose home it is about by reference. */
export function Facts({ handOff, setting }: Props) {
  const { locale, text } = useLanguage();
  const { route, toldAt, way, sentAt, hostReference, home, household, person, repeats, escalations } = handOff;
  const at = (instant: string) => ({ time: timeOf(locale, instant), day: dayOf(locale, instant) });
  const place = setting?.way === way ? (setting?.email ?? setting?.connection ?? null) : null;
  return (
    <dl>
      <Fact title={text('handOffs.said')}>
        {route === 'restricted' ? dayOf(locale, toldAt) : text('handOffs.at', at(toldAt))}
      </Fact>
      {way !== null && (
        <Fact title={text('handOffs.went')}>
          {place === null
            ? text(`handOffs.way.${way}`)
            : text('handOffs.wayTo', { way: text(`handOffs.way.${way}`), place })}
          {way !== 'by-hand' &&
            ` · ${sentAt === null ? text('handOffs.notSent') : text('handOffs.sentAt', at(sentAt))}`}
        </Fact>
      )}
      {hostReference !== null && <Fact title={text('handOffs.theirs')}>{hostReference}</Fact>}
      {home !== null && <Fact title={text('handOffs.home')}>{home}</Fact>}
      {household !== null && <Fact title={text('handOffs.household')}>{household}</Fact>}
      {person !== null && <Fact title={text('handOffs.person')}>{person}</Fact>}
      {repeats !== null && <Fact title={text('handOffs.repeats')}>{repeats}</Fact>}
      {escalations > 0 && (
        <Fact title={text('handOffs.asked')}>{text('handOffs.askedTimes', { count: escalations })}</Fact>
      )}
      <Deadlines deadlines={handOff.deadlines} />
    </dl>
  );
}

function Deadlines({ deadlines }: Pick<HandOffSummary, 'deadlines'>) {
  const { locale, text } = useLanguage();
  if (deadlines.length === 0) return null;
  /** The law counts hours for some, and days for the rest. */
  const until = (by: string) =>
    by.includes('T') ? text('handOffs.at', { time: timeOf(locale, by), day: dayOf(locale, by) }) : dayOf(locale, by);
  return (
    <Fact title={text('handOffs.deadlines')}>
      <ul>
        {deadlines.map(({ what, by, source }) => (
          <li key={what + by}>
            <span lang="en-GB">{text('handOffs.deadline', { what, by: until(by) })}</span>{' '}
            <span className="hint" lang="en-GB">
              {source}
            </span>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
