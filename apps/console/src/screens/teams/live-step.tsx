import type { GoingLive } from '@doorstep/contracts/http';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useChangeLive, useGoingLive } from '../../api/going-live.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf } from '../../when.js';

type Team = GoingLive['teams'][number];
type ShowsTo = GoingLive['showsPromptsTo'];

/** Takes teams live one by one, and back. */
export function LiveStep() {
  const { text } = useLanguage();
  const query = useGoingLive();
  return (
    <Page title={text('live.title')} lead={text('live.lead')}>
      <Answer
        query={query}
        getting={text('live.getting')}
        errorTitle={text('live.errorTitle')}
        errorSays={text('live.errorSays')}
      >
        {(data) => <EveryTeam live={data} />}
      </Answer>
    </Page>
  );
}

function EveryTeam({ live }: { readonly live: GoingLive }) {
  const { text } = useLanguage();
  const mayChange = useMay('off-switch.use');
  const [done, setDone] = useState<{ readonly says: string; readonly at: number }>();
  const [isAsking, setIsAsking] = useState(false);
  const say = (says: string) => setDone({ says, at: Date.now() });
  const setting = useChangeLive(
    ({ code, isLive }: Pick<Team, 'code' | 'name'> & { readonly isLive: boolean }): Promise<GoingLive> =>
      answered(api.PUT('/admin/v1/going-live/teams/{code}', { params: { path: { code } }, body: { isLive } })),
    ({ name, isLive }) => say(text(isLive ? 'live.went' : 'live.wentBack', { team: name })),
  );
  const showing = useChangeLive(
    (showsPromptsTo: ShowsTo): Promise<GoingLive> =>
      answered(api.PUT('/admin/v1/going-live', { body: { showsPromptsTo } })),
    (showsTo) => say(text(showsTo === 'everyone' ? 'live.nowEveryone' : 'live.nowLive')),
  );
  const isEveryone = live.showsPromptsTo === 'everyone';
  const problem = setting.error ?? showing.error;
  return (
    <>
      {done && <Done key={done.at} says={done.says} />}
      {problem && <ErrorNotice error={problem} />}
      {!mayChange && <NoPermission to="off-switch.use" />}
      {isEveryone && (
        <div className="notice notice-look">
          <p>{text('live.everyone')}</p>
          {mayChange && (
            <button type="button" className="button" onClick={() => showing.mutate('live-teams')}>
              {text('live.onlyLive')}
            </button>
          )}
        </div>
      )}
      {live.teams.length === 0 && (
        <Empty title={text('live.none')}>
          <p>{text('live.noneSays')}</p>
          <Link to="/teams">{text('live.toTeams')}</Link>
        </Empty>
      )}
      {live.teams.map((team) => (
        <OneTeam
          key={team.code}
          team={team}
          isBusy={setting.isPending}
          onSet={mayChange ? (isLive) => setting.mutate({ ...team, isLive }) : undefined}
        />
      ))}
      {mayChange && !isEveryone && live.teams.length > 0 && (
        <>
          <p>{text('live.toEveryone')}</p>
          <button type="button" className="button" onClick={() => setIsAsking(true)}>
            {text('live.showEveryone')}
          </button>
          <Confirm
            isOpen={isAsking}
            title={text('live.askEveryone')}
            action={text('live.showEveryone')}
            onCancel={() => setIsAsking(false)}
            onConfirm={() => {
              setIsAsking(false);
              showing.mutate('everyone');
            }}
          >
            <p>{text('live.askEveryoneSays')}</p>
          </Confirm>
        </>
      )}
    </>
  );
}

interface TeamProps {
  readonly team: Team;
  readonly isBusy: boolean;
  /** Left out for who may not. */
  readonly onSet: ((isLive: boolean) => void) | undefined;
}

function OneTeam({ team, isBusy, onSet }: TeamProps) {
  const { locale, text } = useLanguage();
  const id = useId();
  const { name, staff, liveSince } = team;
  return (
    <section className="live-team" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <p>
        {liveSince === null ? (
          <StatusWord light="quiet">{text('live.isNot')}</StatusWord>
        ) : (
          <StatusWord light="good">{text('live.isLive', { day: dayOf(locale, liveSince) })}</StatusWord>
        )}
      </p>
      {liveSince === null && (
        <p>
          {staff === 0
            ? text('live.willAppearNone', { team: name })
            : text('live.willAppear', { count: staff, team: name })}
        </p>
      )}
      {onSet &&
        (liveSince === null ? (
          <button
            type="button"
            className="button button-primary"
            aria-describedby={id}
            disabled={isBusy}
            onClick={() => onSet(true)}
          >
            {text('live.goNow')}
          </button>
        ) : (
          <button type="button" className="button" disabled={isBusy} onClick={() => onSet(false)}>
            {text('live.back', { team: name })}
          </button>
        ))}
    </section>
  );
}
