import { existsSync } from 'node:fs';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { newId } from '../kernel/ids.ts';
import { serverError } from './errors.ts';
import { metricsRoute } from './plugins/measure.ts';
import { answerError, answerErrors } from './plugins/answer-errors.ts';
import { registerAuthentication, type Authenticator } from './plugins/authenticate.ts';
import { secureHeaders } from './plugins/secure-headers.ts';
import type { ServiceParts } from './parts.ts';
import { callerOf, registerRoutes } from './register-routes.ts';
import type { RouteDefinition } from './route.ts';

const BODY_LIMIT = 1_048_576;
const FILE_LIMIT = 104_857_600;

/** Problems are told in Chinese unless a request asks otherwise; see `invalid-input.ts`. */
z.config(z.locales.zhCN());

export interface AppOptions {
  readonly routes: (auth: Authenticator) => readonly RouteDefinition[];
  /** Sockets and other things that are no plain routes. */
  readonly extend?: (app: FastifyInstance) => Promise<void>;
  /** Folder of the built console; left out when there is none. */
  readonly webRoot?: string;
  /** Check every answer against its route's shape (tests). */
  readonly checkAnswers?: boolean;
}

/** Puts the HTTP server together without listening. */
export async function buildApp(parts: ServiceParts, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: parts.config.trustProxy,
    genReqId: () => newId(),
    forceCloseConnections: 'idle',
    frameworkErrors: answerError,
  });
  useZod(app, options.checkAnswers ?? false);
  answerErrors(app);
  metricsRoute(app, parts.metrics);
  secureHeaders(app);
  await app.register(fastifyRateLimit, {
    max: parts.config.rateLimit,
    timeWindow: 60_000,
    // After the access check, so that colleagues behind one address do not use up each other's calls.
    hook: 'preHandler',
    keyGenerator: callerOf,
    errorResponseBuilder: (_request, context) =>
      serverError('server.too_many_requests', { details: { seconds: Math.ceil(context.ttl / 1000) } }),
  });
  await app.register(fastifyMultipart, { limits: { fileSize: FILE_LIMIT, files: 1, fields: 10 } });
  await app.register(fastifyWebsocket, { options: { maxPayload: 256 * 1024 } });
  await registerApiDocs(app);
  const auth = await registerAuthentication(app, parts);
  registerRoutes(app, parts, auth, options.routes(auth));
  await options.extend?.(app);
  await serveConsole(app, options.webRoot);
  return app;
}

function useZod(app: FastifyInstance, checkAnswers: boolean): void {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    const parsed = schema.safeParse(data);
    if (parsed.success) return { value: parsed.data };
    return { error: Object.assign(new Error('invalid input'), { issues: parsed.error.issues, schema, data }) };
  });
  // Answers are built from typed rows: checking each one costs more than the query, so only tests do it.
  app.setSerializerCompiler<z.ZodType>(({ schema, url }) => (data) => {
    if (checkAnswers && schema instanceof z.ZodType) {
      const parsed = schema.safeParse(data);
      if (!parsed.success) throw new Error(`The answer of ${url} does not fit its shape: ${parsed.error.message}`);
    }
    return JSON.stringify(data);
  });
}

async function registerApiDocs(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '销枢 Xiaoshu',
        version: '0.1.0',
        description: 'Multi-agent assistant service for Chinese sales organisations',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          accessToken: { type: 'apiKey', in: 'header', name: 'access-token' },
        },
      },
      security: [{ bearer: [] }, { accessToken: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await app.register(fastifySwaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** Serves the built console; every path that is no file and no API is a page of it. */
async function serveConsole(app: FastifyInstance, root: string | undefined): Promise<void> {
  if (root && existsSync(root)) {
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      maxAge: '1h',
      immutable: false,
      index: 'index.html',
      setHeaders: cacheForever,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !/^\/(api|ws|docs)\b/.test(request.url) &&
      request.headers.accept?.includes('text/html');
    if (root && existsSync(root) && isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    throw serverError('server.no_route');
  });
}

/** Built files carry a hash in their name, so a browser may keep them. */
function cacheForever(reply: { header(name: string, value: string): unknown }, path: string): void {
  reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}
