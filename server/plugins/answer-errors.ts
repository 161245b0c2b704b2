import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError, toAppError } from '../../kernel/errors.ts';
import type { ErrorBody } from '../../kernel/contracts/paging.ts';
import { invalidInput } from '../invalid-input.ts';
import { serverError } from '../errors.ts';
import { localeOf } from '../locale-of.ts';

const STATUS_OF_KIND = {
  invalid: 400,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  transient: 503,
  bug: 500,
} as const;

/** Codes whose status differs from that of their kind. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'access.not_signed_in': 401,
  'access.token_invalid': 401,
  'identity.wrong_credentials': 401,
  'identity.refresh_invalid': 401,
  'identity.ticket_invalid': 401,
  'identity.too_many_attempts': 429,
  'server.too_many_requests': 429,
  'messaging.visitor_unknown': 401,
  'messaging.visitor_too_fast': 429,
  'server.body_too_large': 413,
  'server.unsupported_media': 415,
};

/** The HTTP status of a failure. */
export function statusOf(error: AppError): number {
  return STATUS_OF_CODE[error.code] ?? STATUS_OF_KIND[error.kind];
}

/** The body that tells a person what went wrong. A bug's own words never leave the process. */
export function errorBodyOf(error: AppError, locale: 'zh' | 'en', requestId: string): ErrorBody {
  return {
    error: {
      code: error.code,
      kind: error.kind,
      message: error.sentence(locale),
      ...(error.kind !== 'bug' && Object.keys(error.details).length > 0 ? { details: { ...error.details } } : {}),
      request_id: requestId,
    },
  };
}

/** The one translator from anything thrown to an HTTP answer. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(answerError);
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
}

/** Answers one failure; also for those the framework meets before any hook has run. */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = fromFastify(thrown, request) ?? fromDatabase(thrown) ?? toAppError(thrown);
  const status = statusOf(error);
  if (status >= 500) request.log.error({ error: thrown, code: error.code }, 'A request failed');
  const seconds = error.details['seconds'];
  if (status === 429 && seconds !== undefined) void reply.header('retry-after', String(seconds));
  if (status === 401) void reply.header('www-authenticate', challengeOf(error));
  if (status === 503) void reply.header('retry-after', '5');
  return reply.status(status).send(errorBodyOf(error, localeOf(request), request.id));
}

/** What a program that was not let in is to bring (RFC 6750 §3). A browser shows no window for it. */
function challengeOf(error: AppError): string {
  return error.code === 'access.token_invalid'
    ? 'Bearer realm="xiaoshu", error="invalid_token"'
    : 'Bearer realm="xiaoshu"';
}

/** A character PostgreSQL cannot store (the NUL character in text or JSON; its codes 22021 and 22P05). */
function fromDatabase(thrown: unknown): AppError | undefined {
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined;
  return code === '22021' || code === '22P05' ? serverError('server.bad_text', { cause: thrown }) : undefined;
}

/** Failures of the framework itself, in our words. */
function fromFastify(thrown: unknown, request: FastifyRequest): AppError | undefined {
  if (thrown instanceof AppError || typeof thrown !== 'object' || thrown === null) return undefined;
  const { code, statusCode, message, issues, schema, data } = thrown as {
    code?: string;
    statusCode?: number;
    message?: string;
    issues?: z.core.$ZodIssue[];
    schema?: z.ZodType;
    data?: unknown;
  };
  if (issues && schema) return invalidInput(schema, data, localeOf(request));
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return serverError('server.body_too_large', { details: { limit: limitText(request.routeOptions.bodyLimit) } });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return serverError('server.bad_json');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return serverError('server.unsupported_media');
    default:
      if (statusCode && statusCode >= 400 && statusCode < 500)
        return serverError('server.bad_request', { details: { reason: message ?? '' } });
      return undefined;
  }
}

function limitText(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.round(bytes / 1_048_576)} MB` : `${Math.round(bytes / 1024)} KB`;
}
