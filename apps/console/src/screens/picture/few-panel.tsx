import type { ConcentrationShown } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useMemo } from 'react';
import { useText } from '../../language.js';
import { drawBars } from './draw-rows.js';
import { Panel } from './panel.js';
import { mostRows, type Shown } from './words.js';

type Few = ConcentrationShown['few'];

/** Where few speak for many: everywhere, area by area, and ask by ask. */
export function FewPanel({ shown: { few } }: Shown<ConcentrationShown>) {
  const text = useText();
  const { rows, finding, tooFew } = few;
  const draw = useMemo(() => {
    if (rows.length === 0) return null;
    return drawBars(
      mostRows(rows).map((row) => ({
        name: nameOf(text, row),
        says: text(row.isFew ? 'picture.few.saysFew' : 'picture.few.says', { people: row.people, share: row.share }),
        first: row.share,
        second: 100 - row.share,
      })),
    );
  }, [rows, text]);
  return (
    <Panel
      title={text('picture.few.title')}
      finding={findingOf(text, finding)}
      {...(draw === null ? {} : { note: text('picture.few.key') })}
      draw={draw}
      table={{
        head: [
          text('picture.few.where'),
          text('picture.few.people'),
          text('picture.few.share'),
          text('picture.few.warning'),
        ],
        rows: rows.map((row) => [
          nameOf(text, row),
          row.people,
          row.share,
          text(row.isFew ? 'picture.few.yes' : 'picture.few.no'),
        ]),
      }}
    >
      {tooFew > 0 && <p className="hint">{text('picture.few.tooFew', { count: tooFew })}</p>}
    </Panel>
  );
}

function findingOf(text: ConsoleText, finding: Few['finding']): string {
  if (!('people' in finding)) return text(finding.code === 'too-few' ? 'picture.tooFew' : 'picture.few.many');
  const { people, share } = finding;
  return text('picture.few.found', { name: nameOf(text, finding), people, share });
}

function nameOf(text: ConsoleText, { of, name, part }: Pick<Few['rows'][number], 'of' | 'name' | 'part'>): string {
  return of === 'everywhere' ? text('picture.few.everywhere', { part }) : (name ?? '');
}
