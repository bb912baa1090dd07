import {
  entrySettled,
  heldEntry,
  listOf,
  listQuery,
  phoneSummary,
  removePhoneRequest,
  settleEntryRequest,
  shiftLinkMade,
  shiftLinkRequest,
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
  Query,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListHeldEntries } from './list-held-entries.js';
import { ListPhones } from './list-phones.js';
import { MakeShiftLink } from './make-shift-link.js';
import { RemovePhone } from './remove-phone.js';
import { SettleHeldEntry } from './settle-held-entry.js';
import { ShowPhoto } from './show-photo.js';

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
