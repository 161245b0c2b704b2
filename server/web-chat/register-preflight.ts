import type { FastifyInstance } from 'fastify';
import { forkEm } from '../../db/orm.ts';
import type { ServiceParts } from '../parts.ts';
import { admitPage } from './admit-visitor.ts';

/** Answers the browser's question whether a page of another site may ask at all. */
export function registerWebChatPreflight(app: FastifyInstance, parts: Pick<ServiceParts, 'orm'>): void {
  app.options('/api/v1/webchat/:key/*', { schema: { hide: true } }, async (request, reply) => {
    const { key } = request.params as { key: string };
    await admitPage({ em: forkEm(parts.orm) }, { request, reply }, key);
    return await reply
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type, last-event-id',
        'access-control-max-age': '600',
      })
      .status(204)
      .send();
  });
}
