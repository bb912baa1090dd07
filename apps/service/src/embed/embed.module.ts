import { Module } from '@nestjs/common';
import { HandOffsModule } from '../handoffs/index.js';
import { ListeningModule } from '../listening/index.js';
import { AddInstallation } from './add-installation.js';
import { CheckSession } from './check-session.js';
import { EmbedController } from './embed.controller.js';
import { ExchangeToken } from './exchange-token.js';
import { EmbedHandOffsController } from './hand-offs.controller.js';
import { PreferencesModule } from '../preferences/index.js';
import { RepliesModule } from '../replies/index.js';
import { EmbedPreferencesController } from './preferences.controller.js';
import { EmbedRepliesController } from './replies.controller.js';
import { ShowPanel } from './show-panel.js';
import { EmbedVoicesController } from './voices.controller.js';

@Module({
  imports: [HandOffsModule, ListeningModule, PreferencesModule, RepliesModule],
  controllers: [
    EmbedController,
    EmbedVoicesController,
    EmbedHandOffsController,
    EmbedRepliesController,
    EmbedPreferencesController,
  ],
  providers: [AddInstallation, CheckSession, ExchangeToken, ShowPanel],
  exports: [AddInstallation],
})
export class EmbedModule {}
