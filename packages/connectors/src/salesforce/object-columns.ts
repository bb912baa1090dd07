import * as z from 'zod';

import { type ConnectorContext, type SeenColumn, SourceProblem } from '../contract.js';

import { askDescribe, readAnswer } from './ask.js';
import { ALWAYS } from './columns.js';
import type { SalesforceConfig, StreamName } from './configuration.js';
import { isForbidden } from './soql.js';

const description = z.object({ fields: z.array(z.object({ name: z.string().max(80), type: z.string().max(40) })) });

/** Made up of other fields, which stand beside them, or of bytes. */
const withoutText: ReadonlySet<string> = new Set(['address', 'location', 'base64']);

/**
 * The fields of a stream's object that the user may see, but those that are asked for of every row and those that are
 * never taken. None where no object is named. Throws `SourceProblem`. Source: REST API, sObject Describe.
 */
export async function objectColumns(
  config: SalesforceConfig,
  name: StreamName,
  context: ConnectorContext,
): Promise<readonly SeenColumn[]> {
  const object = config.objects[name];
  if (object === '') return [];
  const read = description.safeParse(readAnswer(await askDescribe(object, config, context)));
  if (!read.success) throw new SourceProblem('not-a-page', 'The answer is not the description of an object.', true);
  return read.data.fields
    .filter(({ name: field, type }) => !ALWAYS.includes(field) && !withoutText.has(type) && !isForbidden(field))
    .map(({ name: field, type }) => ({ name: field, isTime: type === 'date' || type === 'datetime' }));
}
