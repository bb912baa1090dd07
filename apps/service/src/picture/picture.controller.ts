import {
  adoptionShown,
  areasShown,
  concentrationShown,
  decisionsShown,
  firstTimeShown,
  fromPromptsShown,
  heardByQuery,
  heardFrom,
  loopsShown,
  pictureQuery,
  rollCallsShown,
  silentQuery,
  silentShown,
  themesShown,
  waitingShown,
  wholePictureQuery,
  type AdoptionShown,
  type AreasShown,
  type ConcentrationShown,
  type DecisionsShown,
  type FirstTimeShown,
  type FromPromptsShown,
  type HeardByQuery,
  type HeardFrom,
  type LoopsShown,
  type PictureQuery,
  type RollCallsShown,
  type SilentQuery,
  type SilentShown,
  type ThemesShown,
  type WaitingShown,
  type WholePictureQuery,
} from '@doorstep/contracts/http';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { ShowAdoption } from './adoption.js';
import { Areas } from './areas.js';
import { ClosingLoops } from './closing-loops.js';
import { ShowConcentration } from './concentration.js';
import { FirstTime } from './first-time.js';
import { FromPrompts } from './from-prompts.js';
import { HowDecisionsAreMade } from './how-decisions-are-made.js';
import { RollCalls } from './roll-calls.js';
import { SilentHomes } from './silent-homes.js';
import { Waiting } from './waiting.js';
import { WhatPeopleRaise } from './what-people-raise.js';
import { WhoWeHearFrom } from './who-we-hear-from.js';

/** The picture: who is heard and who is not, who waits, and who decides. Figures, never of a person; and the homes to go to. */
@Controller('api/v1/picture')
@UseGuards(CallerGuard)
export class PictureController {
  constructor(
    private readonly whoWeHearFrom: WhoWeHearFrom,
    private readonly openRollCalls: RollCalls,
    private readonly whoWaits: Waiting,
    private readonly howDecisionsAreMade: HowDecisionsAreMade,
    private readonly whatPeopleRaise: WhatPeopleRaise,
    private readonly everyArea: Areas,
    private readonly showConcentration: ShowConcentration,
    private readonly heardFirstTime: FirstTime,
    private readonly closingLoops: ClosingLoops,
    private readonly fromPrompts: FromPrompts,
    private readonly showAdoption: ShowAdoption,
    private readonly silentHomes: SilentHomes,
  ) {}

  @Get('who-we-hear-from')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: heardFrom })
  async heardFrom(
    @CalledBy() caller: Caller,
    @Query({ schema: heardByQuery }) query: HeardByQuery,
  ): Promise<HeardFrom> {
    return this.whoWeHearFrom.run(caller, query);
  }

  @Get('roll-calls')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: rollCallsShown })
  async rollCalls(
    @CalledBy() caller: Caller,
    @Query({ schema: pictureQuery }) query: PictureQuery,
  ): Promise<RollCallsShown> {
    return this.openRollCalls.run(caller, query);
  }

  @Get('waiting')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: waitingShown })
  async waiting(
    @CalledBy() caller: Caller,
    @Query({ schema: pictureQuery }) query: PictureQuery,
  ): Promise<WaitingShown> {
    return this.whoWaits.run(caller, query);
  }

  @Get('decisions')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: decisionsShown })
  async decisions(@CalledBy() caller: Caller): Promise<DecisionsShown> {
    return this.howDecisionsAreMade.run(caller);
  }

  @Get('themes')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: themesShown })
  async themes(@CalledBy() caller: Caller, @Query({ schema: pictureQuery }) query: PictureQuery): Promise<ThemesShown> {
    return this.whatPeopleRaise.run(caller, query);
  }

  @Get('areas')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: areasShown })
  async areas(
    @CalledBy() caller: Caller,
    @Query({ schema: wholePictureQuery }) query: WholePictureQuery,
  ): Promise<AreasShown> {
    return this.everyArea.run(caller, query);
  }

  @Get('concentration')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: concentrationShown })
  async concentration(
    @CalledBy() caller: Caller,
    @Query({ schema: wholePictureQuery }) query: WholePictureQuery,
  ): Promise<ConcentrationShown> {
    return this.showConcentration.run(caller, query);
  }

  @Get('first-time')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: firstTimeShown })
  async firstTime(
    @CalledBy() caller: Caller,
    @Query({ schema: wholePictureQuery }) query: WholePictureQuery,
  ): Promise<FirstTimeShown> {
    return this.heardFirstTime.run(caller, query);
  }

  @Get('loops')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: loopsShown })
  async loops(@CalledBy() caller: Caller, @Query({ schema: pictureQuery }) query: PictureQuery): Promise<LoopsShown> {
    return this.closingLoops.run(caller, query);
  }

  @Get('from-prompts')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: fromPromptsShown })
  async prompts(
    @CalledBy() caller: Caller,
    @Query({ schema: pictureQuery }) query: PictureQuery,
  ): Promise<FromPromptsShown> {
    return this.fromPrompts.run(caller, query);
  }

  @Get('adoption')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: adoptionShown })
  async adoption(
    @CalledBy() caller: Caller,
    @Query({ schema: wholePictureQuery }) query: WholePictureQuery,
  ): Promise<AdoptionShown> {
    return this.showAdoption.run(caller, query);
  }

  @Get('silent')
  @Needs('picture.read')
  @ApiOkResponse({ standardSchema: silentShown })
  async silent(@CalledBy() caller: Caller, @Query({ schema: silentQuery }) query: SilentQuery): Promise<SilentShown> {
    return this.silentHomes.run(caller, query);
  }
}
