import type { FastifyRequest } from 'fastify';

/** The language of a request: Chinese unless the client puts English first. */
export function localeOf(request: FastifyRequest): 'zh' | 'en' {
  return request.headers['accept-language']?.trimStart().toLowerCase().startsWith('en') ? 'en' : 'zh';
}
