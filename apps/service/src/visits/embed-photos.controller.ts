import { Controller, Get, Headers, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { CheckSession, type PanelHeaders } from '../embed/index.js';
import { ShowPhoto } from './show-photo.js';

/** What was photographed at the door of the record's household, for whoever may read what was said there. */
@Controller('embed/v1/photos')
export class EmbedPhotosController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly showPhoto: ShowPhoto,
  ) {}

  @Get(':entryId/:photoId')
  @Entry('panel-session')
  @ApiProduces('image/jpeg')
  async photo(
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @Param('photoId', ParseUUIDPipe) photoId: string,
    @Headers() headers: PanelHeaders,
  ): Promise<StreamableFile> {
    const staff = await this.checkSession.of(headers);
    return new StreamableFile(await this.showPhoto.atRecord(staff, { entryId, photoId }), { type: 'image/jpeg' });
  }
}
