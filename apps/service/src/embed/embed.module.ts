import { Module } from '@nestjs/common';
import { ListeningModule } from '../listening/index.js';
import { AddInstallation } from './add-installation.js';
import { CheckSession } from './check-session.js';
import { EmbedController } from './embed.controller.js';
import { ExchangeToken } from './exchange-token.js';
import { ShowPanel } from './show-panel.js';

@Module({
  imports: [ListeningModule],
  controllers: [EmbedController],
  providers: [AddInstallation, CheckSession, ExchangeToken, ShowPanel],
  exports: [AddInstallation],
})
export class EmbedModule {}
