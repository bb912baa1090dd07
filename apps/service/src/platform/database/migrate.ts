import pg from 'pg';
import { DataSource } from 'typeorm';
import { CreateTheSpine1795600000000 } from './migrations/1795600000000-create-the-spine.js';
import { KeepRules1795700000000 } from './migrations/1795700000000-keep-rules.js';
import { KeepPromptTexts1795710000000 } from './migrations/1795710000000-keep-prompt-texts.js';
import { KeepSettings1795720000000 } from './migrations/1795720000000-keep-settings.js';
import { KeepLadders1795730000000 } from './migrations/1795730000000-keep-ladders.js';
import { KeepEveryVoice1795740000000 } from './migrations/1795740000000-keep-every-voice.js';
import { KeepHandOffs1795741000000 } from './migrations/1795741000000-keep-hand-offs.js';
import { KeepReplies1795742000000 } from './migrations/1795742000000-keep-replies.js';
import { KeepPreferences1795743000000 } from './migrations/1795743000000-keep-preferences.js';
import { KeepRecompense1795744000000 } from './migrations/1795744000000-keep-recompense.js';
import { KeepWriteBacks1795745000000 } from './migrations/1795745000000-keep-write-backs.js';
import { KeepVisits1795750000000 } from './migrations/1795750000000-keep-visits.js';
import { KeepIdentity1795760000000 } from './migrations/1795760000000-keep-identity.js';
import { KeepTakingPart1795761000000 } from './migrations/1795761000000-keep-taking-part.js';
import { HoldVoices1795762000000 } from './migrations/1795762000000-hold-voices.js';
import { KeepWhatHostsTell1795770000000 } from './migrations/1795770000000-keep-what-hosts-tell.js';
import { FindByReference1795780000000 } from './migrations/1795780000000-find-by-reference.js';
import { KeepStaff1795790000000 } from './migrations/1795790000000-keep-staff.js';
import { KeepSetUp1795791000000 } from './migrations/1795791000000-keep-set-up.js';
import { KeepConnecting1795792000000 } from './migrations/1795792000000-keep-connecting.js';
import { KeepSchedules1795793000000 } from './migrations/1795793000000-keep-schedules.js';
import { KeepGoingLive1795795000000 } from './migrations/1795795000000-keep-going-live.js';
import { KeepPanelSeen1795796000000 } from './migrations/1795796000000-keep-panel-seen.js';
import { SealTheAudit1795797000000 } from './migrations/1795797000000-seal-the-audit.js';
import { KeepAsks1795800000000 } from './migrations/1795800000000-keep-asks.js';
import { ServeRollCalls1795801000000 } from './migrations/1795801000000-serve-roll-calls.js';
import { CountThePicture1795802000000 } from './migrations/1795802000000-count-the-picture.js';
import { KeepEvidence1795803000000 } from './migrations/1795803000000-keep-evidence.js';
import { KeepWebhookEndpoints1795804000000 } from './migrations/1795804000000-keep-webhook-endpoints.js';
import { MarkQuestions1795805000000 } from './migrations/1795805000000-mark-questions.js';
import { NameWhoChangedAnAsk1795806000000 } from './migrations/1795806000000-name-who-changed-an-ask.js';
import { CountFields1795806500000 } from './migrations/1795806500000-count-fields.js';
import { KeepRetention1795807000000 } from './migrations/1795807000000-keep-retention.js';
import { KeepWords1795808000000 } from './migrations/1795808000000-keep-words.js';
import { KeepLook1795808500000 } from './migrations/1795808500000-keep-look.js';
import { KeepEvaluations1795809000000 } from './migrations/1795809000000-keep-evaluations.js';
import { KeepGathering1795810000000 } from './migrations/1795810000000-keep-gathering.js';
import { KnowRows1795811000000 } from './migrations/1795811000000-know-rows.js';
import { LetStoriesAndPacksGo1795812000000 } from './migrations/1795812000000-let-stories-and-packs-go.js';
import { PutWonders1795812100000 } from './migrations/1795812100000-put-wonders.js';
import { CountInOrder1795813000000 } from './migrations/1795813000000-count-in-order.js';
import { PromiseReplies1795816000000 } from './migrations/1795816000000-promise-replies.js';
import { FindPhotos1795816100000 } from './migrations/1795816100000-find-photos.js';
import { KeepPrivacyCases1795816200000 } from './migrations/1795816200000-keep-privacy-cases.js';
import { NameHeldCells1795816400000 } from './migrations/1795816400000-name-held-cells.js';
import { FindRefuges1795816500000 } from './migrations/1795816500000-find-refuges.js';
import { FindWhatStandsIn1795816510000 } from './migrations/1795816510000-find-what-stands-in.js';
import { FollowDecisions1795816600000 } from './migrations/1795816600000-follow-decisions.js';
import { KeepDrafts1795816700000 } from './migrations/1795816700000-keep-drafts.js';
import { PublishWhatWasHeard1795816800000 } from './migrations/1795816800000-publish-what-was-heard.js';
import { KnowWhenSettled1795816810000 } from './migrations/1795816810000-know-when-settled.js';
import { AskWhetherListened1795816820000 } from './migrations/1795816820000-ask-whether-listened.js';
import { SeeKeysByPage1795816900000 } from './migrations/1795816900000-see-keys-by-page.js';
import { ReopenAsks1795816910000 } from './migrations/1795816910000-reopen-asks.js';
import { FindPromptsByDay1795816920000 } from './migrations/1795816920000-find-prompts-by-day.js';
import { NameFieldsLeft1795816930000 } from './migrations/1795816930000-name-fields-left.js';
import { SignAllowedAddresses1795816931000 } from './migrations/1795816931000-sign-allowed-addresses.js';
import { SignSchedules1795816932000 } from './migrations/1795816932000-sign-schedules.js';
import { HoldPhoneCopies1795816940000 } from './migrations/1795816940000-hold-phone-copies.js';
import { RememberWrites1795816950000 } from './migrations/1795816950000-remember-writes.js';
import { TagFixedForNow1795816970000 } from './migrations/1795816970000-tag-fixed-for-now.js';
import { KeepPlannedWorks1795817040000 } from './migrations/1795817040000-keep-planned-works.js';
import { KeepAskRequests1795817040100 } from './migrations/1795817040100-keep-ask-requests.js';
import { KeepLightbulbs1795817050000 } from './migrations/1795817050000-keep-lightbulbs.js';
import { KeepPrinciples1795817010000 } from './migrations/1795817010000-keep-principles.js';
import { FindWhatBecameOfPrompts1795817020100 } from './migrations/1795817020100-find-what-became-of-prompts.js';
import { KeepFirstHeard1795817020000 } from './migrations/1795817020000-keep-first-heard.js';
import { KeepWhoWouldMeet1795817090000 } from './migrations/1795817090000-keep-who-would-meet.js';
import { KeepSkillOffers1795817060200 } from './migrations/1795817060200-keep-skill-offers.js';
import { KeepCanDoLines1795817060100 } from './migrations/1795817060100-keep-can-do-lines.js';
import { KeepPolicyClashes1795817060000 } from './migrations/1795817060000-keep-policy-clashes.js';
import { LeaveByLink1795817030000 } from './migrations/1795817030000-leave-by-link.js';
import { KeepVoicesNeeded1795817010100 } from './migrations/1795817010100-keep-voices-needed.js';
import { KeepSurveyPeriods1795816960000 } from './migrations/1795816960000-keep-survey-periods.js';
import { RemindOfWords1795817050100 } from './migrations/1795817050100-remind-of-words.js';
import { KnowWhoIsKnown1795817050200 } from './migrations/1795817050200-know-who-is-known.js';

