import { listedHandOffs, type ListedHandOff } from '@doorstep/ui/hand-offs';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { usePanel } from './panel-context.js';
import { knownPhones, Phones } from './phones.js';

interface Props {
  /** Without it there is no record to pass anything on from: the numbers stand alone. */
  readonly onChoose?: (route: ListedHandOff['route']) => void;
  /** Without it whoever is at work may keep nothing. */
  readonly onClash?: () => void;
  readonly onBack: () => void;
}

/** The same number is not shown under every hand-off it is for. */
const firstOfAll = 'emergency';

/** What is not engagement, danger to life first. The list and its numbers need no service. */
export function HandOffList({ onChoose, onClash, onBack }: Props) {
  const { text, locale } = usePanel();
  const says = laterTextIn(locale);
  return (
    <Card labelledBy="doorstep-not-right" onEscape={onBack}>
      <Heading id="doorstep-not-right" takesFocus>
        {text('handOff.title')}
      </Heading>
      <p className="label">{text('handOff.danger')}</p>
      <Phones brief phones={knownPhones(text, [firstOfAll])} />
      <p className="hint">{text(onChoose ? 'handOff.hint' : 'handOff.openRecord')}</p>
      <ul className="routes">
        {listedHandOffs.map(({ route, numbers }) => (
          <li key={route}>
            {onChoose ? (
              <button type="button" className="button" onClick={() => onChoose(route)}>
                {text(`route.${route}`)}
              </button>
            ) : (
              <p className="label">{text(`route.${route}`)}</p>
            )}
            {urgent.includes(route) && (
              <Phones
                brief
                phones={knownPhones(
                  text,
                  numbers.filter((name) => name !== firstOfAll),
                )}
              />
            )}
          </li>
        ))}
      </ul>
      {onClash && (
        <>
          <p className="label">{says('clash.ask')}</p>
          <button type="button" className="button" onClick={onClash}>
            {says('clash.title')}
          </button>
        </>
      )}
      <button type="button" className="link" onClick={onBack}>
        {text('panel.back')}
      </button>
    </Card>
  );
}

const urgent: readonly string[] = ['emergency', 'crisis', 'safeguarding_da', 'safeguarding'];
