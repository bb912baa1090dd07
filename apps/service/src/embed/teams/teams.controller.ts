import {
  listOf,
  placeFound,
  placesQuery,
  setTeamRequest,
  teamShown,
  type PlaceFound,
  type PlacesQuery,
  type SetTeamRequest,
  type TeamShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Param, Put, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../../platform/http/caller.guard.js';
import { ListTeams } from './list-teams.js';
import { SearchPlaces } from './search-places.js';
import { SetTeam } from './set-team.js';

/** Teams, and the places that they look after. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class TeamsController {
  constructor(
    private readonly listTeams: ListTeams,
    private readonly setTeam: SetTeam,
    private readonly searchPlaces: SearchPlaces,
  ) {}

  @Get('teams')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: listOf(teamShown) })
  async teams(@CalledBy() { organisationId }: Caller): Promise<{ items: TeamShown[]; total: number }> {
    return this.listTeams.run(organisationId);
  }

  @Put('teams/:code')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: teamShown })
  async set(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('code') code: string,
    @Body({ schema: setTeamRequest }) body: SetTeamRequest,
  ): Promise<TeamShown> {
    return this.setTeam.run(actor, organisationId, { ...body, code });
  }

  @Get('places')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: listOf(placeFound) })
  async places(
    @CalledBy() { organisationId }: Caller,
    @Query({ schema: placesQuery }) query: PlacesQuery,
  ): Promise<{ items: PlaceFound[]; total: number }> {
    return this.searchPlaces.run(organisationId, query);
  }
}