/** The roles the service works as. Neither owns a table, neither may bypass row level security. */
export const appRole = 'doorstep_app';
export const dispatchRole = 'doorstep_dispatch';
/** The one role that removes what is old, and does nothing else. */
export const removeRole = 'doorstep_remove';

/** In the order they run. */
export const migrations = [
  CreateTheSpine1795600000000,
  KeepRules1795700000000,
  KeepPromptTexts1795710000000,
  KeepSettings1795720000000,
  KeepLadders1795730000000,
  KeepEveryVoice1795740000000,
  KeepHandOffs1795741000000,
  KeepReplies1795742000000,
  KeepPreferences1795743000000,
  KeepRecompense1795744000000,
  KeepWriteBacks1795745000000,
  KeepVisits1795750000000,
  KeepIdentity1795760000000,
  KeepTakingPart1795761000000,
  HoldVoices1795762000000,
  KeepWhatHostsTell1795770000000,
  FindByReference1795780000000,
  KeepStaff1795790000000,
  KeepSetUp1795791000000,
  KeepConnecting1795792000000,
  KeepSchedules1795793000000,
  KeepGoingLive1795795000000,
  KeepPanelSeen1795796000000,
  SealTheAudit1795797000000,
  KeepAsks1795800000000,
  ServeRollCalls1795801000000,
  CountThePicture1795802000000,
  KeepEvidence1795803000000,
  KeepWebhookEndpoints1795804000000,
  MarkQuestions1795805000000,
  NameWhoChangedAnAsk1795806000000,
  CountFields1795806500000,
  KeepRetention1795807000000,
  KeepWords1795808000000,
  KeepLook1795808500000,
  KeepEvaluations1795809000000,
  KeepGathering1795810000000,
  KnowRows1795811000000,
  LetStoriesAndPacksGo1795812000000,
  PutWonders1795812100000,
  CountInOrder1795813000000,
  PromiseReplies1795816000000,
  FindPhotos1795816100000,
  KeepPrivacyCases1795816200000,
  NameHeldCells1795816400000,
  FindRefuges1795816500000,
  FindWhatStandsIn1795816510000,
  FollowDecisions1795816600000,
  KeepDrafts1795816700000,
  PublishWhatWasHeard1795816800000,
  KnowWhenSettled1795816810000,
  AskWhetherListened1795816820000,
  SeeKeysByPage1795816900000,
  ReopenAsks1795816910000,
  FindPromptsByDay1795816920000,
  NameFieldsLeft1795816930000,
  SignAllowedAddresses1795816931000,
  SignSchedules1795816932000,
  HoldPhoneCopies1795816940000,
  RememberWrites1795816950000,
  KeepSurveyPeriods1795816960000,
  TagFixedForNow1795816970000,
  KeepPrinciples1795817010000,
  KeepVoicesNeeded1795817010100,
  KeepFirstHeard1795817020000,
  FindWhatBecameOfPrompts1795817020100,
  LeaveByLink1795817030000,
  KeepPlannedWorks1795817040000,
  KeepAskRequests1795817040100,
  KeepLightbulbs1795817050000,
  RemindOfWords1795817050100,
  KnowWhoIsKnown1795817050200,
  KeepPolicyClashes1795817060000,
  KeepCanDoLines1795817060100,
  KeepSkillOffers1795817060200,
  KeepWhoWouldMeet1795817090000,
];

