import {
  flatPrompt,
  libraryChoices,
  libraryChanged,
  libraryList,
  libraryPromptShown,
  listOf,
  promptTextsRequest,
  retireRequest,
  reviewRequest,
  textProblem,
  translationsRequest,
  type LibraryChanged,
  type LibraryChoices,
  type PromptTextsRequest,
  type RetireRequest,
  type ReviewRequest,
  type TranslationsRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { AddPromptTexts } from './add-prompt-texts.js';
import { CheckPromptTexts } from './check-prompt-texts.js';
import { FindFlatPrompts } from './find-flat-prompts.js';
import { listChoices } from './list-choices.js';
import { ListLibrary } from './list-library.js';
import { RetirePrompt } from './retire-prompt.js';
import { ReviewTranslation } from './review-translation.js';
import { ShowPrompt } from './show-prompt.js';
import { TranslatePrompts } from './translate-prompts.js';
import { UsePromptText } from './use-prompt-text.js';

/** The writing desk. Each write sent again changes nothing more: texts are known by what they say. */
@Controller('api/v1/library/prompts')
@UseGuards(CallerGuard)
export class LibraryController {
  constructor(
    private readonly listLibrary: ListLibrary,
    private readonly showPrompt: ShowPrompt,
    private readonly findFlatPrompts: FindFlatPrompts,
    private readonly checkPromptTexts: CheckPromptTexts,
    private readonly addPromptTexts: AddPromptTexts,
    private readonly usePromptText: UsePromptText,
    private readonly translatePrompts: TranslatePrompts,
    private readonly reviewTranslation: ReviewTranslation,
    private readonly retirePrompt: RetirePrompt,
  ) {}

  @Get()
  @Needs('prompt-texts.read')
  @ApiOkResponse({ standardSchema: libraryList })
  async prompts(@CalledBy() caller: Caller): Promise<object> {
    return this.listLibrary.run(caller.organisationId);
  }

  @Get('flat')
  @Needs('prompt-texts.read')
  @ApiOkResponse({ standardSchema: listOf(flatPrompt) })
  async flat(@CalledBy() caller: Caller): Promise<object> {
    const items = await this.findFlatPrompts.run(caller.organisationId);
    return { items, total: items.length };
  }

  @Get('choices')
  @Needs('prompt-texts.read')
  @ApiOkResponse({ standardSchema: libraryChoices })
  choices(): LibraryChoices {
    return listChoices();
  }

  @Get(':code')
  @Needs('prompt-texts.read')
  @ApiOkResponse({ standardSchema: libraryPromptShown })
  async prompt(@CalledBy() caller: Caller, @Param('code') code: string): Promise<object> {
    return this.showPrompt.run(caller.organisationId, code);
  }

  @Post('check')
  @Needs('prompt-texts.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: listOf(textProblem) })
  async check(
    @CalledBy() caller: Caller,
    @Body({ schema: promptTextsRequest }) body: PromptTextsRequest,
  ): Promise<object> {
    const items = await this.checkPromptTexts.run(caller.organisationId, body.items);
    return { items, total: items.length };
  }

  @Post()
  @Needs('prompt-texts.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: libraryChanged })
  async add(
    @CalledBy() caller: Caller,
    @Body({ schema: promptTextsRequest }) body: PromptTextsRequest,
  ): Promise<LibraryChanged> {
    return this.addPromptTexts.run(caller.actor, caller.organisationId, body.items);
  }

  @Post('translations')
  @Needs('prompt-texts.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: libraryChanged })
  async translate(
    @CalledBy() caller: Caller,
    @Body({ schema: translationsRequest }) body: TranslationsRequest,
  ): Promise<LibraryChanged> {
    return this.translatePrompts.run(caller.actor, caller.organisationId, body.items);
  }

  @Post(':code/translations/review')
  @Needs('prompt-texts.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: libraryChanged })
  async review(
    @CalledBy() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: reviewRequest }) body: ReviewRequest,
  ): Promise<LibraryChanged> {
    return this.reviewTranslation.run(caller.actor, caller.organisationId, code, body);
  }

  @Post(':code/use')
  @Needs('prompt-texts.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: libraryChanged })
  async use(@CalledBy() caller: Caller, @Param('code') code: string): Promise<LibraryChanged> {
    return this.usePromptText.run(caller.actor, caller.organisationId, code);
  }

  @Post(':code/retire')
  @Needs('prompt-texts.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: libraryChanged })
  async retire(
    @CalledBy() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: retireRequest }) body: RetireRequest,
  ): Promise<LibraryChanged> {
    return this.retirePrompt.run(caller.actor, caller.organisationId, code, body);
  }
}
