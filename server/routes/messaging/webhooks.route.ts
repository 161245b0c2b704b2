import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accountOfSecret } from '../../../domain/messaging/accounts/callback-secret.ts';
import { messagingError } from '../../../domain/messaging/errors.ts';
import { channelOf } from '../../../domain/messaging/messaging-scope.ts';
import { Channel } from '../../../kernel/contracts/messaging.ts';
import { takeCallback } from '../../messaging/take-callback.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { MESSAGING_TAG } from './params.ts';

/** A callback with a picture in it. */
const LARGEST_CALLBACK = 20 * 1_048_576;

const Params = z.object({
  channel: Channel,
  secret: z.string().max(200),
  purpose: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}$/)
    .optional(),
});

/**
 * Where the vendors call back. Nothing is signed: the secret in the address is all there is. They wait three seconds at most and
 * some never try again, so a callback is only kept here, in a file when the database does not take it in time, and read after
 * the answer. Vendors call from few addresses for all accounts and are not slowed down; who does not know an address is.
 */
export function webhookRoutes(parts: ServiceParts): RouteDefinition[] {
  const accounts = new WeakMap<FastifyRequest, string>();
  return ['/api/v1/webhooks/:channel/:secret', '/api/v1/webhooks/:channel/:secret/:purpose'].map((url) =>
    defineRoute({
      method: 'POST',
      url,
      access: 'public',
      summary: '渠道回调',
      tag: MESSAGING_TAG,
      params: Params,
      rawBody: true,
      bodyLimit: LARGEST_CALLBACK,
      rateLimit: false,
      admit: (request) => {
        const { channel, secret } = request.params as z.input<typeof Params>;
        const accountId = accountOfSecret(parts.jwtSecret, channel, secret);
        if (!accountId) throw messagingError('messaging.callback_refused');
        accounts.set(request, accountId);
      },
      handle: async ({ request, reply }, { params }) => {
        const port = channelOf(parts, params.channel);
        const callback = {
          channel: params.channel,
          account_id: accounts.get(request)!,
          purpose: params.purpose ?? 'message',
          content_type: request.headers['content-type'] ?? null,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          received_at: parts.clock.now(),
        };
        await takeCallback(parts, callback, parts.config.callbackDeadlineMs);
        return await reply.header('content-type', port.answer.content_type).send(port.answer.body);
      },
    }),
  );
}
