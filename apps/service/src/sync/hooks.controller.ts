import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Entry } from '../access/index.js';
import { TakeWebhook } from './take-webhook.js';

/** Where housing systems tell that something changed. The sender proves itself by signing the bytes it sends. */
@Controller('hooks/v1')
export class HooksController {
  constructor(private readonly takeWebhook: TakeWebhook) {}

  /** 202: noted, and read again soon; the same for a delivery that came before. */
  @Post(':connection')
  @Entry('webhook')
  @HttpCode(202)
  async take(
    @Param('connection') connection: string,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @Body() body: unknown,
  ): Promise<void> {
    const flat = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    await this.takeWebhook.run(connection, { rawBody, headers: Object.fromEntries(flat) as Record<string, string> });
  }
}
