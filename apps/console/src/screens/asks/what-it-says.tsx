import type { AskShown } from '@doorstep/contracts/http';
import { Fragment, type ReactNode } from 'react';
import { useLanguage } from '../../language.js';
import { dayOf } from '../../when.js';

/** What is decided and why, what is still open, and the rest of what an ask says. */
export function WhatItSays({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const { content } = ask;
  const day = (on: string) => dayOf(locale, on);
  const parts: readonly (readonly [string, ReactNode])[] = [
    [text('ask.target'), content.target],
    [text('ask.journey'), content.journey],
    [text('ask.room'), content.roomToChange],
    [text('ask.briefing'), content.briefing === '' ? text('ask.noBriefing') : content.briefing],
    [text('ask.recompense'), content.recompense],
    [text('ask.wordsHeldBy'), content.wordingHeldBy],
    [text('ask.scope'), content.scope.kind === 'everyone' ? text('ask.everyone') : content.scope.places.join(', ')],
    [text('ask.formats'), content.formats.map((format) => text(`ask.format.${format}`)).join(', ')],
    [text('ask.easyRead'), content.easyRead.length === 0 ? null : <Lines lines={content.easyRead} />],
    [text('ask.closesOn'), day(content.closesOn)],
    [text('ask.mostAnswers'), content.mostAnswers],
    [text('ask.sharedOn'), ask.optionsSharedAt === null ? null : day(ask.optionsSharedAt)],
  ];
  return (
    <>
      <section aria-labelledby="decided-open">
        <h2 id="decided-open">{text('ask.fixedAndOpen')}</h2>
        <div className="ask-halves">
          <div>
            <h3>{text('ask.fixed')}</h3>
            {content.alreadyDecided.length === 0 ? (
              <p>{text('ask.nothingFixed')}</p>
            ) : (
              <ul>
                {content.alreadyDecided.map(({ what, because }) => (
                  <li key={what}>
                    {what} <span className="hint">({text(`ask.because.${because}`)})</span>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <div>
            <h3>{text('ask.stillOpen')}</h3>
            {content.stillOpen.length === 0 ? (
              <p>{text('ask.nothingOpen')}</p>
            ) : (
              <ul>
                {content.stillOpen.map((what) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            )}
          </div>
        </div>
        <p>
          <strong>{text('ask.whoDecides')}:</strong> {text(`picture.level.${content.claimed}`)}.{' '}
          {ask.decidedOn === null && text('ask.toBeDecided', { day: day(content.decisionOn) })}{' '}
          {text('ask.answersFor', { name: content.owner })}
        </p>
      </section>
      <details id="ask-rest">
        <summary>{text('ask.rest')}</summary>
        <dl className="ask-parts">
          {parts
            .filter(([, value]) => value !== null && value !== '')
            .map(([name, value]) => (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </Fragment>
            ))}
        </dl>
      </details>
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <Fragment key={line}>
      {line}
      <br />
    </Fragment>
  ));
}
