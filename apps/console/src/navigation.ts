import type { ConsoleTextKey } from '@doorstep/ui/console-text';

interface Group {
  /** Null for what stands first, without a heading. */
  readonly title: Extract<ConsoleTextKey, `nav.${string}`> | null;
  readonly places: readonly { readonly to: string; readonly label: Extract<ConsoleTextKey, `nav.${string}`> }[];
}

/** What the side navigation offers, in its order. A screen adds its line when it is there. */
export const navigation: readonly Group[] = [
  {
    title: null,
    places: [
      { to: '/', label: 'nav.home' },
      { to: '/set-up', label: 'nav.setUp' },
      { to: '/picture', label: 'nav.picture' },
    ],
  },
  {
    title: 'nav.asks',
    places: [
      { to: '/asks', label: 'nav.asksAll' },
      { to: '/ask-requests', label: 'nav.askRequests' },
      { to: '/links', label: 'nav.links' },
      { to: '/bring', label: 'nav.bring' },
      { to: '/promises', label: 'nav.promises' },
      { to: '/evaluations', label: 'nav.evaluations' },
      { to: '/evidence', label: 'nav.evidence' },
      { to: '/listening-page', label: 'nav.listeningPage' },
      { to: '/stories', label: 'nav.stories' },
      { to: '/because', label: 'nav.because' },
    ],
  },
  {
    title: 'nav.heard',
    places: [
      { to: '/voices', label: 'nav.voices' },
      { to: '/hand-offs', label: 'nav.handOffs' },
      { to: '/held-words', label: 'nav.heldWords' },
      { to: '/tasks', label: 'nav.tasks' },
      { to: '/replies', label: 'nav.replies' },
      { to: '/policies', label: 'nav.policies' },
    ],
  },
  {
    title: 'nav.run',
    places: [
      { to: '/health', label: 'nav.health' },
      { to: '/alarms', label: 'nav.alarms' },
      { to: '/runs', label: 'nav.runs' },
      { to: '/held', label: 'nav.held' },
      { to: '/changes', label: 'nav.changes' },
      { to: '/bring-in', label: 'nav.schedule' },
      { to: '/jobs', label: 'nav.jobs' },
    ],
  },
  {
    title: 'nav.prompts',
    places: [
      { to: '/rules', label: 'nav.rules' },
      { to: '/prompts', label: 'nav.writing' },
    ],
  },
  {
    title: 'nav.people',
    places: [
      { to: '/people', label: 'nav.people' },
      { to: '/people/resident', label: 'nav.resident' },
      { to: '/teams', label: 'nav.teams' },
      { to: '/phones', label: 'nav.phones' },
    ],
  },
  {
    title: 'nav.settings',
    places: [
      { to: '/connections', label: 'nav.connections' },
      { to: '/settings/contacts', label: 'nav.counting' },
      { to: '/panel', label: 'nav.panel' },
      { to: '/settings/api-keys', label: 'nav.keys' },
      { to: '/settings/sign-in', label: 'nav.signIn' },
      { to: '/settings/hand-off-routes', label: 'nav.handOffRoutes' },
      { to: '/settings/asking', label: 'nav.asking' },
      { to: '/settings/recompense', label: 'nav.recompense' },
      { to: '/settings/look', label: 'nav.look' },
      { to: '/settings/terms', label: 'nav.terms' },
      { to: '/settings/retention', label: 'nav.retention' },
      { to: '/settings/sending', label: 'nav.sending' },
      { to: '/settings/webhooks', label: 'nav.webhooks' },
      { to: '/settings/audit', label: 'nav.audit' },
    ],
  },
];
