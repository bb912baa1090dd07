import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { AddConnection, ListConnections, MoveConnection, SetNotes } from '../connections/index.js';
import { AddInstallation } from '../embed/index.js';
import { SetRoute } from '../handoffs/index.js';
import { AddApiKey, AddOrganisation, CheckApiKey, FindOrganisation } from '../organisations/index.js';
import { DecideContacts } from '../prompting/index.js';
import { UseShippedQuestions } from '../set-up/index.js';
import { RunSync } from '../sync/index.js';
import { MakeShiftLink } from '../visits/index.js';
import { readDemoNotes, writeDemoNotes } from './demo-notes.js';
import { makePromises } from './make-promises.js';
import { startTool } from './start-tool.js';
import { tellWorkedExample } from './tell-worked-example.js';
import { diningContract, petPolicy } from './worked-examples.js';

export interface Demo {
  /** Where the demonstration CRM listens. */
  readonly crmUrl: string;
  /** Signs one phone in for today, e.g. `/visit/#sl_…`. */
  readonly shiftLink: string;
  stop(): void;
}

interface DemoOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly fixtures: string | undefined;
  readonly say: (line: string) => void;
  readonly progress: (line: string) => void;
}

const actor = 'doorstep';
/** Short name of the demonstration landlord. */
export const demoSlug = 'demo';
/** Who signs in at the demonstration landlord, by role: made up. */
export const demoStaff = { administrator: 'Sioned Price', lead: 'Idris Vale' } as const;
const homes = 500;

/**
 * Brings the demonstration landlord in by the way every landlord comes in: a housing system is started, connected,
 * synced over HTTP, and its contacts decided. On later starts it finds it there and only syncs what changed. Throws a
 * one-line error for fixtures that are not there.
 */
export async function loadDemo(app: INestApplicationContext, options: DemoOptions): Promise<Demo> {
  // Where the database is somebody's own, nothing was kept here yet.
  mkdirSync(options.dataDir, { recursive: true });
  const notes = readDemoNotes(options.dataDir);
  if (options.fixtures !== undefined && !existsSync(join(options.fixtures, 'hackney-housing-search')))
    throw new Error(
      'DOORSTEP_FIXTURES cannot be used: write the folder that holds hackney-housing-search, or leave it out.',
    );
  const key = 'demonstration-key';
  const housing = await startTool('housing-sim', [
    '--homes',
    String(homes),
    '--seed',
    '7',
    '--api-key',
    key,
    '--today',
    notes.today,
    ...(options.fixtures === undefined ? [] : ['--fixtures', options.fixtures]),
  ]);
  options.say(`A pretend housing system is running at ${housing.url}.`);
  const organisation =
    (await app.get(FindOrganisation).all()).find((one) => one.slug === demoSlug) ??
    (await app.get(AddOrganisation).run(actor, { slug: demoSlug, name: 'Brackenfold Homes (demonstration)' }));
  await connect(app, organisation.id, housing.url, key);
  await sync(app, organisation.id, options);
  await tellStories(app, organisation.id, options);
  const installation = notes.installations[options.port] ?? (await install(app, organisation.id, options));
  writeDemoNotes(options.dataDir, {
    ...notes,
    installations: { ...notes.installations, [options.port]: installation },
  });
  const crm = await startTool('demo-crm', [
    '--housing-url',
    housing.url,
    '--doorstep-url',
    `http://127.0.0.1:${options.port}`,
    '--installation',
    installation,
    '--key-file',
    keyFile(options.dataDir),
    '--housing-key',
    key,
    '--landlord-key-file',
    await landlordKeyFile(app, organisation.id, options.dataDir),
    '--base',
    '/demo',
  ]);
  const { address: shiftLink } = await app
    .get(MakeShiftLink)
    .run(
      { organisationId: organisation.id, actor, roles: ['system'] },
      { operative: 'demo-operative', name: 'Demo Operative', contractor: 'Repairs Direct', date: todayInLondon() },
    );
  return {
    crmUrl: crm.url,
    shiftLink,
    stop() {
      crm.stop();
      housing.stop();
    },
  };
}

