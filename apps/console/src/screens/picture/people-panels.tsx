import type { ConcentrationShown, FirstTimeShown, HeardFrom } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useMemo, useState } from 'react';
import { useLanguage, useText } from '../../language.js';
import { SelectField } from '../../parts/field.js';
import { dayOf } from '../../when.js';
import { drawBars, drawPairs } from './draw-rows.js';
import { Panel } from './panel.js';
import { areaName, mostRows, percent, type Shown } from './words.js';

const ways = ['area', 'age', 'tenure', 'needs', 'way'] as const;
type By = (typeof ways)[number];

/** Which groups who we hear from is shown by. */
export function ChooseBy({ by, onChoose }: { readonly by: By; readonly onChoose: (by: By) => void }) {
  const text = useText();
  return (
    <SelectField label={text('picture.by')} value={by} onChange={({ target }) => onChoose(target.value as By)}>
      {ways.map((one) => (
        <option key={one} value={one}>
          {text(`picture.by.${one}`)}
        </option>
      ))}
    </SelectField>
  );
}

export function useBy() {
  return useState<By>('area');
}

export function HeardPanel({ shown, children }: Shown<HeardFrom>) {
  const text = useText();
  const { by, rows, total } = shown;
  const isWay = by === 'way';
  const tellsFirst = by === 'area' || by === 'tenure' || isWay;
  const draw = useMemo(() => {
    const known = mostRows(rows.filter(({ heard, here }) => heard !== null && (isWay || here !== null)));
    if (known.length === 0) return null;
    if (isWay)
      return drawBars(
        known.map((row) => ({ name: nameOf(text, by, row), says: String(row.heard), first: row.heard, second: null })),
      );
    const share = (part: number | null, whole: number | null) => (part === null ? null : percent(part, whole ?? 0));
    return drawPairs(
      known.map((row) => {
        const [heard, here] = [share(row.heard, total.heard), share(row.here, total.here)];
        const says = text('picture.heard.says', { here: `${here}%`, heard: `${heard}%` });
        return { name: nameOf(text, by, row), says, first: heard, second: here };
      }),
    );
  }, [rows, total, by, isWay, text]);
  const head = [
    text(`picture.by.${by}`),
    ...(isWay ? [] : [text('picture.heard.here')]),
    text('picture.heard.heard'),
    ...(tellsFirst ? [text('picture.first.first')] : []),
  ];
  const cells = (name: string, { here, heard, first }: HeardFrom['total']) => [
    name,
    ...(isWay ? [] : [here]),
    heard,
    ...(tellsFirst ? [first] : []),
  ];
  const note = [
    ...(isWay || draw === null ? [] : [text('picture.heard.key')]),
    ...(total.first === null
      ? []
      : [text(isWay ? 'picture.heard.firstPeople' : 'picture.heard.firstHomes', { count: total.first })]),
  ].join(' ');
  return (
    <Panel
      title={text(`picture.heard.${by}`)}
      finding={findingOf(text, shown)}
      {...(note === '' ? {} : { note })}
      draw={draw}
      table={{
        head,
        rows:
          rows.length === 0
            ? []
            : [...rows.map((row) => cells(nameOf(text, by, row), row)), cells(text('picture.total'), total)],
      }}
    >
      {children}
    </Panel>
  );
}

function findingOf(text: ConsoleText, { by, finding, total }: HeardFrom): string {
  if (finding.code === 'too-few') return text('picture.tooFew');
  if (finding.code === 'in-proportion') return text('picture.heard.inProportion');
  const name = nameOf(text, by, finding);
  if (finding.code === 'most-by-way')
    return text('picture.heard.mostWay', { name, heard: finding.heard, total: total.heard ?? 0 });
  const values = {
    name,
    here: percent(finding.here, total.here ?? 0),
    heard: percent(finding.heard, total.heard ?? 0),
  };
  if (by === 'needs') return text('picture.heard.leastNeeds', values);
  return text(by === 'age' ? 'picture.heard.leastPeople' : 'picture.heard.leastHouseholds', values);
}

function nameOf(text: ConsoleText, by: By, { key, name }: { key: string | null; name: string | null }): string {
  if (key === null) return by === 'area' ? text('picture.smallTogether') : text('picture.notKnown');
  if (by === 'needs') return text('picture.accessNeed');
  if (by === 'age') return text(`picture.age.${key as '16-34'}`);
  if (by === 'way') return text(`picture.way.${key as 'phone'}`);
  return areaName(text, name ?? key);
}

export function OftenPanel({ shown: { finding, bands, people } }: Shown<ConcentrationShown>) {
  const text = useText();
  const draw = useMemo(() => {
    const known = bands.filter((band) => band.people !== null);
    const rowOf = ({ band, people: count }: (typeof bands)[number]) => ({
      name: text(`picture.often.band.${band}`),
      says: String(count),
      first: count,
      second: null,
    });
    return known.length === 0 ? null : drawBars(known.map(rowOf));
  }, [bands, text]);
  return (
    <Panel
      title={text('picture.often.title')}
      finding={finding.code === 'too-few' ? text('picture.tooFew') : text('picture.often.finding', finding)}
      note={text('picture.everywhereOnly')}
      draw={draw}
      table={{
        head: [text('picture.often.band'), text('picture.waiting.people')],
        rows: [
          ...bands.map(({ band, people: count }) => [text(`picture.often.band.${band}`), count]),
          [text('picture.total'), people],
        ],
      }}
    />
  );
}

export function FirstPanel({ shown: { finding, periods } }: Shown<FirstTimeShown>) {
  const { locale, text } = useLanguage();
  const rows = useMemo(
    () =>
      periods.map(({ from, before, people, first }) => ({
        name: text('picture.first.days', {
          from: dayOf(locale, from),
          to: dayOf(locale, Date.parse(before) - 86_400_000),
        }),
        people,
        first,
      })),
    [periods, locale, text],
  );
  const draw = useMemo(() => {
    const known = rows.flatMap(({ name, people, first }) =>
      people === null || first === null
        ? []
        : [{ name, says: text('picture.share', { part: first, whole: people }), first, second: people - first }],
    );
    return known.length === 0 ? null : drawBars(known);
  }, [rows, text]);
  return (
    <Panel
      title={text('picture.first.title')}
      finding={finding.code === 'too-few' ? text('picture.tooFew') : text('picture.first.finding', finding)}
      {...(draw === null ? {} : { note: text('picture.first.key') })}
      draw={draw}
      table={{
        head: [text('picture.first.period'), text('picture.first.first'), text('picture.first.people')],
        rows: rows.map(({ name, people, first }) => [name, first, people]),
      }}
    />
  );
}
