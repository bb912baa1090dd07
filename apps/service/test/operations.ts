import type { Act } from '@doorstep/contracts/http';
import type { EntryWay } from '../src/access/index.js';
import type { StartedService } from './start-service.js';

/** A JSON schema as our OpenAPI document holds it, with no references in it. */
export type Schema = Readonly<Record<string, unknown>>;

interface DescribedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface DescribedOperation {
  readonly operationId?: string;
  readonly parameters?: readonly DescribedParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly 'x-act'?: Act;
  readonly 'x-entry'?: EntryWay;
}

/** One thing the service answers, as its OpenAPI document describes it. */
export interface Operation {
  /** Method and path. */
  readonly name: string;
  readonly method: string;
  /** With `{name}` where a parameter stands. */
  readonly path: string;
  /** The path with something in every place that fits nothing that is stored. */
  readonly address: string;
  readonly act: Act | undefined;
  readonly entry: EntryWay | undefined;
  readonly described: DescribedOperation;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const unknownId = '0197f000-0000-7000-8000-000000000000';

/** Everything a running service answers, from its own document. */
export async function operationsOf({ url }: StartedService): Promise<readonly Operation[]> {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Partial<Record<(typeof methods)[number], DescribedOperation>>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const described = item[method];
      if (!described) return [];
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        address: path.replace(/\{\w+\}/g, unknownId),
        act: described['x-act'],
        entry: described['x-entry'],
        described,
      };
    }),
  );
}
