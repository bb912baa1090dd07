import type { ConsoleTextKey } from '@doorstep/ui/console-text';

type StepKey = Extract<ConsoleTextKey, `panel.${'plain' | 'react' | 'dynamics' | 'salesforce' | 'others'}.${number}`>;

interface Step {
  readonly says: StepKey;
  /** What to paste, where there is something. */
  readonly words?: string;
}

/** How the panel is put into one kind of host: what docs/hosts says, with this landlord's own addresses in it. */
export interface Host {
  readonly id: 'dynamics' | 'salesforce' | 'react' | 'plain' | 'others';
  /** A name that is the same in every language; null: it is in the catalogue. */
  readonly name: string | null;
  readonly guide: string;
  readonly policy: Extract<ConsoleTextKey, `panel.policy.${string}`>;
  readonly policyWords: string;
  readonly steps: readonly Step[];
}

/**
 * @param base Where Doorstep is served, such as `https://embed.example`.
 * @param code Of the installation.
 */
export function hostsFor(base: string, code: string, name: string): readonly Host[] {
  const ownPage = `script-src ${base}\nconnect-src ${base}`;
  return [
    {
      id: 'dynamics',
      name: 'Dynamics 365',
      guide: 'docs/hosts/dynamics-365.md',
      policy: 'panel.policy.dynamics',
      policyWords: base,
      steps: [
        { says: 'panel.dynamics.1' },
        { says: 'panel.dynamics.2' },
        {
          says: 'panel.dynamics.3',
          words:
            'dst_/doorstep/panel.html\ndst_/doorstep/panel.js\ndst_/doorstep/doorstep-frame.js\ndst_/doorstep/form.js',
        },
        {
          says: 'panel.dynamics.4',
          words: `doorstep=${base}&installation=${code}&reference=dst_personreference`,
        },
        { says: 'panel.dynamics.5' },
      ],
    },
    {
      id: 'salesforce',
      name: 'Salesforce',
      guide: 'docs/hosts/salesforce.md',
      policy: 'panel.policy.salesforce',
      policyWords: base,
      steps: [
        { says: 'panel.salesforce.1' },
        { says: 'panel.salesforce.2' },
        { says: 'panel.salesforce.3' },
        { says: 'panel.salesforce.4', words: code },
        { says: 'panel.salesforce.5', words: `${base}\n${code}` },
      ],
    },
    {
      id: 'react',
      name: 'React',
      guide: 'docs/hosts/react.md',
      policy: 'panel.policy.page',
      policyWords: ownPage,
      steps: [
        { says: 'panel.react.1' },
        { says: 'panel.react.2', words: reactTag(base, code) },
        { says: 'panel.react.3', words: tokens },
      ],
    },
    {
      id: 'plain',
      name: null,
      guide: 'docs/hosts/plain-page.md',
      policy: 'panel.policy.page',
      policyWords: ownPage,
      steps: [
        {
          says: 'panel.plain.1',
          words: `<script async src="${base}/embed/v1/doorstep.js"></script>\n<doorstep-panel installation="${code}" record-type="person" record-id="4410"></doorstep-panel>`,
        },
        { says: 'panel.plain.2', words: `${queueStub}\nwindow.Doorstep('token', ${tokens});` },
        { says: 'panel.plain.3' },
        { says: 'panel.plain.4', words: `panel.setContext({ kind: 'one', type: 'person', id: { host: '4411' } });` },
      ],
    },
    {
      id: 'others',
      name: null,
      guide: 'docs/hosts/civica-cx-and-others.md',
      policy: 'panel.policy.page',
      policyWords: `script-src 'self'\nconnect-src 'self'\nframe-src ${base}`,
      steps: [
        { says: 'panel.others.1' },
        { says: 'panel.others.2', words: frameCall(base, code) },
        { says: 'panel.others.3', words: linkCall(base, name) },
      ],
    },
  ];
}

/** Which host it most likely is, by where its pages are. */
export function hostOf(allowedOrigins: readonly string[]): Host['id'] {
  const isAt = (domain: string) =>
    allowedOrigins.some((origin) => URL.canParse(origin) && new URL(origin).hostname.endsWith(domain));
  if (isAt('.dynamics.com')) return 'dynamics';
  return isAt('.force.com') || isAt('.salesforce.com') ? 'salesforce' : 'plain';
}

const queueStub = `window.Doorstep =
  window.Doorstep ||
  function () {
    (window.Doorstep.q = window.Doorstep.q || []).push(arguments);
  };`;

const tokens = `async (ask) => {
  const record = encodeURIComponent(ask.recordKey);
  const response = await fetch('/doorstep-token?record=' + record, { signal: ask.signal });
  if (!response.ok) throw new Error('No token: ' + response.status);
  return response.text();
}`;

function reactTag(base: string, code: string): string {
  return `<DoorstepPanel
  src="${base}/embed/v1/doorstep.js"
  installation="${code}"
  context={personId ? { kind: 'one', type: 'person', id: { host: personId } } : null}
  getToken={getToken}
/>`;
}

function frameCall(base: string, code: string): string {
  return `window.Doorstep(
  'frame',
  { in: '#panel', base: '${base}/embed/v1/', installation: '${code}', getToken },
  (panel) => panel.setContext({ kind: 'one', type: 'person', id: { host: personId } }),
);`;
}

function linkCall(base: string, name: string): string {
  const body = JSON.stringify({ installation: name, staff: 'u-117', record: { type: 'person', id: '4410' } });
  return `curl -X POST ${base}/api/v1/embed/links \\
  -H "Authorization: Bearer $DOORSTEP_API_KEY" -H "Idempotency-Key: $(uuidgen)" \\
  -H "Content-Type: application/json" -d '${body.replaceAll("'", String.raw`'\''`)}'`;
}
