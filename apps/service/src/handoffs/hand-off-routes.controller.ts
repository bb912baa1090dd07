import {
  listOf,
  routeSetting,
  routeSettingRequest,
  routeWords,
  routeWordsRequest,
  type RouteSettingRequest,
  type RouteWordsRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { AddRouteWords } from './add-route-words.js';
import { EndRouteWords } from './end-route-words.js';
import { ListRoutes } from './list-routes.js';
import { ListRouteWords } from './list-route-words.js';
import { SetRoute } from './set-route.js';

/** How a landlord hands things over, and the words of its own that suggest it. */
@Controller('api/v1')
@UseGuards(CallerGuard)
export class HandOffRoutesController {
  constructor(
    private readonly listRoutes: ListRoutes,
    private readonly setRoute: SetRoute,
    private readonly listRouteWords: ListRouteWords,
    private readonly addRouteWords: AddRouteWords,
    private readonly endRouteWords: EndRouteWords,
  ) {}

  @Get('hand-off-routes')
  @Needs('routes.read')
  @ApiOkResponse({ standardSchema: listOf(routeSetting) })
  async routes(@CalledBy() caller: Caller): Promise<object> {
    const items = await this.listRoutes.run(caller.organisationId);
    return { items, total: items.length };
  }

  @Put('hand-off-routes/:route')
  @Needs('routes.change')
  @ApiOkResponse({ standardSchema: routeSetting })
  async set(
    @CalledBy() caller: Caller,
    @Param('route') route: string,
    @Body({ schema: routeSettingRequest }) body: RouteSettingRequest,
  ): Promise<object> {
    return this.setRoute.run(caller.actor, caller.organisationId, route, body);
  }

  @Get('route-words')
  @Needs('routes.read')
  @ApiOkResponse({ standardSchema: listOf(routeWords) })
  async words(@CalledBy() caller: Caller): Promise<object> {
    const items = await this.listRouteWords.run(caller.organisationId);
    return { items, total: items.length };
  }

  /** The same words for the same route are the same entry, however often they are sent. */
  @Post('route-words')
  @Needs('routes.change')
  @ApiCreatedResponse({ standardSchema: routeWords })
  async addWords(
    @CalledBy() caller: Caller,
    @Body({ schema: routeWordsRequest }) body: RouteWordsRequest,
  ): Promise<object> {
    return this.addRouteWords.run(caller.actor, caller.organisationId, body);
  }

  @Delete('route-words/:id')
  @Needs('routes.change')
  @HttpCode(204)
  async endWords(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.endRouteWords.run(caller.actor, caller.organisationId, id);
  }
}
