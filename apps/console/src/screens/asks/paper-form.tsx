import type { AskShown } from '@doorstep/contracts/http';
import { useLanguage } from '../../language.js';
import { dayOf } from '../../when.js';
import { costOf } from './cost-of.js';

interface Props {
  readonly ask: AskShown;
  /** By which its home is found when it comes back; null: written in by hand. */
  readonly code: string | null;
  /** In easy read, as whoever leads it wrote it, in larger print; else in large print. */
  readonly isEasy: boolean;
}

/** One form: what is asked and why, what is fixed and open, boxes to tick, and room to write. No name, no address. */
export function PaperForm({ ask, code, isEasy }: Props) {
  const { locale, text } = useLanguage();
  const { content } = ask;
  return (
    <div className={isEasy ? 'paper paper-easy' : 'paper'}>
      <h2>{content.question}</h2>
      {isEasy ? content.easyRead.map((line) => <p key={line}>{line}</p>) : <WhatItIs ask={ask} />}
      <p>
        <strong>{text('ask.whoDecides')}:</strong> {text(`picture.level.${ask.level.level}`)}
      </p>
      {content.options.length > 0 && (
        <>
          <p className="paper-title">{text('paper.choose')}</p>
          {content.options.map((option) => {
            const cost = costOf(locale, option);
            return (
              <p key={option.title} className="paper-tick">
                <strong>{option.title}.</strong> {!isEasy && option.words}{' '}
                {cost !== null && text('paper.costs', { cost })}
              </p>
            );
          })}
        </>
      )}
      <p className="paper-title">{text('paper.say')}</p>
      <div className="paper-room" />
      {content.options.length > 0 && <p className="paper-tick">{text('paper.wouldMeet')}</p>}
      <p>{text('paper.rather')}</p>
      <p className="paper-tick">{text('paper.notTopic')}</p>
      <p className="paper-tick">{text('paper.notThisWay')}</p>
      <p className="paper-tick">{text('paper.notNow')}</p>
      <p>{text('paper.back', { day: dayOf(locale, content.closesOn) })}</p>
      <p>{text('paper.leads', { name: content.owner })}</p>
      <p className="paper-code">
        {text('paper.code')}: {code ?? '________'}
      </p>
    </div>
  );
}

/** Why it is asked, and what is fixed and open. */
function WhatItIs({ ask: { content } }: Pick<Props, 'ask'>) {
  const { text } = useLanguage();
  return (
    <>
      <p>
        <strong>{text('paper.why')}</strong> {content.why}
      </p>
      {content.alreadyDecided.length > 0 && (
        <>
          <p className="paper-title">{text('paper.fixed')}</p>
          <ul>
            {content.alreadyDecided.map(({ what, because }) => (
              <li key={what}>
                {what} ({text(`ask.because.${because}`)})
              </li>
            ))}
          </ul>
        </>
      )}
      {content.stillOpen.length > 0 && (
        <>
          <p className="paper-title">{text('paper.open')}</p>
          <ul>
            {content.stillOpen.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
