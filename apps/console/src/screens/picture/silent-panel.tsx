import type { AreasShown } from '@doorstep/contracts/http';
import { useId, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { SelectField } from '../../parts/field.js';
import { drawBars } from './draw-rows.js';
import { Panel } from './panel.js';
import { mostRows, type Shown } from './words.js';

/** Where nobody was heard for a year, the most homes first, with the way to go there and to ask there. */
export function SilentPanel({ shown: { areas, total } }: Shown<AreasShown>) {
  const text = useText();
  const silent = useMemo(
    () =>
      areas
        .flatMap(({ area, name, households, silent: homes }) =>
          area === null || households === null || homes === null
            ? []
            : [{ area, name: name ?? area, households, homes }],
        )
        .sort((a, b) => b.homes - a.homes),
    [areas],
  );
  const draw = useMemo(
    () =>
      silent.length === 0
        ? null
        : drawBars(
            mostRows(silent).map(({ name, households, homes }) => ({
              name,
              says: text('picture.share', { part: homes, whole: households }),
              first: homes,
              second: households - homes,
            })),
          ),
    [silent, text],
  );
  const [most] = silent;
  return (
    <Panel
      title={text('picture.silent.title')}
      finding={
        most && total.silent !== null
          ? text('picture.silent.finding', { count: total.silent, name: most.name, homes: most.homes })
          : text('picture.tooFew')
      }
      {...(draw === null ? {} : { note: text('picture.silent.key') })}
      draw={draw}
      table={{
        head: [text('picture.areas.area'), text('picture.areas.homes'), text('picture.areas.silent')],
        rows: silent.map(({ name, households, homes }) => [name, households, homes]),
      }}
    >
      {most && <GoThere areas={silent} />}
    </Panel>
  );
}

function GoThere({ areas }: { readonly areas: readonly { readonly area: string; readonly name: string }[] }) {
  const text = useText();
  const id = useId();
  const mayAsk = useMay('asks.change');
  const [chosen, setChosen] = useState(areas[0]?.area ?? '');
  const name = areas.find(({ area }) => area === chosen)?.name ?? chosen;
  const search = `?${new URLSearchParams({ place: chosen }).toString()}`;
  return (
    <div className="picture-go">
      <SelectField
        id={id}
        label={text('picture.silent.area')}
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
      >
        {areas.map((one) => (
          <option key={one.area} value={one.area}>
            {one.name}
          </option>
        ))}
      </SelectField>
      <p>
        <Link to={{ pathname: '/picture/silent', search }} state={{ name }}>
          {text('picture.silent.see', { name })}
        </Link>
      </p>
      {mayAsk && (
        <p>
          <Link to={{ pathname: '/asks/new', search }} state={{ name }}>
            {text('picture.silent.ask', { name })}
          </Link>
        </p>
      )}
    </div>
  );
}
