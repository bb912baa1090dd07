import type { AskShown } from '@doorstep/contracts/http';
import { useLanguage } from '../../language.js';
import { dayOf, timeOf } from '../../when.js';

/** What was decided, by whom and with how many heard; the latest first. */
export function Decisions({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const { decisions, content } = ask;
  const worksOf = ({ worksState, worksAsOf }: AskShown['decisions'][number]) => {
    if (worksState === null) return text('ask.worksUnknown');
    if (worksAsOf === null) return text('ask.worksStand', { state: worksState });
    const when = { day: dayOf(locale, worksAsOf), time: timeOf(locale, worksAsOf) };
    return text('ask.worksStandAt', { state: worksState, ...when });
  };
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{text('ask.decisions')}</h2>
      {decisions.toReversed().map((decision) => (
        <div key={decision.number} className="ask-decision">
          <p className="ask-words">
            <strong>{decision.words}</strong>
          </p>
          <p className="ask-words">{text('ask.becauseOf', { because: decision.because })}</p>
          <dl className="ask-parts">
            <dt>{text('ask.decider')}</dt>
            <dd>
              {text(`ask.decidedBy.${decision.decidedBy}`)}, {dayOf(locale, decision.decidedOn)}
            </dd>
            <dt>{text('asks.heard')}</dt>
            <dd>{text('asks.heardOf', { heard: decision.heardCount, scope: decision.scopeCount })}</dd>
            {decision.option !== null && (
              <>
                <dt>{text('ask.chosen')}</dt>
                <dd>{content.options[decision.option - 1]?.title ?? decision.option}</dd>
              </>
            )}
            {decision.presentedBy !== null && (
              <>
                <dt>{text('ask.presentedBy')}</dt>
                <dd>{decision.presentedBy}</dd>
              </>
            )}
            {decision.facilitator !== null && (
              <>
                <dt>{text('ask.facilitator')}</dt>
                <dd>{decision.facilitator}</dd>
              </>
            )}
            {decision.actions.length > 0 && (
              <>
                <dt>{text('ask.actions')}</dt>
                {decision.actions.map(({ what, owner, dueOn }) => (
                  <dd key={what + owner}>{text('ask.action', { what, owner, day: dayOf(locale, dueOn) })}</dd>
                ))}
              </>
            )}
            {decision.fewHeardBecause !== null && (
              <>
                <dt>{text('ask.fewHeard')}</dt>
                <dd>{decision.fewHeardBecause}</dd>
              </>
            )}
            {decision.worksReference !== null && (
              <>
                <dt>{text('ask.works')}</dt>
                <dd>
                  {decision.worksReference}
                  <p className="hint">{worksOf(decision)}</p>
                </dd>
              </>
            )}
          </dl>
        </div>
      ))}
    </section>
  );
}
