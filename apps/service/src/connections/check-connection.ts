import { checkLive, type CheckResult } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { OpenConnection } from './open-connection.js';

/**
 * Tries a connection read-only and answers each named check as it ends: the connector's own, then what of the conformance
 * kit only reads. Nothing is stored.
 */
@Injectable()
export class CheckConnection {
  constructor(private readonly open: OpenConnection) {}

  async *run(organisationId: string, named: string, signal: AbortSignal): AsyncIterable<CheckResult> {
    const connection = await this.open.run(organisationId, named, signal);
    try {
      yield* checkLive(connection.connector, connection.configuration, connection.context);
    } finally {
      await connection.close();
    }
  }
}
