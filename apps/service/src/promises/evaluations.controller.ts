import {
  answerEvaluationRequest,
  evaluationShown,
  evaluationSummary,
  evaluatorVoices,
  evaluatorVoicesQuery,
  listOf,
  lockEvaluationRequest,
  openEvaluationRequest,
  writeEvaluationRequest,
  type AnswerEvaluationRequest,
  type EvaluationShown,
  type EvaluatorVoices,
  type EvaluatorVoicesQuery,
  type LockEvaluationRequest,
  type OpenEvaluationRequest,
  type WriteEvaluationRequest,
} from '@doorstep/contracts/http';
import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { AnswerEvaluation } from './answer-evaluation.js';
import { ListEvaluations } from './list-evaluations.js';
import { ListEvaluatorVoices } from './list-evaluator-voices.js';
import { LockEvaluation } from './lock-evaluation.js';
import { OpenEvaluation } from './open-evaluation.js';
import { WriteEvaluation } from './write-evaluation.js';

/** The space of residents who evaluate: they write and lock; staff read what is locked, and answer beside it. */
@Controller('api/v1/evaluations')
@UseGuards(CallerGuard)
export class EvaluationsController {
  constructor(
    private readonly listEvaluations: ListEvaluations,
    private readonly listEvaluatorVoices: ListEvaluatorVoices,
    private readonly openEvaluation: OpenEvaluation,
    private readonly writeEvaluation: WriteEvaluation,
    private readonly lockEvaluation: LockEvaluation,
    private readonly answerEvaluation: AnswerEvaluation,
  ) {}

  @Get()
  @Needs('promises.read')
  @ApiOkResponse({ standardSchema: listOf(evaluationSummary) })
  async list(@CalledBy() caller: Caller): Promise<object> {
    return this.listEvaluations.run(caller);
  }

  @Post()
  @Needs('evaluations.write')
  @ApiCreatedResponse({ standardSchema: evaluationShown })
  async open(
    @CalledBy() caller: Caller,
    @Body({ schema: openEvaluationRequest }) body: OpenEvaluationRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<EvaluationShown> {
    return this.openEvaluation.run(caller, body, writeOnce(key, body));
  }

  @Get('voices')
  @Needs('evaluations.write')
  @ApiOkResponse({ standardSchema: evaluatorVoices })
  async voices(
    @CalledBy() caller: Caller,
    @Query({ schema: evaluatorVoicesQuery }) query: EvaluatorVoicesQuery,
  ): Promise<EvaluatorVoices> {
    return this.listEvaluatorVoices.run(caller, query);
  }

  @Get(':id')
  @Needs('promises.read')
  @ApiOkResponse({ standardSchema: evaluationShown })
  async show(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<EvaluationShown> {
    return this.listEvaluations.one(caller, id);
  }

  /** Answers 409 with the evaluation as it is under `current` when another evaluator changed it since. */
  @Put(':id')
  @Needs('evaluations.write')
  @ApiOkResponse({ standardSchema: evaluationShown })
  async write(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: writeEvaluationRequest }) body: WriteEvaluationRequest,
  ): Promise<EvaluationShown> {
    return this.writeEvaluation.run(caller, id, body);
  }

  @Post(':id/lock')
  @HttpCode(200)
  @Needs('evaluations.write')
  @ApiOkResponse({ standardSchema: evaluationShown })
  async lock(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: lockEvaluationRequest }) body: LockEvaluationRequest,
  ): Promise<EvaluationShown> {
    return this.lockEvaluation.run(caller, id, body);
  }

  @Post(':id/answers')
  @Needs('promises.change')
  @ApiCreatedResponse({ standardSchema: evaluationShown })
  async answer(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: answerEvaluationRequest }) body: AnswerEvaluationRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<EvaluationShown> {
    return this.answerEvaluation.run(caller, id, body, writeOnce(key, { id, ...body }));
  }
}
