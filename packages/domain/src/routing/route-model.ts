import type { HandOffRoute } from './hand-off-route.js';
import { packedRouteModel } from './packed-route-model.js';
import { tableSize } from './route-features.js';

/**
 * What training left: for each of `outputs` a start value and, for every place of the table, how much that feature says.
 * The last output is "any hand-off at all"; a text routes when that and `borrowed` times its strongest route come over
 * `threshold`, and then to every route that lies no further behind the strongest than its own `closeness`, in the order
 * of `outputs`. All on the scale of the sums.
 */
export interface RouteModel {
  readonly outputs: readonly (HandOffRoute | 'any')[];
  readonly starts: readonly number[];
  readonly scales: readonly number[];
  readonly table: Int8Array;
  readonly borrowed: number;
  readonly threshold: number;
  readonly closeness: readonly number[];
}

/** A model as tools/routes writes it: all but the table in the open, the table in base64. */
export interface PackedRouteModel extends Omit<RouteModel, 'table'> {
  readonly table: string;
}

/** The model the product ships with. */
export const shippedRouteModel: RouteModel = unpackRouteModel(packedRouteModel);

/** Throws a RangeError where the table is not of the size that the features need. */
export function unpackRouteModel({ table, ...model }: PackedRouteModel): RouteModel {
  const text = atob(table);
  // A loop, since a callback for each of a million places would be felt at every start.
  const bytes = new Int8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  if (bytes.length !== tableSize * model.outputs.length)
    throw new RangeError(`a route table has ${tableSize * model.outputs.length} places, this one ${bytes.length}`);
  return { ...model, table: bytes };
}