/** `YYYY-MM-DD`, so many days from today. */
function todayInLondon(ahead = 0): string {
  return new Date(Date.now() + ahead * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
}

async function connect(
  app: INestApplicationContext,
  organisationId: string,
  url: string,
  apiKey: string,
): Promise<void> {
  if ((await app.get(ListConnections).run(organisationId)).length > 0) {
    await app.get(MoveConnection).run(actor, organisationId, 'housing', 'housingUrl', url);
    return;
  }
  await app.get(AddConnection).run(actor, organisationId, {
    name: 'housing',
    title: 'Manage My Home',
    connector: 'hackney',
    configuration: { housingUrl: url, apiKey, raiseContractor: 'H01', raiseTrade: 'PL', raiseRate: '20110010' },
    allowedAddresses: ['127.0.0.1/32'],
  });
  await app.get(SetNotes).run(actor, organisationId, 'housing', true);
  await app.get(UseShippedQuestions).run(actor, organisationId);
  // What must be repaired is raised in the housing system itself; the rest shows whom to ring.
  for (const route of ['emergency', 'hazard', 'service_request'])
    await app.get(SetRoute).run(actor, organisationId, route, { way: 'host', connection: 'housing' });
}

async function sync(
  app: INestApplicationContext,
  organisationId: string,
  { say, progress }: DemoOptions,
): Promise<void> {
  const signal = new AbortController().signal;
  const report = await app
    .get(RunSync)
    .run(actor, organisationId, 'housing', false, signal, (stream, counts) =>
      progress(`Bringing in ${stream}: ${counts.read} read`),
    );
  const { inserted, updated, contacts } = report.total;
  say(
    `Brought in ${inserted} new and ${updated} changed records over HTTP; ${contacts} everyday contacts came of them.`,
  );
  if (report.problem !== null) say(report.problem);
  progress('Deciding');
  const decided = await app.get(DecideContacts).runAll(organisationId, signal);
  if (decided.decided > 0)
    say(
      `Decided ${decided.decided} contacts: ${decided.prompts} prompts, ${decided.decided - decided.prompts} better left alone.`,
    );
}

/** The two stories of how asking everybody went, the homes of the first, then those of the second; and what was promised. */
async function tellStories(
  app: INestApplicationContext,
  organisationId: string,
  { progress }: DemoOptions,
): Promise<void> {
  const caller = { organisationId, actor, roles: ['system'] };
  const days = { today: todayInLondon(), later: todayInLondon(30) };
  progress('Telling the story of a dining contract, and of a rule about pets');
  const dining = await tellWorkedExample(app, caller, diningContract, days, 0);
  const pets = await tellWorkedExample(app, caller, petPolicy, days, 24);
  await makePromises(app, caller, { dining, pets }, days);
}

async function install(
  app: INestApplicationContext,
  organisationId: string,
  { dataDir, port }: DemoOptions,
): Promise<string> {
  const { d: _, kid, ...jwk } = await hostKey(dataDir);
  const { installation } = await app.get(AddInstallation).run(actor, organisationId, {
    name: 'Demonstration CRM',
    allowedOrigins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
    publicKeys: [{ kid: String(kid), alg: 'ES256', jwk }],
    recordSystems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
  });
  return installation;
}

function keyFile(dataDir: string): string {
  return join(dataDir, 'demo-crm-key.json');
}

/** The CRM's own signing key. The service is given only its public half. */
async function hostKey(dataDir: string): Promise<JWK> {
  const file = keyFile(dataDir);
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    writeFileSync(file, JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'demo-1' }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as JWK;
}

/** A file with the key by which the CRM's server answers as the landlord's manager: a lead's, who may do no more. */
async function landlordKeyFile(app: INestApplicationContext, organisationId: string, dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo-landlord-key');
  const held = existsSync(file) ? await app.get(CheckApiKey).run(readFileSync(file, 'utf8')) : undefined;
  if (held?.organisationId !== organisationId) {
    const { apiKey } = await app
      .get(AddApiKey)
      .run(actor, organisationId, { name: 'Demonstration CRM, as the manager', role: 'lead' });
    writeFileSync(file, apiKey, { mode: 0o600 });
  }
  return file;
}
