import { personShown } from '@doorstep/contracts/http';
import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ShowPerson } from './show-person.js';

@Controller('api/v1/people')
@UseGuards(CallerGuard)
export class PrivacyController {
  constructor(private readonly showPerson: ShowPerson) {}

  @Get(':reference')
  @Needs('people.read')
  @ApiOkResponse({ standardSchema: personShown })
  async person(@CalledBy() caller: Caller, @Param('reference') reference: string): Promise<object> {
    return this.showPerson.run(caller, reference);
  }
}
