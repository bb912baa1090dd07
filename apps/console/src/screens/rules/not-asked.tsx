import type { RulePreview } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useLanguage } from '../../language.js';
import { Table } from '../../parts/table.js';

/** The reasons that may be said, by the service's code. */
const openReasons = [
  'do-not-ask',
  'theme-opt-out',
  'source-stale',
  'complaint-open',
  'representative',
  'interpreter',
  'emergency',
  'hazard-open',
  'asked-recently',
  'budget-used',
  'reply-owed',
  'resting',
  'staff-done',
  'rule-limit',
  'asked-otherwise',
] as const;

/** Where it holds and yet nobody would be asked: why, where it came up again too soon, and what could not be counted. */
export function NotAsked({ preview }: { readonly preview: RulePreview }) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const { whyNots, askedTooOften, leftOut } = preview;
  return (
    <>
      {whyNots.length > 0 && (
        <Table
          caption={text('rule.notAsked')}
          isCaptionShown
          rows={inWords(text, whyNots)}
          keyOf={({ why }) => why}
          columns={[
            { id: 'why', title: text('rule.notAskedWhy'), isRowName: true, cell: ({ why }) => why },
            { id: 'contacts', title: text('rule.contacts'), isNumber: true, cell: ({ contacts }) => number(contacts) },
          ]}
        />
      )}
      {askedTooOften.total > 0 && (
        <details className="rule-more">
          <summary>{text('rule.tooOften', { count: askedTooOften.total })}</summary>
          {askedTooOften.items.length < askedTooOften.total && <p className="hint">{text('rule.tooOftenMost')}</p>}
          <Table
            caption={text('rule.tooOftenCaption')}
            rows={askedTooOften.items}
            keyOf={({ home }) => home}
            columns={[
              { id: 'home', title: text('rule.home'), isRowName: true, cell: ({ home }) => home },
              { id: 'times', title: text('rule.times'), isNumber: true, cell: ({ times }) => number(times) },
            ]}
          />
        </details>
      )}
      {leftOut > 0 && <p className="hint">{text('rule.leftOut', { count: leftOut })}</p>}
    </>
  );
}

/** Each open reason in words; the silent ones are one line, since which of them it was is for nobody to see here. */
function inWords(text: ConsoleText, whyNots: RulePreview['whyNots']): { why: string; contacts: number }[] {
  const said = new Map<string, number>();
  for (const { code, form, contacts } of whyNots) {
    const open = form === 'open' ? openReasons.find((one) => one === code) : undefined;
    const why = text(open ? `rule.not.${open}` : 'rule.private');
    said.set(why, (said.get(why) ?? 0) + contacts);
  }
  return [...said].map(([why, contacts]) => ({ why, contacts }));
}
