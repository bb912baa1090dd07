import { photoReply, type PhotoReply } from '@doorstep/contracts/visit';
import {
  copiedEntry,
  copiedEntryTaken,
  entrySettled,
  heldEntry,
  listOf,
  listQuery,
  phoneSummary,
  removePhoneRequest,
  settleEntryRequest,
  shiftLinkMade,
  shiftLinkRequest,
  type CopiedEntry,
  type CopiedEntryTaken,
  type ListQuery,
  type RemovePhoneRequest,
  type SettleEntryRequest,
  type ShiftLinkRequest,
} from '@doorstep/contracts/http';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListHeldEntries } from './list-held-entries.js';
import { ListPhones } from './list-phones.js';
import { MakeShiftLink } from './make-shift-link.js';
import { RemovePhone } from './remove-phone.js';
import { SettleHeldEntry } from './settle-held-entry.js';
import { ShowPhoto } from './show-photo.js';
import { TakeEntry } from './take-entry.js';
import { TakePhotoPiece } from './take-photo-piece.js';
import { offsetQuery, type OffsetQuery } from './visits.controller.js';

/** Phones at the door and what they brought, for those who look after them. */
@Controller('api/v1')
@UseGuards(CallerGuard)
export class PhonesController {
  constructor(
    private readonly makeShiftLink: MakeShiftLink,
    private readonly listPhones: ListPhones,
    private readonly removePhone: RemovePhone,
    private readonly listHeldEntries: ListHeldEntries,
    private readonly settleHeldEntry: SettleHeldEntry,
    private readonly showPhoto: ShowPhoto,
    private readonly takeEntry: TakeEntry,
    private readonly takePhotoPiece: TakePhotoPiece,
  ) {}

  @Post('shift-links')
  @Needs('phones.manage')
  @ApiCreatedResponse({ standardSchema: shiftLinkMade })
  async link(@CalledBy() caller: Caller, @Body({ schema: shiftLinkRequest }) body: ShiftLinkRequest): Promise<object> {
    return this.makeShiftLink.run(caller, body);
  }

  @Get('phones')
  @Needs('phones.manage')
  @ApiOkResponse({ standardSchema: listOf(phoneSummary) })
  async phones(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listPhones.run(caller, query.limit);
  }

  @Post('phones/:id/remove')
  @Needs('phones.manage')
  @HttpCode(200)
  async remove(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: removePhoneRequest }) body: RemovePhoneRequest,
  ): Promise<object> {
    return this.removePhone.run(caller, id, body);
  }

  @Post('phones/:id/entries')
  @Needs('visit-entries.settle')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: copiedEntryTaken })
  async copied(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: copiedEntry }) body: CopiedEntry,
  ): Promise<CopiedEntryTaken> {
    return this.takeEntry.fromCopy(caller, id.toLowerCase(), body);
  }

  @Get('visit-entries')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: listOf(heldEntry) })
  async held(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listHeldEntries.run(caller, query.limit);
  }

  @Post('visit-entries/:id/settle')
  @Needs('visit-entries.settle')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: entrySettled })
  async settle(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: settleEntryRequest }) body: SettleEntryRequest,
  ): Promise<object> {
    return this.settleHeldEntry.run(caller, id, body);
  }

  @Put('visit-entries/:id/photos/:photoId')
  @Needs('visit-entries.settle')
  @ApiConsumes('application/octet-stream')
  @ApiOkResponse({ standardSchema: photoReply })
  async copiedPhoto(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) entryId: string,
    @Param('photoId', ParseUUIDPipe) photoId: string,
    @Query({ schema: offsetQuery }) { offset }: OffsetQuery,
    @Body() piece: Buffer | undefined,
  ): Promise<PhotoReply> {
    return this.takePhotoPiece.fromCopy(caller, { entryId, photoId }, offset, piece ?? Buffer.alloc(0));
  }

  @Get('visit-entries/:id/photos/:photoId')
  @Needs('voices.read')
  @ApiProduces('image/jpeg')
  async photo(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) entryId: string,
    @Param('photoId', ParseUUIDPipe) photoId: string,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.showPhoto.run(caller, { entryId, photoId }), { type: 'image/jpeg' });
  }
}
