import { changeWords, wordsShown, type ChangeWords as WordsChange, type WordsShown } from '@doorstep/contracts/http';
import { Body, Controller, Get, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeWords } from './change-words.js';
import { ShowWords } from './show-words.js';

/** How the landlord's screens speak. */
@Controller('admin/v1/words')
@UseGuards(CallerGuard)
export class DisplayController {
  constructor(
    private readonly showWords: ShowWords,
    private readonly changeWords: ChangeWords,
  ) {}

  @Get()
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: wordsShown })
  async show(@CalledBy() { organisationId }: Caller): Promise<WordsShown> {
    return this.showWords.run(organisationId);
  }

  @Put()
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: wordsShown })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: changeWords }) body: WordsChange,
  ): Promise<WordsShown> {
    return this.changeWords.run(actor, organisationId, body);
  }
}
