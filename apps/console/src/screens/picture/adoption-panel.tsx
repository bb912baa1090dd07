import type { AdoptionShown } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useMemo } from 'react';
import { useText } from '../../language.js';
import { drawBars } from './draw-rows.js';
import { Panel } from './panel.js';
import { mostRows, type Shown } from './words.js';

const reasons = ['moment', 'topic', 'another-way', 'never', 'wrong'] as const;

/** Of the prompts that staff had, those they used, and why not, by team: by name, since it is nobody's rank. */
export function AdoptionPanel({ shown: { teams, total, finding } }: Shown<AdoptionShown>) {
  const text = useText();
  const draw = useMemo(() => {
    const known = teams.flatMap(({ name, prompts, used }) =>
      prompts === null || used === null
        ? []
        : [
            {
              name: name ?? text('picture.adoption.rest'),
              says: text('picture.share', { part: used, whole: prompts }),
              first: used,
              second: prompts - used,
            },
          ],
    );
    return known.length === 0 ? null : drawBars(mostRows(known));
  }, [teams, text]);
  const cells = (name: string, { prompts, used, notThisTime }: AdoptionShown['total']) => [
    name,
    prompts,
    used,
    ...reasons.map((reason) => notThisTime[reason] ?? null),
  ];
  return (
    <Panel
      title={text('picture.adoption.title')}
      finding={findingOf(text, finding)}
      {...(draw === null ? {} : { note: text('picture.adoption.key') })}
      draw={draw}
      table={{
        head: [
          text('picture.adoption.team'),
          text('picture.adoption.prompts'),
          text('picture.adoption.used'),
          ...reasons.map((reason) => text(`picture.adoption.${reason}`)),
        ],
        rows:
          teams.length === 0
            ? []
            : [
                ...teams.map((team) => cells(team.name ?? text('picture.adoption.rest'), team)),
                cells(text('picture.total'), total),
              ],
      }}
    />
  );
}

function findingOf(text: ConsoleText, finding: AdoptionShown['finding']): string {
  if (!('prompts' in finding))
    return text(finding.code === 'too-few' ? 'picture.adoption.tooFew' : 'picture.adoption.nothing');
  const { prompts, used, reason, times } = finding;
  if (reason === null) return text('picture.adoption.finding', { prompts, used });
  return text('picture.adoption.why', { prompts, used, times, reason: text(`picture.adoption.${reason}`) });
}
