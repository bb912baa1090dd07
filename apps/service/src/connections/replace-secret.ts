import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/problem.js';
import { ChangeSecret } from './change-secret.js';
import { CheckConnection } from './check-connection.js';

/** Puts a new secret in place of one, after the system was asked with it. What runs meanwhile goes on with the old one. */
@Injectable()
export class ReplaceSecret {
  constructor(
    private readonly check: CheckConnection,
    private readonly change: ChangeSecret,
  ) {}

  /** Throws `Problem` with the first check that did not pass; then the old one stays. */
  async run(
    actor: string,
    organisationId: string,
    named: string,
    field: string,
    secret: string,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const { name, result, detail } of await this.check.withSecret(
      organisationId,
      named,
      { [field]: secret },
      signal,
    )) {
      if (result === 'failed')
        throw new Problem('conflict', 'check-not-passed', `${name}: ${detail} The one before is still in use.`);
    }
    await this.change.run(actor, organisationId, named, field, secret);
  }
}
