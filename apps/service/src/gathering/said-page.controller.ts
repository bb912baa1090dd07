import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Entry } from '../access/index.js';

/** The page of a partner's or a stall's link. What stands after `#` in its address never reaches us. */
@ApiExcludeController()
@Controller()
export class SaidPageController {
  @Get('said')
  @Entry('public')
  page(@Res({ passthrough: true }) answer: FastifyReply): string {
    answer.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', policy);
    return html;
  }
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const html = `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>Tell your landlord</title>
    <script type="module" src="/embed/v1/said-page.js"></script>
  </head>
  <body>
    <noscript>
      <p>This page needs JavaScript. You can tell your landlord by phone or letter instead.</p>
      <p lang="cy">Mae angen JavaScript ar y dudalen hon. Gallwch ddweud wrth eich landlord dros y ffôn neu drwy lythyr.</p>
    </noscript>
  </body>
</html>
`;
