import type { AskShown, RollCallShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Table } from '../../parts/table.js';
import { toHear } from './to-hear.js';

const states = ['heard', 'declined', 'asked', 'not-asked', 'cannot-now'] as const;
const hundred = 100;

/** Where every household of the scope stands, and which ways of asking were answered. */
export function RollCall({ ask }: { readonly ask: AskShown }) {
  const { text } = useLanguage();
  const query = useQuery({
    queryKey: ['roll-call', ask.id, 'counts'],
    queryFn: (): Promise<RollCallShown> =>
      answered(
        api.GET('/api/v1/asks/{id}/roll-call', {
          params: { path: { id: ask.id }, query: { limit: 1 } },
        }),
      ),
    staleTime: 0,
  });
  return (
    <section aria-labelledby="roll-call">
      <h2 id="roll-call">{text('ask.rollCall')}</h2>
      <Answer query={query} getting={text('ask.gettingRoll')} rows={5} errorTitle={text('ask.rollErrorTitle')}>
        {(data) => <Funnel id={ask.id} roll={data} />}
      </Answer>
    </section>
  );
}

function Funnel({ id, roll }: { readonly id: string; readonly roll: RollCallShown }) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const { counts, reasons, ways } = roll;
  const left = toHear(counts);
  const notes = {
    heard: null,
    declined: reasons['not-my-topic'] > 0 ? text('ask.ofThemTopic', { count: reasons['not-my-topic'] }) : null,
    asked: reasons['not-this-way'] > 0 ? text('ask.ofThemWay', { count: reasons['not-this-way'] }) : null,
    'not-asked': null,
    'cannot-now': null,
  };
  const rows = [
    ...states.map((state) => ({
      key: state,
      name: text(`ask.stands.${state}`),
      homes: counts[state],
      note: notes[state],
    })),
    { key: 'scope' as const, name: text('ask.allHomes'), homes: counts.scope, note: null },
  ];
  return (
    <>
      <p className="ask-heard">
        {text('ask.heardOfHomes', { heard: number(counts.heard), scope: number(counts.scope) })}
      </p>
      <svg className="funnel" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {states.map((state, index) => {
          const before = states.slice(0, index).reduce((sum, one) => sum + counts[one], 0);
          const share = (homes: number) => (counts.scope === 0 ? 0 : (hundred * homes) / counts.scope);
          return (
            <rect key={state} data-state={state} x={share(before)} y="0" width={share(counts[state])} height="4" />
          );
        })}
      </svg>
      <Table
        caption={text('ask.rollCall')}
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          {
            id: 'state',
            title: text('ask.stands'),
            isRowName: true,
            cell: ({ key, name, note }) => (
              <>
                <span className="funnel-key" data-state={key} aria-hidden="true" />
                {name}
                {note !== null && <p className="hint">{note}</p>}
              </>
            ),
          },
          { id: 'homes', title: text('ask.homesTitle'), isNumber: true, cell: ({ homes }) => number(homes) },
        ]}
      />
      <p>
        {left === 0 ? (
          text('ask.everybody')
        ) : !roll.areHomesShown ? (
          text('homes.notShown')
        ) : (
          <Link to={`/asks/${id}/homes`}>{text('ask.seeHomes', { count: left })}</Link>
        )}
      </p>
      {roll.areHomesShown && roll.wouldMeet > 0 && (
        <p>
          <Link to={`/asks/${id}/homes?stands=would-meet`}>{text('ask.seeWouldMeet', { count: roll.wouldMeet })}</Link>
        </p>
      )}
      {ways.length > 0 && (
        <Table
          caption={text('ask.ways')}
          isCaptionShown
          rows={ways}
          keyOf={({ way }) => way}
          columns={[
            { id: 'way', title: text('ask.lastWay'), isRowName: true, cell: ({ way }) => text(`picture.way.${way}`) },
            { id: 'asked', title: text('ask.wayAsked'), isNumber: true, cell: ({ asked }) => number(asked) },
            { id: 'heard', title: text('ask.wayHeard'), isNumber: true, cell: ({ heard }) => number(heard) },
          ]}
        />
      )}
    </>
  );
}
