import type {
  DecisionsShown,
  FromPromptsShown,
  LoopsShown,
  RollCallsShown,
  WaitingShown,
} from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { dayOf } from '../../when.js';
import { drawBars, drawPairs } from './draw-rows.js';
import { Panel } from './panel.js';
import { mostRows, type Shown } from './words.js';

export function RollCallsPanel({ shown: { asks, finding } }: Shown<RollCallsShown>) {
  const { locale, text } = useLanguage();
  const mayHear = useMay('asks.hear');
  const draw = useMemo(() => {
    const rowOf = ({ question, heard, scope, declined }: RollCallsShown['asks'][number]) => ({
      name: question,
      says: text('picture.rolls.says', { heard, scope }),
      first: heard,
      second: scope - heard - declined,
    });
    return asks.length === 0 ? null : drawBars(mostRows(asks).map(rowOf));
  }, [asks, text]);
  return (
    <Panel
      title={text('picture.rolls.title')}
      finding={
        finding.code === 'nothing-open'
          ? text('picture.rolls.nothing')
          : text('picture.rolls.finding', { count: finding.left, question: finding.question })
      }
      {...(draw === null ? {} : { note: text('picture.rolls.key') })}
      draw={draw}
      table={{
        head: [
          text('picture.rolls.question'),
          text('picture.rolls.closes'),
          text('picture.rolls.scope'),
          text('picture.rolls.heardFirst'),
          text('picture.rolls.heardLater'),
          text('picture.rolls.declined'),
          text('picture.rolls.asked'),
          text('picture.rolls.notAsked'),
          text('picture.rolls.cannotNow'),
        ],
        rows: asks.map((ask) => [
          ask.question,
          dayOf(locale, ask.closesOn),
          ask.scope,
          ask.heardFirst,
          ask.heard - ask.heardFirst,
          ask.declined,
          ask.asked,
          ask['not-asked'],
          ask['cannot-now'],
        ]),
      }}
    >
      {mayHear && finding.code === 'still-to-hear' && (
        <p className="picture-go">
          <Link to={`/asks/${finding.askId}/homes`}>{text('picture.rolls.see')}</Link>
        </p>
      )}
    </Panel>
  );
}

export function WaitingPanel({ shown: { bands, finding, questions, topics } }: Shown<WaitingShown>) {
  const text = useText();
  const mayRead = useMay('voices.read');
  const rows = useMemo(
    () => bands.map(({ band, people }) => ({ name: text(`picture.waiting.band.${band}`), people })),
    [bands, text],
  );
  const draw = useMemo(
    () => drawBars(rows.map(({ name, people }) => ({ name, says: String(people), first: people, second: null }))),
    [rows],
  );
  const { code, people, long, oldest } = finding;
  return (
    <Panel
      title={text('picture.waiting.title')}
      finding={
        code === 'nobody-waits'
          ? text('picture.waiting.nobody')
          : code === 'waiting-long'
            ? text('picture.waiting.long', { count: long, days: oldest })
            : text('picture.waiting.some', { count: people, days: oldest })
      }
      {...(questions + topics > 0 ? { note: text('picture.waiting.besides', { questions, topics }) } : {})}
      draw={people === 0 ? null : draw}
      table={{
        head: [text('picture.waiting.band'), text('picture.waiting.people')],
        rows: rows.map((row) => [row.name, row.people]),
      }}
    >
      {mayRead && people > 0 && (
        <p className="picture-go">
          <Link to="/replies">{text('picture.waiting.see')}</Link>
        </p>
      )}
    </Panel>
  );
}

export function DecisionsPanel({ shown: { levels, finding } }: Shown<DecisionsShown>) {
  const text = useText();
  const draw = useMemo(
    () =>
      drawPairs(
        levels.map(({ level, thisQuarter, lastQuarter }) => ({
          name: text(`picture.level.${level}`),
          says: text('picture.decisions.says', { now: thisQuarter, before: lastQuarter }),
          first: thisQuarter,
          second: lastQuarter,
        })),
      ),
    [levels, text],
  );
  const hasSome = levels.some(({ thisQuarter, lastQuarter }) => thisQuarter + lastQuarter > 0);
  return (
    <Panel
      title={text('picture.decisions.title')}
      finding={decisionsFinding(text, finding)}
      {...(hasSome ? { note: text('picture.decisions.key') } : {})}
      draw={hasSome ? draw : null}
      table={{
        head: [text('picture.decisions.level'), text('picture.decisions.this'), text('picture.decisions.last')],
        rows: levels.map(({ level, thisQuarter, lastQuarter }) => [
          text(`picture.level.${level}`),
          thisQuarter,
          lastQuarter,
        ]),
      }}
    />
  );
}

function decisionsFinding(text: ConsoleText, { code, together, all }: DecisionsShown['finding']): string {
  if (code === 'nothing-decided') return text('picture.decisions.nothing');
  if (code === 'none-with-residents') return text('picture.decisions.none', { count: all });
  return text('picture.decisions.with', { together, all });
}

export function LoopsPanel({ shown: { states, finding, listened } }: Shown<LoopsShown>) {
  const text = useText();
  const rows = useMemo(
    () => states.map(({ state, people }) => ({ name: text(`picture.loops.${state}`), people })),
    [states, text],
  );
  const draw = useMemo(
    () => drawBars(rows.map(({ name, people }) => ({ name, says: String(people), first: people, second: null }))),
    [rows],
  );
  return (
    <Panel
      title={text('picture.loops.title')}
      finding={finding.code === 'nobody-heard' ? text('picture.loops.nobody') : text('picture.loops.finding', finding)}
      note={listenedSaid(text, listened)}
      draw={finding.people === 0 ? null : draw}
      table={{
        head: [text('picture.loops.state'), text('picture.waiting.people')],
        rows: rows.map((row) => [row.name, row.people]),
      }}
    />
  );
}

export function PromptsPanel({ shown: { steps, finding } }: Shown<FromPromptsShown>) {
  const text = useText();
  const rows = useMemo(
    () => steps.map(({ step, contacts }) => ({ name: text(`picture.prompts.${step}`), contacts })),
    [steps, text],
  );
  const draw = useMemo(
    () => drawBars(rows.map(({ name, contacts }) => ({ name, says: String(contacts), first: contacts, second: null }))),
    [rows],
  );
  const { code, ...counts } = finding;
  return (
    <Panel
      title={text('picture.prompts.title')}
      finding={code === 'nothing-asked' ? text('picture.prompts.nothing') : text('picture.prompts.finding', counts)}
      draw={code === 'nothing-asked' ? null : draw}
      table={{
        head: [text('picture.prompts.step'), text('picture.prompts.contacts')],
        rows: rows.map((row) => [row.name, row.contacts]),
      }}
    />
  );
}

/** What homes answered to whether it felt listened to; small groups are kept back. */
function listenedSaid(text: ConsoleText, listened: LoopsShown['listened']): string {
  if (listened.every(({ homes }) => homes === null)) return text('picture.listened.few');
  const said = listened.map(
    ({ answer, homes }) => `${text(`picture.listened.${answer}`)} ${homes ?? text('picture.listened.kept')}`,
  );
  return text('picture.listened', { said: said.join(', ') });
}
