import type { AreasShown, ThemesShown } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useMemo } from 'react';
import { useLanguage, useText } from '../../language.js';
import { dayOf } from '../../when.js';
import { drawBars } from './draw-rows.js';
import { drawWeeks } from './draw-weeks.js';
import { Panel } from './panel.js';
import { areaName, mostRows, type Shown } from './words.js';

const themeName = (text: ConsoleText, theme: string) => text(`picture.theme.${theme as 'home'}`);

export function ThemesPanel({ shown: { themes, weeks, finding } }: Shown<ThemesShown>) {
  const { locale, text } = useLanguage();
  const draw = useMemo(
    () =>
      themes.length === 0
        ? null
        : drawWeeks(themes.slice(0, 6).map((row) => ({ name: themeName(text, row.theme), weeks: row.weeks }))),
    [themes, text],
  );
  return (
    <Panel
      title={text('picture.themes.title')}
      finding={themesFinding(text, finding)}
      {...(draw === null ? {} : { note: text('picture.themes.key') })}
      draw={draw}
      table={{
        head: [
          text('picture.themes.theme'),
          text('picture.themes.lately'),
          text('picture.themes.earlier'),
          ...weeks.map((day) => text('picture.themes.week', { day: dayOf(locale, day) })),
        ],
        rows: themes.map((row) => [themeName(text, row.theme), row.lately, row.earlier, ...row.weeks]),
      }}
    />
  );
}

function themesFinding(text: ConsoleText, finding: ThemesShown['finding']): string {
  if (!('theme' in finding))
    return text(finding.code === 'steady' ? 'picture.themes.steady' : 'picture.themes.nothing');
  const { code, theme, lately, earlier } = finding;
  return text(`picture.themes.${code}`, { theme: themeName(text, theme), lately, earlier });
}

export function AreasPanel({ shown: { areas, total, finding } }: Shown<AreasShown>) {
  const text = useText();
  const draw = useMemo(() => {
    const known = areas.flatMap(({ name, households, heard, waiting }) =>
      households === null || heard === null
        ? []
        : [
            {
              name: areaName(text, name),
              says: text('picture.areas.says', { heard, homes: households, waiting: waiting ?? 0 }),
              first: heard,
              second: households - heard,
            },
          ],
    );
    return known.length === 0 ? null : drawBars(mostRows(known));
  }, [areas, text]);
  return (
    <Panel
      title={text('picture.areas.title')}
      finding={areasFinding(text, finding)}
      {...(draw === null ? {} : { note: text('picture.areas.key') })}
      draw={draw}
      table={{
        head: [
          text('picture.areas.area'),
          text('picture.areas.homes'),
          text('picture.areas.heard'),
          text('picture.areas.waiting'),
          text('picture.areas.silent'),
        ],
        rows:
          areas.length === 0
            ? []
            : [
                ...areas.map((area) => [
                  areaName(text, area.name),
                  area.households,
                  area.heard,
                  area.waiting,
                  area.silent,
                ]),
                [text('picture.total'), total.households, total.heard, total.waiting, total.silent],
              ],
      }}
    />
  );
}

function areasFinding(text: ConsoleText, finding: AreasShown['finding']): string {
  if (finding.code === 'too-few') return text('picture.tooFew');
  const { name, households, heard } = finding;
  if (heard === 0) return text('picture.areas.nobody', { name, households });
  return text('picture.areas.finding', { name, each: Math.round(households / heard) });
}
