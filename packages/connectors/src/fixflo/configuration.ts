import * as z from 'zod';

import { address, code, parseConfiguration, schemaOf, secret } from '../reading/configuration.js';

const schema = z.strictObject({
  url: address.meta({ title: "Address of the landlord's Fixflo, such as https://landlord.fixflo.com", format: 'uri' }),
  token: secret('API token'),
  webhookId: code('Id of the webhook whose log of deliveries is read').optional(),
  lookBackDays: z
    .int()
    .min(1)
    .max(3650)
    .default(90)
    .meta({ title: 'Comments of how many days are read when the list is begun, in days' }),
  faultId: code('Id of the fault that raised issues are given').default('0'),
  mergedMark: code('What stands before the id of the new issue where a merged one says why it was closed').default(
    'Merged into',
  ),
  pageSize: z.int().min(1).max(100).default(50).meta({ title: 'Records asked for at a time, where Fixflo lets us' }),
});

/** `url` has no slash at its end. `lookBackDays` in days. */
export type FixfloConfig = z.output<typeof schema>;

/** JSON Schema (draft 2020-12) of what `configure` takes; secrets carry `x-secret`. */
export const configurationSchema = schemaOf(schema);

/** Throws `ConfigurationProblem`, as `parseConfiguration`. */
export function configure(configuration: unknown): FixfloConfig {
  return parseConfiguration(schema, configuration);
}
