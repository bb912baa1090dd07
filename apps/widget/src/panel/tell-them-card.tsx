import type { AgreedDecision, SendInstead, TellingRequest, TellThem } from '@doorstep/contracts/embed';
import { Card } from './card.js';
import { dayIn } from '@doorstep/ui/day';
import { Heading } from './heading.js';
import { KindTag } from './kind-tag.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

type ToldResult = TellingRequest['result'];
/** What there is to say of it once it is saved. */
export type ToldWords = `tell.saved.${ToldResult}` | `tell.sent.${SendInstead}`;
const results: readonly ToldResult[] = ['told', 'did-not-come-up', 'want-to-talk'];

interface Props {
  readonly telling: TellThem;
  /** From 1. */
  readonly place: number;
  readonly total: number;
  readonly takesFocus: boolean;
  readonly onSaved: (said: ToldWords) => void;
  readonly onReload: () => void;
}

/** An answer that waits to be told: what they said, what came of it, and who says so. */
export function TellThemCard({ telling, place, total, takesFocus, onSaved, onReload }: Props) {
  const { text, locale, announce } = usePanel();
  const { api } = useRecord();
  const writing = useWrite();
  const say = (said: ToldWords) => {
    announce(text(said));
    onSaved(said);
  };
  const save = (result: ToldResult) =>
    writing.start(api.telling(telling.tellingId, result), () => say(`tell.saved.${result}`));
  const send = (way: SendInstead) =>
    writing.start(api.sendTelling(telling.tellingId, way), () => say(`tell.sent.${way}`));
  return (
    <Card labelledBy="doorstep-tell" busy={writing.busy}>
      <div className="card-top">
        <KindTag kind="tell-them" />
        {total > 1 && <span className="muted">{text('prompt.place', { place, total })}</span>}
      </div>
      <Heading id="doorstep-tell" takesFocus={takesFocus}>
        {telling.title}
      </Heading>
      <p className="muted">{text(`tell.${telling.whose}`, { date: dayIn(locale, telling.saidAt) })}</p>
      <blockquote className="say say-theirs">“{telling.theirWords}”</blockquote>
      <p>
        <strong>{text('tell.result')}</strong>{' '}
        {telling.result === 'passed-to'
          ? text('tell.result.passed-to', { who: telling.passedTo ?? telling.saidBy })
          : text(`tell.result.${telling.result}`)}
      </p>
      {telling.because && (
        <p>
          <strong>{text('tell.because')}</strong> {telling.because}
        </p>
      )}
      <p className="unseen">{text('tell.say')}</p>
      <blockquote className="say">“{telling.words}”</blockquote>
      <p className="muted">{text('tell.saidBy', { who: telling.saidBy })}</p>
      {telling.agreed && <Agreed {...telling.agreed} />}
      <details className="fold">
        <summary>{text('tell.seeWhat')}</summary>
        <p lang={telling.short.language}>{telling.short.words}</p>
      </details>
      {telling.way === 'phone' && <p className="muted">{text('tell.byPhone')}</p>}
      {telling.mayHaveArrived && <p className="band band-warning">{text('tell.mayHaveArrived')}</p>}
      <div className="answers">
        {results.map((result) => (
          <button
            key={result}
            type="button"
            className={result === 'told' ? 'button button-primary' : 'button'}
            onClick={() => save(result)}
          >
            {text(`tell.${result}`)}
          </button>
        ))}
      </div>
      {telling.sendInstead.length > 0 && (
        <div className="links" role="group" aria-labelledby="doorstep-send-instead">
          <span className="muted" id="doorstep-send-instead">
            {text('tell.sendInstead')}
          </span>
          {telling.sendInstead.map((way) => (
            <button key={way} type="button" className="link" onClick={() => send(way)}>
              {text(`tell.send.${way}`)}
            </button>
          ))}
        </div>
      )}
      <NotSaved writing={writing} onReload={onReload} />
    </Card>
  );
}

/** Who agreed to what the answer comes from: it is not only the landlord's word. */
function Agreed({ residentsOf, decidedOn, heard, scope }: AgreedDecision) {
  const { text, locale } = usePanel();
  const when = { date: dayIn(locale, decidedOn), heard, scope };
  return (
    <p>
      <span className="tag tag-agreed">
        {residentsOf === null ? text('tell.agreed', when) : text('tell.agreedOf', { place: residentsOf, ...when })}
      </span>
    </p>
  );
}
