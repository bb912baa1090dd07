import type { HomesTold, RulePreview, RuleVersion } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { Fragment } from 'react';
import { useLanguage } from '../../language.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { NotAsked } from './not-asked.js';
import { NotHeard } from './not-heard.js';

/** What a rule would have come to over the last contacts, and whom it would have reached beside everybody. */
export function Preview({ preview, rule }: { readonly preview: RulePreview; readonly rule: RuleVersion }) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const { days, prompts, contacts, homes, shown, because, compared, notHeard } = preview;
  return (
    <>
      <h2>{text('rule.wouldTitle')}</h2>
      <p role="status">
        {text('rule.would', {
          days: number(days),
          prompts: number(prompts),
          contacts: number(contacts),
          homes: number(homes),
        })}
      </p>
      {shown.length > 0 && (
        <details className="rule-more">
          <summary>{text('rule.shown', { count: shown.length })}</summary>
          <Table
            caption={text('rule.shownCaption')}
            isCaptionShown
            rows={shown}
            keyOf={({ home }) => home}
            columns={[
              { id: 'home', title: text('rule.home'), isRowName: true, cell: ({ home, address }) => address ?? home },
              {
                id: 'why',
                title: text('rule.why'),
                cell: ({ contact, occurredAt }) => {
                  const said = { contact, day: dayOf(locale, occurredAt) };
                  return because === null
                    ? text('rule.whyContact', said)
                    : text('rule.whyBecause', { ...said, because });
                },
              },
            ]}
          />
        </details>
      )}
      {homes > 0 && <NotHeard notHeard={notHeard} rule={rule} />}
      <NotAsked preview={preview} />
      {compared
        .filter(({ groups, smallGroups }) => groups.length + smallGroups > 0)
        .map(({ by, groups, smallGroups }) => (
          <Fragment key={by}>
            <Table
              caption={`${text('rule.compared')}: ${text(`rule.by.${by}`)}`}
              isCaptionShown
              rows={groups}
              keyOf={({ name }) => name}
              columns={[
                {
                  id: 'group',
                  title: text('rule.group'),
                  isRowName: true,
                  cell: ({ name }) => groupName(text, by, name),
                },
                {
                  id: 'reached',
                  title: text(by === 'age' ? 'rule.peopleReached' : 'rule.reached'),
                  isNumber: true,
                  cell: ({ reached }) => told(text, number, reached),
                },
                {
                  id: 'all',
                  title: text(by === 'age' ? 'rule.peopleAll' : 'rule.all'),
                  isNumber: true,
                  cell: ({ all }) => number(all),
                },
              ]}
            />
            {smallGroups > 0 && (
              <p className="hint">
                {text(by === 'age' ? 'rule.smallBands' : 'rule.smallGroups', { count: smallGroups })}
              </p>
            )}
          </Fragment>
        ))}
    </>
  );
}

function told(text: ConsoleText, number: (of: number) => string, homes: HomesTold): string {
  if (homes === 'fewer than 10') return text('rule.fewer');
  return homes === 'not shown' ? text('rule.notShown') : number(homes);
}

function groupName(text: ConsoleText, by: RulePreview['compared'][number]['by'], name: string): string {
  if (by !== 'age') return name;
  return name === 'not-known' ? text('rule.age.not-known') : text(`picture.age.${name as '16-34'}`);
}
