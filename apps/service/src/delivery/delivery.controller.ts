import {
  deliveryCheck,
  deliveryRequest,
  deliveryShown,
  deliveryTrialRequest,
  listOf,
  type DeliveryRequest,
  type DeliveryCheck,
  type DeliveryShown,
  type DeliveryTrialRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import * as z from 'zod';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { CheckDelivery } from './check-delivery.js';
import { ListDelivery } from './list-delivery.js';
import { SendTrial } from './send-trial.js';
import { SetDelivery } from './set-delivery.js';

const way = z.enum(['email', 'text']);

@Controller('api/v1/delivery')
@UseGuards(CallerGuard)
export class DeliveryController {
  constructor(
    private readonly setDelivery: SetDelivery,
    private readonly listDelivery: ListDelivery,
    private readonly checkDelivery: CheckDelivery,
    private readonly sendTrial: SendTrial,
  ) {}

  @Get()
  @Needs('delivery.read')
  @ApiOkResponse({ standardSchema: listOf(deliveryShown) })
  async list(@CalledBy() caller: Caller): Promise<object> {
    return this.listDelivery.run(caller.organisationId);
  }

  @Post()
  @Needs('delivery.change')
  @ApiCreatedResponse({ standardSchema: deliveryShown })
  async set(
    @CalledBy() caller: Caller,
    @Body({ schema: deliveryRequest }) body: DeliveryRequest,
  ): Promise<DeliveryShown> {
    return this.setDelivery.run(caller.actor, caller.organisationId, body);
  }

  @Post(':way/check')
  @Needs('delivery.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: listOf(deliveryCheck) })
  async check(@CalledBy() caller: Caller, @Param('way', { schema: way }) named: z.infer<typeof way>): Promise<object> {
    const items = await this.checkDelivery.run(caller.organisationId, named, AbortSignal.timeout(120_000));
    return { items, total: items.length };
  }

  @Post(':way/trial')
  @Needs('delivery.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: deliveryCheck })
  async trial(
    @CalledBy() caller: Caller,
    @Param('way', { schema: way }) named: z.infer<typeof way>,
    @Body({ schema: deliveryTrialRequest }) body: DeliveryTrialRequest,
  ): Promise<DeliveryCheck> {
    return this.sendTrial.run(caller, named, body, AbortSignal.timeout(120_000));
  }
}
