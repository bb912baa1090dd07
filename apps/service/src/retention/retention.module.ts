import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ChangeRetention } from './change-retention.js';
import { PreviewRetention } from './preview-retention.js';
import { RemoveOld } from './remove-old.js';
import { RetentionController } from './retention.controller.js';
import { ShowRetention } from './show-retention.js';

const verbs = [ChangeRetention, PreviewRetention, RemoveOld, ShowRetention];

@Module({ imports: [OrganisationsModule], controllers: [RetentionController], providers: verbs, exports: [RemoveOld] })
export class RetentionModule {}
