import { Module } from '@nestjs/common';
import { HandOffsModule } from '../handoffs/index.js';
import { ListeningModule } from '../listening/index.js';
import { AddInstallation } from './add-installation.js';
import { ChangeHostKeys } from './change-host-keys.js';
import { ChangeInstallation } from './change-installation.js';
import { CheckSession } from './check-session.js';
import { CheckToken } from './check-token.js';
import { EmbedDraftsController } from './drafts.controller.js';
import { EmbedController } from './embed.controller.js';
import { ExchangeToken } from './exchange-token.js';
import { OpenPanel } from './open-panel.js';
import { GiveHostKey } from './give-host-key.js';
import { EmbedHandOffsController } from './hand-offs.controller.js';
import { FindAllowedOrigins } from './find-allowed-origins.js';
import { KeepDraft } from './keep-draft.js';
import { KeySets } from './key-sets.js';
import { InstallationsController } from './installations.controller.js';
import { ListInstallations } from './list-installations.js';
import { ListRecordSystems } from './list-record-systems.js';
import { ListTeams } from './list-teams.js';
import { MakePanelLink } from './make-panel-link.js';
import { PanelPageController } from './panel-page.controller.js';
import { PanelLinksController } from './panel-links.controller.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PreferencesModule } from '../preferences/index.js';
import { RecompenseModule } from '../recompense/index.js';
import { RepliesModule } from '../replies/index.js';
import { EmbedPreferencesController } from './preferences.controller.js';
import { EmbedRepliesController } from './replies.controller.js';
import { SearchPlaces } from './search-places.js';
import { SetTeam } from './set-team.js';
import { ShowDrafts } from './show-drafts.js';
import { ShowInstallation } from './show-installation.js';
import { TeamsController } from './teams.controller.js';
import { EmbedVoicesController } from './voices.controller.js';

@Module({
  imports: [HandOffsModule, ListeningModule, OrganisationsModule, PreferencesModule, RecompenseModule, RepliesModule],
  controllers: [
    EmbedController,
    EmbedVoicesController,
    EmbedHandOffsController,
    EmbedRepliesController,
    EmbedPreferencesController,
    EmbedDraftsController,
    InstallationsController,
    PanelLinksController,
    PanelPageController,
    TeamsController,
  ],
  providers: [
    AddInstallation,
    ChangeHostKeys,
    ChangeInstallation,
    CheckSession,
    CheckToken,
    ExchangeToken,
    OpenPanel,
    FindAllowedOrigins,
    GiveHostKey,
    KeepDraft,
    KeySets,
    ListInstallations,
    ListRecordSystems,
    ListTeams,
    MakePanelLink,
    SearchPlaces,
    SetTeam,
    ShowDrafts,
    ShowInstallation,
  ],
  exports: [AddInstallation, CheckSession],
})
export class EmbedModule {}
