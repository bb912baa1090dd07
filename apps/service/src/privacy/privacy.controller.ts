import {
  changeCaseRequest,
  copyQuery,
  eraseRequest,
  erasurePreview,
  heldRequest,
  listOf,
  listQuery,
  openCaseRequest,
  personCopy,
  personHeld,
  personShown,
  privacyCase,
  type ChangeCaseRequest,
  type CopyQuery,
  type EraseRequest,
  type ErasurePreview,
  type HeldRequest,
  type ListQuery,
  type OpenCaseRequest,
  type PersonCopy,
  type PersonHeld,
  type PrivacyCase,
} from '@doorstep/contracts/http';
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
import { packHtml, packPolicy } from '../evidence/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { ChangeCase } from './change-case.js';
import { copyDocument } from './copy-document.js';
import { CopyPerson } from './copy-person.js';
import { ErasePerson } from './erase-person.js';
import { ListCases } from './list-cases.js';
import { OpenCase } from './open-case.js';
import { PreviewErasure } from './preview-erasure.js';
import { RestrictPerson } from './restrict-person.js';
import { ShowHeld } from './show-held.js';
import { ShowPerson } from './show-person.js';

@Controller('api/v1/people')
@UseGuards(CallerGuard)
export class PeopleController {
  constructor(private readonly showPerson: ShowPerson) {}

  @Get(':reference')
  @Needs('people.read')
  @ApiOkResponse({ standardSchema: personShown })
  async person(@CalledBy() caller: Caller, @Param('reference') reference: string): Promise<object> {
    return this.showPerson.run(caller, reference);
  }
}

/** What one resident may ask for of what is held about them. Everything is done on a case, so that it is known why. */
@Controller('api/v1/privacy')
@UseGuards(CallerGuard)
export class PrivacyController {
  constructor(
    private readonly showHeld: ShowHeld,
    private readonly listCases: ListCases,
    private readonly openCase: OpenCase,
    private readonly changeCase: ChangeCase,
    private readonly copyPerson: CopyPerson,
    private readonly restrictPerson: RestrictPerson,
    private readonly previewErasure: PreviewErasure,
    private readonly erasePerson: ErasePerson,
  ) {}

  @Post('held')
  @HttpCode(200)
  @Needs('privacy.export')
  @ApiOkResponse({ standardSchema: personHeld })
  async held(@CalledBy() caller: Caller, @Body({ schema: heldRequest }) body: HeldRequest): Promise<PersonHeld> {
    return this.showHeld.run(caller, body);
  }

  @Get('cases')
  @Needs('privacy.export')
  @ApiOkResponse({ standardSchema: listOf(privacyCase) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) { limit }: ListQuery): Promise<object> {
    return this.listCases.run(caller, limit);
  }

  @Post('cases')
  @Needs('privacy.export')
  @ApiCreatedResponse({ standardSchema: privacyCase })
  async open(
    @CalledBy() caller: Caller,
    @Body({ schema: openCaseRequest }) body: OpenCaseRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<PrivacyCase> {
    return this.openCase.run(caller, body, writeOnce(key, body));
  }

  @Post('cases/:id')
  @HttpCode(200)
  @Needs('privacy.export')
  @ApiOkResponse({ standardSchema: privacyCase })
  async change(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: changeCaseRequest }) body: ChangeCaseRequest,
  ): Promise<PrivacyCase> {
    return this.changeCase.run(caller, id, body);
  }

  @Get('cases/:id/copy')
  @Needs('privacy.export')
  @Header('content-disposition', 'attachment; filename="copy.json"')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: personCopy })
  async copy(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query({ schema: copyQuery }) asked: CopyQuery,
  ): Promise<PersonCopy> {
    return this.copyPerson.run(caller, id, asked.language ?? null);
  }

  @Get('cases/:id/copy.html')
  @Needs('privacy.export')
  @Header('content-security-policy', packPolicy)
  @Header('x-content-type-options', 'nosniff')
  @Header('cache-control', 'no-store')
  async print(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query({ schema: copyQuery }) asked: CopyQuery,
  ): Promise<StreamableFile> {
    const copy = await this.copyPerson.run(caller, id, asked.language ?? null);
    const page = packHtml(copyDocument(copy), { language: copy.language, other: null });
    return new StreamableFile(Buffer.from(page), { type: 'text/html; charset=utf-8' });
  }

  @Post('cases/:id/restrict')
  @HttpCode(200)
  @Needs('privacy.erase')
  @ApiOkResponse({ standardSchema: privacyCase })
  async restrict(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<PrivacyCase> {
    return this.restrictPerson.run(caller, id);
  }

  @Post('cases/:id/lift')
  @HttpCode(200)
  @Needs('privacy.erase')
  @ApiOkResponse({ standardSchema: privacyCase })
  async lift(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<PrivacyCase> {
    return this.restrictPerson.lift(caller, id);
  }

  @Get('cases/:id/erasure')
  @Needs('privacy.erase')
  @ApiOkResponse({ standardSchema: erasurePreview })
  async preview(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ErasurePreview> {
    return this.previewErasure.run(caller, id);
  }

  @Post('cases/:id/erase')
  @HttpCode(200)
  @Needs('privacy.erase')
  @ApiOkResponse({ standardSchema: privacyCase })
  async erase(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: eraseRequest }) body: EraseRequest,
  ): Promise<PrivacyCase> {
    return this.erasePerson.run(caller, id, body);
  }
}
