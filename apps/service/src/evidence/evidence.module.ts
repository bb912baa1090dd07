import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { BecauseOfWhatYouSaid } from './because-of-what-you-said.js';
import { EvidenceController } from './evidence.controller.js';
import { KeepStory } from './keep-story.js';
import { ListPacks } from './list-packs.js';
import { ListStories } from './list-stories.js';
import { MakePacks } from './make-packs.js';
import { RequestPack } from './request-pack.js';
import { ShowPack } from './show-pack.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [EvidenceController],
  providers: [BecauseOfWhatYouSaid, KeepStory, ListPacks, ListStories, MakePacks, RequestPack, ShowPack],
})
export class EvidenceModule {}
