import type { HeldReasonShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { dayOf } from '../../when.js';
import { HeldCells } from './held-cells.js';
import { HeldRows } from './held-rows.js';
import { TreatAsEmpty } from './treat-as-empty.js';

interface Props {
  readonly reason: HeldReasonShown;
  /** Null for who may only look. */
  readonly onLeave: ((isOut: boolean) => void) | null;
}

/** Why some rows are held, and what can be done about it. */
export function HeldReason({ reason, onLeave }: Props) {
  const { locale, text } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const mayChange = useMay('settings.change');
  const { connection, stream, code, message, rows, leftOut, firstSeenAt } = reason;
  const retry = useMutation({
    mutationFn: () =>
      answered(api.POST('/admin/v1/held-reasons/retry', { body: { connection, stream, code, message } })),
  });
  const Rows = mayChange ? HeldCells : HeldRows;
  return (
    <article>
      <h2 lang="en-GB">{message}</h2>
      <p>
        <strong>{text('held.rows', { count: rows })}</strong>
        {leftOut > 0 && ` · ${text('held.leftOut', { count: leftOut })}`}
      </p>
      <p className="hint">{text('held.where', { connection, list: stream, day: dayOf(locale, firstSeenAt) })}</p>
      {retry.error && <ErrorNotice error={retry.error} />}
      {retry.isSuccess && <Done says={text('held.asked')} />}
      {mayChange && <TreatAsEmpty reason={reason} />}
      <div className="buttons">
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? text('held.hide') : text('held.see')}
        </button>
        {onLeave && (
          <button type="button" className="button" disabled={retry.isPending} onClick={() => retry.mutate()}>
            {text('held.againThese')}
          </button>
        )}
        {onLeave && rows > leftOut && (
          <button type="button" className="button" onClick={() => onLeave(true)}>
            {text('held.leave')}
          </button>
        )}
        {onLeave && leftOut > 0 && (
          <button type="button" className="button" onClick={() => onLeave(false)}>
            {text('held.takeIn')}
          </button>
        )}
      </div>
      {isOpen && <Rows reason={reason} />}
    </article>
  );
}
