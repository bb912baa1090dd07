import type { Act } from '@doorstep/contracts/http';
import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Where a route keeps what may be done through it. */
export const neededAct = 'doorstep:act';

/**
 * What whoever asks must be allowed to do. It stands in the OpenAPI document too, as `x-act`, so that the table of who may
 * do what can be held against every route there is.
 */
export function Needs(act: Act): MethodDecorator {
  return applyDecorators(SetMetadata(neededAct, act), ApiExtension('x-act', act));
}
