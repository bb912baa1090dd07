import * as z from 'zod';

import { ConfigurationProblem } from '../contract.js';

/** An address without a slash at its end, http or https. Nothing in it may be a secret. */
export const address = z
  .string()
  .max(2000)
  .refine(isPlainAddress, 'must be an http or https address without a user name, query or fragment')
  .transform((url) => url.trim().replace(/\/+$/, ''));

/** Sealed before it is stored, and never shown again. */
export const secret = (title: string) =>
  z.string().trim().min(1, 'must not be empty').max(8192).meta({ title, 'x-secret': true });

/** A short code or name of the host. */
export const code = (title: string) => z.string().trim().min(1, 'must not be empty').max(100).meta({ title });

/** JSON Schema (draft 2020-12) of what a landlord fills in; secrets carry `x-secret`. */
export function schemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { io: 'input' });
}

/**
 * Parses a stored configuration.
 * Throws `ConfigurationProblem` with one sentence that names the field and never holds its value.
 */
export function parseConfiguration<Parsed>(schema: z.ZodType<Parsed>, configuration: unknown): Parsed {
  const parsed = schema.safeParse(configuration);
  if (!parsed.success) throw new ConfigurationProblem(sentenceFor(parsed.error));
  return parsed.data;
}

function sentenceFor(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'unrecognized_keys')
    return `The configuration has a field it does not know: ${issue.keys.join(', ')}.`;
  const field = issue?.path.join('.');
  return field ? `${field}: ${issue?.message}.` : 'The configuration must be an object.';
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}
