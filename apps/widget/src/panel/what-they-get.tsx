import type { TakingPartView, TakingPartWay } from '@doorstep/contracts/embed';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { usePanel } from './panel-context.js';

interface Props {
  readonly how: TakingPartWay;
  readonly offered: TakingPartView;
}

/** What the landlord gives for taking part this way, as a choice; nothing where no rule says. */
export function WhatTheyGet({ how, offered }: Props) {
  const { locale } = usePanel();
  const says = laterTextIn(locale);
  const gets = offered.gets.filter((one) => one.how === how);
  if (gets.length === 0) return null;
  const isMoney = gets.some(({ leastPence }) => leastPence > 0);
  return (
    <div className="settled">
      <p>
        <strong>{says('part.get')}</strong>
      </p>
      {gets.map(({ kind: code, leastPence, fromMinutes }) => {
        const kind = says(`part.kind.${code}`);
        return (
          <p key={code}>
            {leastPence > 0
              ? says('part.getMoney', { kind, amount: inPounds(leastPence) })
              : says('part.getChoice', { kind })}{' '}
            {fromMinutes > 0 && says('part.getFrom', { minutes: fromMinutes })}
          </p>
        );
      })}
      {isMoney && offered.notice && (
        <details className="fold">
          <summary>{says('part.benefits')}</summary>
          <p lang="en-GB">{offered.notice.words}</p>
          <ul className="reasons" lang="en-GB">
            {offered.notice.advice.map((advice) => (
              <li key={advice.who}>
                {advice.who}: {advice.how}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** `£20`, or `£7.50`: the same in both languages. */
function inPounds(pence: number): string {
  const digits = pence % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(pence / 100);
}
