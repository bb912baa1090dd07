import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Page } from '../../parts/page.js';
import { TaskList } from '../../parts/task-list.js';
import { RoutesWithoutPlace } from './routes-without-place.js';
import { saysOf } from './says-of.js';
import { useSetUp } from './steps.js';

/** Where each step is done. */
const screens = {
  connect: '/set-up/connect',
  match: '/set-up/match',
  try: '/set-up/try',
  'bring-in': '/bring-in',
  rules: '/rules',
  panel: '/set-up/panel',
  people: '/people',
  'live-step': '/set-up/live-step',
} as const;

/** The eight steps from nothing to prompts for one team. */
export function SetUp() {
  const { locale, text } = useLanguage();
  const { data, error, refetch } = useSetUp();
  const mayReadSending = useMay('delivery.read');
  const count = data?.steps.filter(({ state }) => state === 'completed').length ?? 0;
  const lead = data && (data.isLive ? text('setUp.live') : text('setUp.done', { count, total: data.steps.length }));
  return (
    <Page title={text('setUp.title')} lead={lead}>
      {data ? (
        <>
          <TaskList
            tasks={data.steps.map((step) => ({
              id: step.step,
              title: text(`setUp.${step.step}`),
              says: saysOf(text, locale, step),
              state: step.state,
              to: screens[step.step],
            }))}
          />
          {!data.isSendingSet && mayReadSending && (
            <p>
              {text('sending.setUp')} <Link to="/settings/sending">{text('sending.setUpLink')}</Link>
            </p>
          )}
          <RoutesWithoutPlace />
        </>
      ) : error ? (
        <ErrorNotice
          error={error}
          title={text('setUp.errorTitle')}
          says={text('setUp.errorSays')}
          again={() => void refetch()}
        />
      ) : (
        <LoadingRows says={text('setUp.getting')} rows={8} />
      )}
    </Page>
  );
}