/**
 * Brings the database at `url` (the owner's connection string) up to date: the two roles, then each migration in its
 * own transaction. Safe to run from several processes at once: they take turns. Returns how many migrations ran.
 * Throws when the owner may not create roles and they are missing; the message says what to run.
 */
export async function migrate(url: string): Promise<number> {
  const turn = new pg.Client({ connectionString: url });
  await turn.connect();
  try {
    await turn.query(`SELECT pg_advisory_lock(hashtext('doorstep.migrate'))`);
    await createRoles(turn);
    const source = new DataSource({
      type: 'postgres',
      url,
      migrations,
      migrationsTableName: 'migrations',
      migrationsTransactionMode: 'each',
    });
    await source.initialize();
    try {
      return (await source.runMigrations()).length;
    } finally {
      await source.destroy();
    }
  } finally {
    await turn.end();
  }
}

async function createRoles(db: pg.Client): Promise<void> {
  for (const role of [appRole, dispatchRole, removeRole]) {
    try {
      await inTurn(
        db,
        `
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
            CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
          END IF;
        END $$`,
      );
      await inTurn(db, `GRANT ${role} TO CURRENT_USER`);
      await inTurn(db, `GRANT USAGE ON SCHEMA public TO ${role}`);
    } catch (error) {
      throw new Error(
        `The database user may not create the role ${role}. Ask the server's administrator to run: ` +
          `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO <the user in DATABASE_URL>;`,
        { cause: error },
      );
    }
  }
}

/** Roles belong to the whole server, so another database's migration may change the same one at the same moment. */
async function inTurn(db: pg.Client, statement: string): Promise<void> {
  const changedByAnother = new Set(['23505', '42710', 'XX000']);
  for (let left = 20; ; left -= 1) {
    try {
      await db.query(statement);
      return;
    } catch (error) {
      if (left === 0 || !changedByAnother.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
