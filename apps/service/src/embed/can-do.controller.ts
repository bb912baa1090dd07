import { canDoView, type CanDoView } from '@doorstep/contracts/embed';
import { Controller, Get, Headers } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { readCanDo } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** What whoever is at work can do about what they hear. It is the same at every record. */
@Controller('embed/v1/can-do')
export class EmbedCanDoController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly database: Database,
  ) {}

  @Get()
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: canDoView })
  async canDo(@Headers() headers: PanelHeaders): Promise<CanDoView> {
    const { organisationId, roles } = await this.checkSession.of(headers);
    return this.database.inOrganisation(organisationId, (db) => readCanDo(db, roles));
  }
}
