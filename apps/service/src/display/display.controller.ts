import {
  changeLook,
  changeWords,
  lookShown,
  wordsShown,
  type ChangeLook as LookChange,
  type ChangeWords as WordsChange,
  type LookShown,
  type WordsShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeLook } from './change-look.js';
import { ChangeWords } from './change-words.js';
import { ShowLook } from './show-look.js';
import { ShowWords } from './show-words.js';

/** How the landlord's screens speak and look. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class DisplayController {
  constructor(
    private readonly showWords: ShowWords,
    private readonly changeWords: ChangeWords,
    private readonly showLook: ShowLook,
    private readonly changeLook: ChangeLook,
  ) {}

  @Get('words')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: wordsShown })
  async words(@CalledBy() { organisationId }: Caller): Promise<WordsShown> {
    return this.showWords.run(organisationId);
  }

  @Put('words')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: wordsShown })
  async putWords(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: changeWords }) body: WordsChange,
  ): Promise<WordsShown> {
    return this.changeWords.run(actor, organisationId, body);
  }

  @Get('look')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: lookShown })
  async look(@CalledBy() { organisationId }: Caller): Promise<LookShown> {
    return this.showLook.run(organisationId);
  }

  @Put('look')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: lookShown })
  async putLook(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: changeLook }) body: LookChange,
  ): Promise<LookShown> {
    return this.changeLook.run(actor, organisationId, body);
  }
}
