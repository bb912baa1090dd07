import type { HandOffReply } from '@doorstep/contracts/embed';
import { momentIn } from '@doorstep/ui/day';
import { Heading } from './heading.js';
import { usePanel } from './panel-context.js';
import { Phones } from './phones.js';

interface Props {
  readonly reply: HandOffReply;
  readonly onDone: () => void;
}

/** It is passed on: the reference, what happens next, and whom to ring. */
export function HandedOver({ reply, onDone }: Props) {
  const { text, locale } = usePanel();
  const { reference, toldAt, targetAt, way, phones, whatToDo } = reply;
  return (
    <div className="card card-quiet" role="group" aria-labelledby="doorstep-handed-over">
      <Heading id="doorstep-handed-over" takesFocus>
        {text('handOff.saved', { reference })}
      </Heading>
      <p>{text('handOff.clock', { time: momentIn(locale, toldAt) })}</p>
      <p>
        {way === 'by-hand'
          ? (whatToDo ?? text('handOff.byHand'))
          : text('handOff.sent', { time: momentIn(locale, targetAt) })}
      </p>
      {way !== 'by-hand' && whatToDo && <p>{whatToDo}</p>}
      {phones.length > 0 && <p className="label">{text('handOff.ring')}</p>}
      <Phones phones={phones} />
      <div className="actions">
        <button type="button" className="button button-primary" onClick={onDone}>
          {text('panel.done')}
        </button>
      </div>
    </div>
  );
}
