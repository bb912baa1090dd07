import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import * as z from 'zod';

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
  return SwaggerModule.createDocument(app, about, {
    standardSchemaConverter: (schema, { schemaType }) => {
      const { $schema: _, ...converted } = z.toJSONSchema(schema as z.core.$ZodType, { io: schemaType });
      return { schema: converted as never };
    },
  });
}
