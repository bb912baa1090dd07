import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Problem } from '../problem.js';

const statusOf: Readonly<Record<Problem['kind'], number>> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-known': 404,
  conflict: 409,
  gone: 410,
  'reused-key': 422,
  unavailable: 503,
  'too-large': 413,
  'wrong-kind': 415,
  locked: 423,
  'too-many': 429,
};

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'bad-input',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'not-allowed',
  413: 'too-large',
  415: 'wrong-media-type',
  429: 'too-many-requests',
};

/** Answers every failure as an RFC 9457 problem document with a stable code, and never with an error's own text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const { status, code, detail, current } = this.describe(error);
    if (status >= 500) {
      const { name, code: errorCode, stack } = error as { name?: string; code?: string; stack?: string };
      // Frames only: the first line of a stack is the message, and a message may quote a row.
      this.logger.error(
        {
          request: request.id,
          error: name,
          code: errorCode,
          at: stack
            ?.split('\n')
            .filter((line) => /^\s+at /.test(line))
            .slice(0, 8),
        },
        'request failed',
      );
    }
    void reply
      .status(status)
      .header('content-type', 'application/problem+json')
      .header('cache-control', 'no-store')
      .send({
        type: 'about:blank',
        title: titles[status] ?? 'Problem',
        status,
        code,
        ...(detail === undefined ? {} : { detail }),
        ...(current ? { current } : {}),
        ...(status >= 500 ? { reference: request.id } : {}),
      });
  }

  private describe(error: unknown): { status: number; code: string; detail?: string; current?: object | null } {
    if (error instanceof Problem) {
      const { kind, code, message: detail, current } = error;
      return { status: statusOf[kind], code, detail, current };
    }
    if (error instanceof HttpException) {
      const status = error.getStatus();
      const code = codeOfStatus[status] ?? (status >= 500 ? 'failed' : 'bad-input');
      return status === 400 ? { status, code, detail: inputProblem(error) } : { status, code };
    }
    if (holdsUnkeepableText(error)) {
      return { status: 400, code: 'bad-input', detail: 'The request holds a character that cannot be kept (NUL).' };
    }
    const status = (error as { statusCode?: number }).statusCode;
    if (status !== undefined && status >= 400 && status < 500)
      return { status, code: codeOfStatus[status] ?? 'bad-input' };
    return {
      status: 500,
      code: 'failed',
      detail: 'Something went wrong on our side. What you sent was not kept: try again.',
    };
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Not understood',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Does not fit what is stored',
  410: 'No longer here',
  413: 'Too large',
  415: 'Wrong media type',
  422: 'Key used before',
  423: 'Locked',
  429: 'Too many requests',
  500: 'Failed',
  503: 'Not available',
};

/** The validation pipe's sentences: which field and what is wrong with it, never the value. */
function inputProblem(error: HttpException): string {
  const response = error.getResponse();
  const message = typeof response === 'string' ? response : (response as { message?: string | string[] }).message;
  return (Array.isArray(message) ? message.slice(0, 3).join(' ') : message) ?? 'The request cannot be read.';
}

/** PostgreSQL keeps no NUL in text, wherever in a request it came from. */
function holdsUnkeepableText(error: unknown): boolean {
  const code = (error as { driverError?: { code?: string } }).driverError?.code;
  return code === '22021' || code === '22P05';
}
