import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { Broken } from './error-boundary.js';
import { Frame } from './frame/frame.js';
import { Missing } from './frame/missing.js';
import { Loading } from './frame/loading.js';

/**
 * The screens, one line each, fetched when somebody goes there:
 * `{ path: 'runs', lazy: async () => ({ Component: (await import('./screens/runs/runs.js')).Runs }) },`
 */
const screens: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./screens/set-up/home.js')).Home }) },
  { path: 'set-up/connect', lazy: async () => ({ Component: (await import('./screens/connect/connect.js')).Connect }) },
  { path: 'connections', lazy: async () => ({ Component: (await import('./screens/connect/connect.js')).Connect }) },
  { path: 'set-up/match', lazy: async () => ({ Component: (await import('./screens/connect/match.js')).Match }) },
  { path: 'set-up/try', lazy: async () => ({ Component: (await import('./screens/connect/try.js')).Try }) },
  {
    path: 'settings/contacts',
    lazy: async () => ({ Component: (await import('./screens/connect/counting.js')).Counting }),
  },
  { path: 'runs', lazy: async () => ({ Component: (await import('./screens/running/runs.js')).Runs }) },
  { path: 'runs/:id', lazy: async () => ({ Component: (await import('./screens/running/run.js')).Run }) },
  { path: 'changes', lazy: async () => ({ Component: (await import('./screens/running/changes.js')).Changes }) },
  { path: 'health', lazy: async () => ({ Component: (await import('./screens/running/health.js')).Health }) },
  { path: 'alarms', lazy: async () => ({ Component: (await import('./screens/hand-offs/alarms.js')).Alarms }) },
  { path: 'hand-offs', lazy: async () => ({ Component: (await import('./screens/hand-offs/hand-offs.js')).HandOffs }) },
  { path: 'jobs', lazy: async () => ({ Component: (await import('./screens/running/jobs.js')).Jobs }) },
  { path: 'bring-in', lazy: async () => ({ Component: (await import('./screens/running/bring-in.js')).BringIn }) },
  { path: 'held', lazy: async () => ({ Component: (await import('./screens/running/held.js')).Held }) },
  { path: 'set-up/panel', lazy: async () => ({ Component: (await import('./screens/panel/panel.js')).Panel }) },
  { path: 'panel', lazy: async () => ({ Component: (await import('./screens/panel/panel.js')).Panel }) },
  {
    path: 'set-up/live-step',
    lazy: async () => ({ Component: (await import('./screens/teams/live-step.js')).LiveStep }),
  },
  { path: 'teams', lazy: async () => ({ Component: (await import('./screens/teams/teams.js')).Teams }) },
  { path: 'phones', lazy: async () => ({ Component: (await import('./screens/phones/phones.js')).Phones }) },
  { path: 'picture', lazy: async () => ({ Component: (await import('./screens/picture/picture.js')).Picture }) },
  {
    path: 'picture/silent',
    lazy: async () => ({ Component: (await import('./screens/picture/silent-homes.js')).SilentHomes }),
  },
  { path: 'evidence', lazy: async () => ({ Component: (await import('./screens/evidence/evidence.js')).Evidence }) },
  {
    path: 'listening-page',
    lazy: async () => ({ Component: (await import('./screens/evidence/listening-page.js')).ListeningPage }),
  },
  { path: 'stories', lazy: async () => ({ Component: (await import('./screens/evidence/stories.js')).Stories }) },
  { path: 'because', lazy: async () => ({ Component: (await import('./screens/evidence/because.js')).Because }) },
  { path: 'asks', lazy: async () => ({ Component: (await import('./screens/asks/asks.js')).Asks }) },
  { path: 'asks/new', lazy: async () => ({ Component: (await import('./screens/asks/write-ask.js')).NewAsk }) },
  {
    path: 'ask-requests',
    lazy: async () => ({ Component: (await import('./screens/asks/ask-requests.js')).AskRequests }),
  },
  { path: 'asks/:id', lazy: async () => ({ Component: (await import('./screens/asks/ask.js')).Ask }) },
  {
    path: 'asks/:id/change',
    lazy: async () => ({ Component: (await import('./screens/asks/write-ask.js')).ChangeAsk }),
  },
  { path: 'asks/:id/homes', lazy: async () => ({ Component: (await import('./screens/asks/homes.js')).Homes }) },
  { path: 'asks/:id/ways', lazy: async () => ({ Component: (await import('./screens/gathering/ways.js')).Ways }) },
  { path: 'asks/:id/paper', lazy: async () => ({ Component: (await import('./screens/asks/paper.js')).Paper }) },
  { path: 'asks/:id/decide', lazy: async () => ({ Component: (await import('./screens/asks/decide.js')).Decide }) },
  { path: 'promises', lazy: async () => ({ Component: (await import('./screens/promises/promises.js')).Promises }) },
  {
    path: 'promises/new',
    lazy: async () => ({ Component: (await import('./screens/promises/new-promise.js')).NewPromise }),
  },
  {
    path: 'promises/:id',
    lazy: async () => ({ Component: (await import('./screens/promises/promise.js')).OnePromise }),
  },
  {
    path: 'evaluations',
    lazy: async () => ({ Component: (await import('./screens/promises/evaluations.js')).Evaluations }),
  },
  {
    path: 'evaluations/:id',
    lazy: async () => ({ Component: (await import('./screens/promises/evaluation.js')).Evaluation }),
  },
  { path: 'replies', lazy: async () => ({ Component: (await import('./screens/replies/replies.js')).Replies }) },
  {
    path: 'replies/letters',
    lazy: async () => ({ Component: (await import('./screens/replies/letters.js')).Letters }),
  },
  { path: 'replies/topics/:id', lazy: async () => ({ Component: (await import('./screens/replies/topic.js')).Topic }) },
  { path: 'voices', lazy: async () => ({ Component: (await import('./screens/voices/voices.js')).Voices }) },
  {
    path: 'bring',
    lazy: async () => ({ Component: (await import('./screens/skill-offers/skill-offers.js')).SkillOffers }),
  },
  {
    path: 'policies',
    lazy: async () => ({ Component: (await import('./screens/policies/policies.js')).Policies }),
  },
  { path: 'links', lazy: async () => ({ Component: (await import('./screens/gathering/links.js')).Links }) },
  {
    path: 'held-words',
    lazy: async () => ({ Component: (await import('./screens/held-words/held-words.js')).HeldWords }),
  },
  { path: 'tasks', lazy: async () => ({ Component: (await import('./screens/tasks/tasks.js')).Tasks }) },
  { path: 'people', lazy: async () => ({ Component: (await import('./screens/people/people.js')).People }) },
  {
    path: 'people/resident',
    lazy: async () => ({ Component: (await import('./screens/resident/resident.js')).Resident }),
  },
  {
    path: 'settings/api-keys',
    lazy: async () => ({ Component: (await import('./screens/people/api-keys.js')).ApiKeys }),
  },
  {
    path: 'settings/sign-in',
    lazy: async () => ({ Component: (await import('./screens/settings/sign-in-settings.js')).SignInSettings }),
  },
  {
    path: 'settings/hand-off-routes',
    lazy: async () => ({ Component: (await import('./screens/hand-offs/routes.js')).HandOffRoutes }),
  },
  { path: 'settings/asking', lazy: async () => ({ Component: (await import('./screens/settings/asking.js')).Asking }) },
  {
    path: 'settings/recompense',
    lazy: async () => ({ Component: (await import('./screens/settings/recompense.js')).Recompense }),
  },
  { path: 'settings/look', lazy: async () => ({ Component: (await import('./screens/settings/look.js')).Look }) },
  { path: 'settings/terms', lazy: async () => ({ Component: (await import('./screens/settings/terms.js')).Terms }) },
  {
    path: 'settings/retention',
    lazy: async () => ({ Component: (await import('./screens/settings/retention.js')).Retention }),
  },
  {
    path: 'settings/sending',
    lazy: async () => ({ Component: (await import('./screens/settings/sending.js')).Sending }),
  },
  {
    path: 'settings/webhooks',
    lazy: async () => ({ Component: (await import('./screens/settings/webhooks.js')).Webhooks }),
  },
  {
    path: 'settings/webhooks/:id',
    lazy: async () => ({ Component: (await import('./screens/settings/webhook.js')).Webhook }),
  },
  { path: 'settings/audit', lazy: async () => ({ Component: (await import('./screens/settings/audit.js')).Audit }) },
  { path: 'rules', lazy: async () => ({ Component: (await import('./screens/rules/rules.js')).Rules }) },
  { path: 'rules/new', lazy: async () => ({ Component: (await import('./screens/rules/edit-rule.js')).NewRule }) },
  { path: 'rules/:code', lazy: async () => ({ Component: (await import('./screens/rules/rule.js')).Rule }) },
  {
    path: 'rules/:code/edit',
    lazy: async () => ({ Component: (await import('./screens/rules/edit-rule.js')).EditRule }),
  },
  { path: 'prompts', lazy: async () => ({ Component: (await import('./screens/prompts/prompts.js')).Prompts }) },
  {
    path: 'prompts/new',
    lazy: async () => ({ Component: (await import('./screens/prompts/new-prompt.js')).NewPrompt }),
  },
  {
    path: 'prompts/can-do',
    lazy: async () => ({ Component: (await import('./screens/prompts/can-do.js')).CanDo }),
  },
  { path: 'prompts/:code', lazy: async () => ({ Component: (await import('./screens/prompts/prompt.js')).Prompt }) },
  { path: 'sign-in', element: <Navigate to="/" replace /> },
  { path: 'set-up', lazy: async () => ({ Component: (await import('./screens/set-up/set-up.js')).SetUp }) },
];

/** The console's router, under `/console`. */
export function makeRouter() {
  return createBrowserRouter(
    [
      {
        element: <Frame />,
        hydrateFallbackElement: <Loading />,
        children: [{ errorElement: <Broken />, children: [...screens, { path: '*', element: <Missing /> }] }],
      },
    ],
    { basename: '/console' },
  );
}
