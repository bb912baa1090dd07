import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import * as z from 'zod';
import { keepsKey } from './write-once.interceptor.js';

/** The OpenAPI 3.1 document of everything the application answers, from the very schemas that check requests. */
export function describeHttp(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Doorstep')
    .setDescription(
      'Everyday contacts in, honest prompts and residents’ words out. Failures are RFC 9457 problem documents with a stable ' +
        'code. Every write takes an Idempotency-Key header of 1 to 200 characters: sent again with the same key, it is not ' +
        'done again, and under /api and /admin it answers the same for a day; another request with that key is refused (422).',
    )
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'A landlord’s API key (dk_…), a panel session (ps_…), or a phone at the door (vs_…, vp_…).',
    })
    .addGlobalResponse({ status: '4XX', description: 'A problem document (application/problem+json).' })
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    standardSchemaConverter: (schema, { schemaType }) => {
      const { $schema: _, ...converted } = z.toJSONSchema(schema as z.core.$ZodType, { io: schemaType });
      return { schema: converted as never };
    },
  });
  describeKeys(app, document);
  return document;
}

const writes = ['post', 'put', 'patch', 'delete'] as const;

/** Names the Idempotency-Key wherever it is taken: by each write of a caller who is known, and where a route needs it. */
function describeKeys(app: NestFastifyApplication, { paths }: OpenAPIObject): void {
  const needing = routesThatKeepKeys(app);
  for (const [path, item] of Object.entries(paths))
    for (const method of writes) {
      const operation = item[method] as DescribedWrite | undefined;
      if (!operation) continue;
      const required = needing.has(`${method} ${path}`);
      const others = (operation.parameters ?? []).filter(
        (one) => !('name' in one) || !/^idempotency-key$/i.test(one.name),
      );
      const isOurs = /^\/(api|admin)\//.test(path) && operation['x-entry'] !== 'public';
      operation.parameters = required || isOurs ? [...others, keyParameter(required)] : others;
    }
}

type Described = NonNullable<OpenAPIObject['paths'][string]['post']>;
type DescribedWrite = Described & { 'x-entry'?: string };

function keyParameter(required: boolean): NonNullable<Described['parameters']>[number] {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required,
    description: 'A name of your own for this one write, so that sending it twice does it once.',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
  };
}

/** As `<method> <path>` of the document. */
function routesThatKeepKeys(app: NestFastifyApplication): ReadonlySet<string> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((one) => [...one.controllers.values()]);
  return new Set(
    controllers.flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const { prototype } = metatype as { prototype: Record<string, object> };
      return Object.getOwnPropertyNames(prototype)
        .filter((name) => keepsKey(metatype as Type, name))
        .map((name) => {
          const route = prototype[name]!;
          const path = [pathOf(metatype), pathOf(route)]
            .flatMap((part) => part.split('/'))
            .filter((part) => part !== '');
          const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, route) as RequestMethod];
          return `${method.toLowerCase()} /${path.join('/').replace(/:(\w+)/g, '{$1}')}`;
        });
    }),
  );
}

function pathOf(target: object): string {
  return String(Reflect.getMetadata(PATH_METADATA, target) ?? '');
}
