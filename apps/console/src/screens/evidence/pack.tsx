import type { PackShown } from '@doorstep/contracts/http';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { announce } from '../../announce.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Progress } from '../../parts/progress.js';
import { StatusWord, type Light } from '../../parts/status-word.js';
import { dayOf, timeOf } from '../../when.js';

const lights: Readonly<Record<PackShown['state'], Light>> = {
  waiting: 'quiet',
  making: 'busy',
  made: 'good',
};

interface Props {
  readonly pack: PackShown;
  /** When the service said so, in milliseconds since 1970. */
  readonly seenAt: number;
}

/** Milliseconds after which a pack is looked for among jobs that are stuck. */
const late = 10 * 60_000;

/** One pack: what it is about, how far it is, and its files once it is made. */
export function Pack({ pack, seenAt }: Props) {
  const { locale, text } = useLanguage();
  const mayReadVoices = useMay('voices.read');
  const { id, question, year, isPublication, state, step, stepsDone, stepsInAll, asOf, contentHash } = pack;
  const what = question ?? text('evidence.yearName', { year: year ?? '' });
  const before = useRef(state);
  useEffect(() => {
    if (state === 'made' && before.current !== 'made') announce(text('evidence.isMade', { what }));
    before.current = state;
  }, [state, text, what]);
  const file = (form: string) => `/api/v1/evidence/${id}/pack.${form}`;
  return (
    <article className="pack" aria-labelledby={`pack-${id}`}>
      <h3 id={`pack-${id}`} tabIndex={-1} dir="auto">
        {what}
      </h3>
      <p>
        <StatusWord light={lights[state]}>{text(`evidence.state.${state}`)}</StatusWord>
        {' · '}
        {text(isPublication ? 'evidence.publication' : 'evidence.full')}
      </p>
      <p className="hint">{text('evidence.asOf', { day: dayOf(locale, asOf), time: timeOf(locale, asOf) })}</p>
      {state === 'making' && step !== null && (
        <Progress label={text(`evidence.step.${step}`)} done={stepsDone} total={stepsInAll} />
      )}
      {state !== 'made' && seenAt - Date.parse(asOf) > late && (
        <p>
          {text('evidence.late')} <Link to="/jobs">{text('evidence.seeJobs')}</Link>
        </p>
      )}
      {state === 'made' && !isPublication && !mayReadVoices && <p>{text('evidence.closed')}</p>}
      {state === 'made' && (isPublication || mayReadVoices) && (
        <>
          <div className="buttons">
            <a className="button button-primary" href={file('html')} aria-label={text('evidence.readOne', { what })}>
              {text('evidence.read')}
            </a>
            <a className="button" href={file('pdf')} download aria-label={text('evidence.pdfOne', { what })}>
              {text('evidence.pdf')}
            </a>
            <a className="button" href={file('csv')} download aria-label={text('evidence.csvOne', { what })}>
              {text('evidence.csv')}
            </a>
          </div>
          <details>
            <summary>{text('evidence.proof')}</summary>
            <p>{text('evidence.proofSays')}</p>
            <p className="pack-hash">{contentHash}</p>
          </details>
        </>
      )}
    </article>
  );
}
