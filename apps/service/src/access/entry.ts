import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Where a route keeps who it is for, where no act of ours says so. */
export const chosenEntry = 'doorstep:entry';

/**
 * How someone comes in to a route that is not held against the table of who may do what: by a panel session at one
 * record, from a phone at the door, as whoever is signed in to the console, by a webhook's signature, or as anybody.
 */
export const entries = ['panel-session', 'phone', 'console-session', 'webhook', 'public'] as const;
export type EntryWay = (typeof entries)[number];

/** Says how someone comes in to a route, or to every route of a class. It is in the OpenAPI document as `x-entry`. */
export function Entry(way: EntryWay): MethodDecorator {
  return applyDecorators(SetMetadata(chosenEntry, way), ApiExtension('x-entry', way));
}
