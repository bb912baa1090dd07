import type { JobHandlers } from '@doorstep/contracts/jobs';
import type { INestApplicationContext } from '@nestjs/common';
import { SendAlarms, sendAlarmsJob } from './alarms/index.js';
import { MakePacks, makePacksJob } from './evidence/index.js';
import { CheckHandOffs, checkHandOffsJob, SendHandOffs, sendHandOffsJob } from './handoffs/index.js';
import { AttachHeldVoices, attachHeldVoicesJob } from './listening/index.js';
import { ReviewPreferences, reviewPreferencesJob } from './preferences/index.js';
import { DecideContacts, decideContactsJob } from './prompting/index.js';
import { ReviewRecompense, reviewRecompenseJob } from './recompense/index.js';
import { CheckReplies, checkRepliesJob, TellVoices, tellVoicesJob } from './replies/index.js';
import { RereadHints, rereadHintsJob, RunSync, runSyncJob } from './sync/index.js';
import { SendToEndpoints, sendToEndpointsJob } from './webhooks/index.js';
import { SendWriteBacks, sendWriteBacksJob } from './write-back/index.js';

/** Who does each job. */
export function jobHandlers(app: INestApplicationContext): JobHandlers {
  return {
    'sync.run': runSyncJob(app.get(RunSync)),
    'sync.reread': rereadHintsJob(app.get(RereadHints)),
    'prompting.decide-contacts': decideContactsJob(app.get(DecideContacts)),
    'handoffs.send': sendHandOffsJob(app.get(SendHandOffs)),
    'handoffs.check': checkHandOffsJob(app.get(CheckHandOffs)),
    'alarms.send': sendAlarmsJob(app.get(SendAlarms)),
    'replies.tell': tellVoicesJob(app.get(TellVoices)),
    'replies.check': checkRepliesJob(app.get(CheckReplies)),
    'preferences.review': reviewPreferencesJob(app.get(ReviewPreferences)),
    'recompense.review': reviewRecompenseJob(app.get(ReviewRecompense)),
    'listening.attach': attachHeldVoicesJob(app.get(AttachHeldVoices)),
    'webhooks.send': sendToEndpointsJob(app.get(SendToEndpoints)),
    'evidence.make': makePacksJob(app.get(MakePacks)),
    'write-back.send': sendWriteBacksJob(app.get(SendWriteBacks)),
  };
}
