import { createHash } from 'node:crypto';
import type { EntryReply, SignInReply, VisitEntry, VisitJob, VisitJobs } from '@doorstep/contracts/visit';
import { v7 as uuidv7 } from 'uuid';
import { MakeShiftLink } from '../src/visits/make-shift-link.js';
import { get, post, type Answer, type Landlord } from './landlord.js';
import type { StartedService } from './start-service.js';

/** A phone that was signed in, as the visit app works with it. */
export interface Phone {
  readonly id: string;
  readonly session: string;
  readonly credential: string;
  jobs(): Promise<readonly VisitJob[]>;
  /** Sends an entry, under its session unless `bearer` says otherwise. */
  send(entry: VisitEntry, bearer?: string): Promise<Answer<EntryReply & { code?: string }>>;
}

/** Today in London. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
}

/** Signs a phone in with a link for all jobs of a contractor. */
export async function phoneOf(
  service: StartedService,
  landlord: Landlord,
  contractor: string,
  operative = 'op-7',
): Promise<Phone> {
  const by = { organisationId: landlord.id, actor: 'command-line', roles: ['system'] };
  const { address } = await service.app
    .get(MakeShiftLink)
    .run(by, { operative, name: 'Rhian Pugh', contractor, date: today() });
  const id = uuidv7();
  const { status, body } = await post<SignInReply>(service, '/visit/v1/sign-in', {
    link: address.split('#')[1],
    phone: { id, name: 'Van 3', appVersion: '1.0.0' },
  });
  if (status !== 200) throw new Error(`The link was refused: ${status}`);
  return {
    id,
    session: body.session,
    credential: body.phoneCredential,
    async jobs() {
      return (await get<VisitJobs>(service, '/visit/v1/jobs', body.session)).body.items;
    },
    send: (entry, bearer = body.session) => sendRaw(service, bearer, entry.id, JSON.stringify(entry)),
  };
}

/** Sends a body under an id, with its hash. */
export function sendRaw(
  service: Pick<StartedService, 'url'>,
  bearer: string,
  id: string,
  body: string,
): Promise<Answer<EntryReply & { code?: string }>> {
  return post(service as StartedService, '/visit/v1/entries', body, {
    authorization: `Bearer ${bearer}`,
    'idempotency-key': id,
    'doorstep-body-hash': createHash('sha256').update(body).digest('hex'),
  });
}

/** A plain entry: words about the shared areas, said a minute ago at this job. Whatever they suggest was looked at. */
export function entryAt(jobId: string | null, more: Partial<VisitEntry> = {}): VisitEntry {
  const at = new Date(Date.now() - 60_000).toISOString();
  return {
    schemaVersion: 1,
    id: uuidv7(),
    jobId,
    address: null,
    what: 'raised',
    topics: ['shared-areas'],
    words: 'More benches by the path would be lovely.',
    whose: 'own',
    kind: null,
    wantsReply: true,
    keepName: true,
    vulnerable: null,
    promptId: null,
    tellingId: null,
    told: null,
    routing: { chosen: [], whyNot: 'misread' },
    corrects: null,
    toldAt: at,
    savedAt: at,
    timeZone: 'Europe/London',
    clockOffset: 0,
    appVersion: '1.0.0',
    photos: [],
    ...more,
  };
}
