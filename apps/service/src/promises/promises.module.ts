import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AddAction } from './add-action.js';
import { AnswerEvaluation } from './answer-evaluation.js';
import { ChangePromiseSettings } from './change-promise-settings.js';
import { ChangePromise } from './change-promise.js';
import { EndPromise } from './end-promise.js';
import { EvaluationsController } from './evaluations.controller.js';
import { ListEvaluations } from './list-evaluations.js';
import { ListEvaluatorVoices } from './list-evaluator-voices.js';
import { ListPromises } from './list-promises.js';
import { LockEvaluation } from './lock-evaluation.js';
import { MakePromise } from './make-promise.js';
import { OpenEvaluation } from './open-evaluation.js';
import { OrderPromises } from './order-promises.js';
import { PromisesController } from './promises.controller.js';
import { SettleAction } from './settle-action.js';
import { ShowPromiseChecks } from './show-promise-checks.js';
import { WriteEvaluation } from './write-evaluation.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [PromisesController, EvaluationsController],
  providers: [
    AddAction,
    AnswerEvaluation,
    ChangePromise,
    ChangePromiseSettings,
    EndPromise,
    ListEvaluations,
    ListEvaluatorVoices,
    ListPromises,
    LockEvaluation,
    MakePromise,
    OpenEvaluation,
    OrderPromises,
    SettleAction,
    ShowPromiseChecks,
    WriteEvaluation,
  ],
})
export class PromisesModule {}
