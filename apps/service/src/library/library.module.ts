import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AddPromptTexts } from './add-prompt-texts.js';
import { CanDoController } from './can-do.controller.js';
import { ChangeCanDo } from './change-can-do.js';
import { CheckPromptTexts } from './check-prompt-texts.js';
import { FindFlatPrompts } from './find-flat-prompts.js';
import { LibraryController } from './library.controller.js';
import { ListCanDo } from './list-can-do.js';
import { ListLibrary } from './list-library.js';
import { RetirePrompt } from './retire-prompt.js';
import { ReviewTranslation } from './review-translation.js';
import { ShowPrompt } from './show-prompt.js';
import { TranslatePrompts } from './translate-prompts.js';
import { UsePromptText } from './use-prompt-text.js';

const verbs = [
  AddPromptTexts,
  ChangeCanDo,
  CheckPromptTexts,
  FindFlatPrompts,
  ListCanDo,
  ListLibrary,
  RetirePrompt,
  ReviewTranslation,
  ShowPrompt,
  TranslatePrompts,
  UsePromptText,
];

@Module({
  imports: [OrganisationsModule],
  controllers: [CanDoController, LibraryController],
  providers: verbs,
  exports: verbs,
})
export class LibraryModule {}
