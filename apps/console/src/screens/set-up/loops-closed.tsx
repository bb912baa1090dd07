import type { BecauseShown, LoopsShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { today } from '../../when.js';

/** Of the people heard from in 13 weeks: who knows what came of it, for whom something changed, and who waits still. */
export function LoopsClosed() {
  const text = useText();
  const mayReadVoices = useMay('voices.read');
  const query = useQuery({
    queryKey: ['picture', 'loops', {}],
    queryFn: (): Promise<LoopsShown> => answered(api.GET('/api/v1/picture/loops', { params: { query: {} } })),
  });
  return (
    <section aria-labelledby="loops-closed">
      <Answer query={query} getting={text('home.getting')} errorTitle={text('home.errorTitle')}>
        {({ finding, states }) => {
          const peopleIn = (state: LoopsShown['states'][number]['state']) =>
            states.find((one) => one.state === state)?.people ?? 0;
          return (
            <>
              <h2 id="loops-closed">
                {finding.code === 'nobody-heard' ? text('home.nobody') : text('home.told', finding)}
              </h2>
              {finding.code === 'told' && (
                <ul>
                  <li>{text('home.changed', { count: peopleIn('changed') })}</li>
                  <li>
                    {text('home.owed', { count: peopleIn('owed') })}{' '}
                    {mayReadVoices && peopleIn('owed') > 0 && <Link to="/replies">{text('picture.waiting.see')}</Link>}
                  </li>
                </ul>
              )}
              <p className="hint">{text('picture.period.13-weeks')}</p>
            </>
          );
        }}
      </Answer>
      {mayReadVoices && <WhatChanged />}
      <p>
        <Link to="/picture">{text('home.picture')}</Link>
      </p>
    </section>
  );
}

/** The last few things that were done because of what people said, this month. */
function WhatChanged() {
  const text = useText();
  const { data } = useQuery({
    queryKey: ['because', today().slice(0, 7)],
    queryFn: (): Promise<BecauseShown> =>
      answered(api.GET('/api/v1/evidence/because', { params: { query: { month: today().slice(0, 7) } } })),
  });
  const done = (data?.items ?? []).filter(({ result }) => result === 'done').slice(-3);
  if (done.length === 0) return null;
  return (
    <>
      <h3>{text('home.whatChanged')}</h3>
      <ul>
        {done.map(({ topic, words }, at) => (
          <li key={`${topic}-${String(at)}`} dir="auto">
            <strong>{headed(topic ?? text('because.private'))}</strong> {words}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/because">{text('home.because')}</Link>
      </p>
    </>
  );
}

/** Most topics are questions, and end with their own mark. */
function headed(topic: string): string {
  return /[?!.]$/u.test(topic) ? topic : `${topic}:`;
}
