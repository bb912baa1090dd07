import { panelLinkMade, panelLinkRequest, type PanelLinkRequest } from '@doorstep/contracts/http';
import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { MakePanelLink } from './make-panel-link.js';

/** Links into the panel, for a host that can only open a web address. */
@Controller('api/v1/embed')
@UseGuards(CallerGuard)
export class PanelLinksController {
  constructor(private readonly makePanelLink: MakePanelLink) {}

  @Post('links')
  @Needs('panel.open')
  @ApiCreatedResponse({ standardSchema: panelLinkMade })
  async link(@CalledBy() caller: Caller, @Body({ schema: panelLinkRequest }) body: PanelLinkRequest): Promise<object> {
    return this.makePanelLink.run(caller, body);
  }
}
