import { Readable } from 'node:stream';
import {
  correctVoiceRequest,
  heldVoice,
  keptVoice,
  listOf,
  listQuery,
  sortVoiceRequest,
  takeVoiceRequest,
  voiceConsentRequest,
  voiceSummary,
  voicesQuery,
  type CorrectVoiceRequest,
  type ListQuery,
  type SortVoiceRequest,
  type TakeVoiceRequest,
  type VoiceConsentRequest,
  type VoicesQuery,
} from '@doorstep/contracts/http';
import { lightbulbRequest, type LightbulbRequest } from '@doorstep/contracts/voice';
import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { CorrectVoice } from './correct-voice.js';
import { ExportVoices } from './export-voices.js';
import { ListHeldVoices } from './list-held-voices.js';
import { ListVoices } from './list-voices.js';
import { RecordConsent } from './record-consent.js';
import { SetLightbulb } from './set-lightbulb.js';
import { SortVoice } from './sort-voice.js';
import { TakeVoice } from './take-voice.js';

@Controller('api/v1/voices')
@UseGuards(CallerGuard)
export class ListeningController {
  constructor(
    private readonly listVoices: ListVoices,
    private readonly listHeldVoices: ListHeldVoices,
    private readonly exportVoices: ExportVoices,
    private readonly takeVoice: TakeVoice,
    private readonly correctVoice: CorrectVoice,
    private readonly sortVoice: SortVoice,
    private readonly setLightbulb: SetLightbulb,
    private readonly recordConsent: RecordConsent,
  ) {}

  @Get()
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: listOf(voiceSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: voicesQuery }) query: VoicesQuery): Promise<object> {
    return this.listVoices.run(caller, query);
  }

  @Get('held')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: listOf(heldVoice) })
  async held(@CalledBy() caller: Caller, @Query({ schema: listQuery }) { limit }: ListQuery): Promise<object> {
    return this.listHeldVoices.run(caller, limit);
  }

  @Get('export')
  @Needs('voices.read')
  @Header('content-disposition', 'attachment; filename="voices.csv"')
  async export(@CalledBy() caller: Caller): Promise<StreamableFile> {
    const csv = await this.exportVoices.run(caller);
    return new StreamableFile(Readable.from(csv), { type: 'text/csv; charset=utf-8' });
  }

  @Post()
  @Needs('voices.write')
  @ApiCreatedResponse({ standardSchema: keptVoice })
  async take(
    @CalledBy() caller: Caller,
    @Body({ schema: takeVoiceRequest }) body: TakeVoiceRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<object> {
    return this.takeVoice.run(caller, body, writeOnce(key, body));
  }

  @Post(':id/corrections')
  @Needs('voices.correct')
  @ApiCreatedResponse({ standardSchema: keptVoice })
  async correct(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: correctVoiceRequest }) body: CorrectVoiceRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<object> {
    return this.correctVoice.run({ ...caller, householdId: null }, id, body, writeOnce(key, { id, ...body }));
  }

  @Post(':id/sorting')
  @Needs('voices.sort')
  @HttpCode(204)
  async sort(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: sortVoiceRequest }) body: SortVoiceRequest,
  ): Promise<void> {
    await this.sortVoice.run(caller, id, body);
  }

  @Post(':id/lightbulb')
  @Needs('voices.sort')
  @HttpCode(204)
  async light(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: lightbulbRequest }) body: LightbulbRequest,
  ): Promise<void> {
    await this.setLightbulb.run(caller, id, body);
  }

  @Post(':id/consent')
  @Needs('voices.write')
  @HttpCode(204)
  async consent(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: voiceConsentRequest }) body: VoiceConsentRequest,
  ): Promise<void> {
    await this.recordConsent.run(caller, id, body);
  }
}
