import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { forkEm } from '../db/orm.ts';
import type { Scope } from '../domain/scope.ts';
import type { Actor } from '../kernel/actor.ts';
import { systemActor } from '../kernel/actor.ts';
import type { ServiceParts } from './parts.ts';
import type { Authenticator } from './plugins/authenticate.ts';
import type { RouteContext, RouteDefinition } from './route.ts';

const actors = new WeakMap<FastifyRequest, Actor>();

/** Who a request counts for: the person when one is signed in, else the address. */
export function callerOf(request: FastifyRequest): string {
  return actors.get(request)?.userId ?? request.ip;
}
const NOBODY = systemActor([]);

/** Hangs the table of routes into the server: each is access, then validation, then the handler, then the answer. */
export function registerRoutes(
  app: FastifyInstance,
  parts: ServiceParts,
  auth: Authenticator,
  routes: readonly RouteDefinition[],
): void {
  const limitRefused = app.rateLimit({ keyGenerator: (request) => `refused:${request.ip}` });
  const register = (into: FastifyInstance, route: RouteDefinition): void => {
    into.route({
      method: route.method,
      url: route.url,
      ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
      schema: schemaOf(route),
      ...limitOf(route),
      onRequest: async (request, reply) => {
        try {
          const actor = await auth.admit(request, route.access);
          if (actor) actors.set(request, actor);
          route.admit?.(request);
        } catch (thrown) {
          // The limit per person comes after this check: who is nobody yet counts by address, or tokens could be guessed.
          await limitRefused.call(app, request, reply);
          throw thrown;
        }
      },
      handler: async (request, reply) => {
        const input = { params: request.params, query: request.query, body: request.body } as never;
        const answer = await route.handle(contextOf(parts, request, reply), input);
        if (reply.sent || route.response === undefined)
          return answer === undefined && !reply.sent ? reply.status(route.status ?? 204).send() : answer;
        return reply.status(route.status ?? 200).send(answer);
      },
    });
  };
  for (const route of routes) if (!route.rawBody) register(app, route);
  void app.register((raw, _options, done) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    for (const route of routes) if (route.rawBody) register(raw, route);
    done();
  });
}

/** The unit of work is made when a handler asks for it: some need none. */
function contextOf(parts: ServiceParts, request: FastifyRequest, reply: FastifyReply): RouteContext {
  let scope: Scope | undefined;
  return {
    request,
    reply,
    get scope() {
      scope ??= {
        em: forkEm(parts.orm),
        clock: parts.clock,
        actor: actors.get(request) ?? NOBODY,
        events: parts.bus,
        jobs: parts.engine,
      };
      return scope;
    },
  };
}

function limitOf({ rateLimit }: RouteDefinition): Pick<RouteShorthandOptions, 'config'> {
  if (rateLimit === undefined) return {};
  return { config: { rateLimit: rateLimit === false ? false : { max: rateLimit } } };
}

function schemaOf(route: RouteDefinition): RouteShorthandOptions['schema'] {
  return {
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'public' ? { security: [] } : {}),
    ...(route.access !== 'public' && route.access !== 'signed_in'
      ? { description: `Permission: \`${route.access}\`` }
      : {}),
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body ? { body: route.body } : {}),
    ...(route.response ? { response: { [route.status ?? 200]: route.response } } : {}),
  };
}
