import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { BecauseOfWhatYouSaid } from './because-of-what-you-said.js';
import { EvidenceController } from './evidence.controller.js';
import { HeardPageController } from './heard-page.controller.js';
import { KeepStory } from './keep-story.js';
import { ListPacks } from './list-packs.js';
import { ListeningPageController } from './listening-page.controller.js';
import { ListStories } from './list-stories.js';
import { MakePacks } from './make-packs.js';
import { PublishListeningPage } from './publish-listening-page.js';
import { RequestPack } from './request-pack.js';
import { ShowEdra } from './show-edra.js';
import { ShowListeningPage } from './show-listening-page.js';
import { ShowPack } from './show-pack.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [EvidenceController, ListeningPageController, HeardPageController],
  providers: [
    BecauseOfWhatYouSaid,
    KeepStory,
    ListPacks,
    ListStories,
    MakePacks,
    PublishListeningPage,
    RequestPack,
    ShowEdra,
    ShowListeningPage,
    ShowPack,
  ],
})
export class EvidenceModule {}
