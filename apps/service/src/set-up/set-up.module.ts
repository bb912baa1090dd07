import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { StaffModule } from '../staff/index.js';
import { SetUpController } from './set-up.controller.js';
import { ShowSetUp } from './show-set-up.js';
import { UseShippedQuestions } from './use-shipped-questions.js';

@Module({
  imports: [OrganisationsModule, StaffModule],
  controllers: [SetUpController],
  providers: [ShowSetUp, UseShippedQuestions],
  exports: [UseShippedQuestions],
})
export class SetUpModule {}
