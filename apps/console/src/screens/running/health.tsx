import type { HealthShown } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Page } from '../../parts/page.js';
import { StatusWord, type Light } from '../../parts/status-word.js';
import { dayOf } from '../../when.js';

type State = HealthShown['sources'][number]['state'];

const lights: Readonly<Record<State, Light>> = {
  working: 'good',
  look: 'look',
  stopped: 'bad',
  paused: 'quiet',
  new: 'quiet',
};

export function Health() {
  const text = useText();
  return (
    <Page title={text('health.title')} lead={text('health.lead')}>
      <HowItRuns />
    </Page>
  );
}

/** How it goes at one glance: the systems, what waits, what is held, the phones. */
export function HowItRuns() {
  const text = useText();
  const query = useQuery({
    queryKey: ['health'],
    queryFn: (): Promise<HealthShown> => answered(api.GET('/admin/v1/health')),
    refetchInterval: 30_000,
  });
  return (
    <Answer query={query} getting={text('health.getting')} errorTitle={text('health.errorTitle')}>
      {(health) => <Sentences health={health} />}
    </Answer>
  );
}

function Sentences({ health: { sources, jobs, held, phones, alarms } }: { readonly health: HealthShown }) {
  const { locale, text } = useLanguage();
  return (
    <ul className="checks">
      {sources.length === 0 && (
        <Sentence state="new">
          <Link to="/set-up/connect">{text('health.noSource')}</Link>
        </Sentence>
      )}
      {sources.map(({ name, title, state, answeredAt, problem }) => (
        <Sentence key={name} state={state}>
          <Link to="/runs">{answeredOf(text, title, answeredAt)}</Link>
          {problem !== null && (
            <span className="hint" lang="en-GB">
              {' '}
              {problem}
            </span>
          )}
        </Sentence>
      ))}
      <Sentence state={alarms > 0 ? 'look' : 'working'}>
        <Link to="/alarms">
          {alarms > 0 ? text('alarms.onHealth', { count: alarms }) : text('alarms.noneOnHealth')}
        </Link>
      </Sentence>
      <Sentence state={jobs.state}>
        <Link to="/jobs">{waitedOf(text, jobs.oldestSeconds)}</Link>
      </Sentence>
      <Sentence state={held.state}>
        <Link to="/held">
          {held.rows === 0
            ? text('health.noHeld')
            : text('health.held', { count: held.rows, most: held.mostOfOneReason })}
        </Link>
      </Sentence>
      <Sentence state={phones.phones === 0 ? 'new' : phones.state}>
        <Link to="/phones">
          {phones.phones === 0 ? text('health.noPhones') : text('health.phones', { count: phones.phones })}
        </Link>
        {phones.late.map(({ name, waiting, since }) => (
          <span key={`${name} ${since}`}>
            {' '}
            {text('health.phoneLate', { name: name ?? text('health.noName'), waiting, day: dayOf(locale, since) })}
          </span>
        ))}
      </Sentence>
    </ul>
  );
}

function Sentence({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  const text = useText();
  return (
    <li className="check">
      <StatusWord light={lights[state]}>{text(`light.${state}`)}</StatusWord>
      <span className="check-words">{children}</span>
    </li>
  );
}

function answeredOf(text: ConsoleText, title: string, at: string | null): string {
  if (at === null) return text('health.answeredNever', { title });
  const minutes = Math.floor((Date.now() - Date.parse(at)) / 60_000);
  if (minutes < 1) return text('health.answeredNow', { title });
  if (minutes < 60) return text('health.answered', { title, count: minutes });
  return text('health.answeredHours', { title, count: Math.floor(minutes / 60) });
}

function waitedOf(text: ConsoleText, seconds: number | null): string {
  if (seconds === null) return text('health.noJobs');
  if (seconds < 60) return text('health.oldestSeconds', { count: seconds });
  return text('health.oldestMinutes', { count: Math.floor(seconds / 60) });
}
