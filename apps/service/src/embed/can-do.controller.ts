import { canDoView, type CanDoView } from '@doorstep/contracts/embed';
import { Controller, Get, Headers } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { readCanDo } from '../library/index.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** What whoever is at work can do about what they hear. It is the same at every record. */
@Controller('embed/v1/can-do')
export class EmbedCanDoController {
  constructor(private readonly checkSession: CheckSession) {}

  @Get()
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: canDoView })
  async canDo(@Headers() headers: PanelHeaders): Promise<CanDoView> {
    return this.checkSession.atRecord(headers, (db, { staff }) => readCanDo(db, staff.roles));
  }
}
