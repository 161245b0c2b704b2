import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { migrate } from '../db/migrate.ts';
import { createOrm, forkEm } from '../db/orm.ts';
import { loadDemo, type DemoLogin } from '../db/seeds/demo/load-demo.ts';
import type { AssistantPort } from '../domain/assistant.port.ts';
import { startMonitor } from '../domain/calls/monitor/monitor-state.ts';
import { expireLeases } from '../domain/chat/run-lease.ts';
import { watchDeals } from '../domain/crm/deal-warnings/watch-deals.job.ts';
import { measureForecast } from '../domain/crm/forecast/measure-forecast.job.ts';
import { refreshProfiles } from '../domain/crm/profiles/refresh-profiles.job.ts';
import { scoreAtStart } from '../domain/crm/scoring/score-at-start.ts';
import type { Channels } from '../domain/messaging/messaging-scope.ts';
import { ensureAdministrator } from '../domain/identity/ensure-administrator.ts';
import { ensureBuiltIn } from '../domain/routing/built-in/ensure-built-in.ts';
import { hashPassword } from '../domain/identity/passwords.ts';
import { loadLibrary } from '../knowledge/ingest/load-library.job.ts';
import { JobEngine } from '../jobs/engine.ts';
import { startSchedules } from '../jobs/schedules.ts';
import { createInProcessBus } from '../kernel/bus/in-process-bus.ts';
import { createRedisBus } from '../kernel/bus/redis-bus.ts';
import { systemActor } from '../kernel/actor.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config/config-shape.ts';
import { createLogger, type Logger } from '../kernel/logger.ts';
import { systemRandom, type Random } from '../kernel/random.ts';
import { createMemoryCache, createRedisCache } from '../kernel/redis/cache.ts';
import { createPresence } from '../kernel/redis/presence.ts';
import { AGENTS } from '../agents/registry.ts';
import { TOOLS } from '../tools/registry.ts';
import { composeAssistant, type Assistant, type Staff } from './assistant/compose-assistant.ts';
import { composeQuestions } from './assistant/compose-questions.ts';
import { buildApp } from './build-app.ts';
import { callSchedule, callScope } from './calls/call-jobs.ts';
import { composeCalls, type CallOverrides } from './calls/compose-calls.ts';
import { serverError } from './errors.ts';
import { composeKnowledge } from './knowledge/compose-knowledge.ts';
import { JOBS, registerHandlers } from './jobs.ts';
import { composeLibrary, type Library } from './knowledge/compose-library.ts';
import { composeChannels } from './messaging/compose-channels.ts';
import { composeRouting, type RoutingOverrides } from './routing/compose-routing.ts';
import { composeSop, type SopOverrides } from './sop/compose-sop.ts';
import { putDemoDrafts } from './sop/put-demo-drafts.ts';
import { startSopAlarm } from './sop/sop-alarm.ts';
import { composeCallbacks, type CallbackParts, type ReadsCallbacks } from './messaging/compose-callbacks.ts';
import { measureCallbacks } from './messaging/measure-callbacks.ts';
import { createSecretBox, withOpenSecrets } from './messaging/seal-secrets.ts';
import { createMetrics } from './metrics.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';
import type { ServiceParts } from './parts.ts';
import type { RouteDefinition } from './route.ts';
import { routeTable } from './routes/registry.ts';
import { SCHEDULES } from './schedules.ts';
import { registerChatSocket } from './sockets/chat-socket.ts';
import { registerWebChatPreflight } from './web-chat/register-preflight.ts';
import { signingSecret } from './signing-secret.ts';

/** Of the demo people; printed at start. Demo data is for looking around on one's own machine. */
const DEMO_PASSWORD = 'xiaoshu-demo';

/** Parts a test puts in the place of the real ones. */
export interface ServiceOverrides {
  readonly clock?: Clock;
  readonly random?: Random;
  readonly logger?: Logger;
  /** A database that is open already (tests): it is neither started nor stopped here. */
  readonly database?: OpenDatabase;
  /** Channels in the place of those the settings name. */
  readonly channels?: Channels;
  /** Dialer, analyst and pauses of calls in the place of those the settings name. */
  readonly calls?: CallOverrides;
  /** Do not run workers and schedules; the caller drains the jobs. */
  readonly withoutWorkers?: boolean;
  /** Read callbacks before they are answered, so that a test sees what came of one right after the answer. */
  readonly readsBeforeAnswering?: boolean;
  /** A store without flows stays without: messages are received and not routed. */
  readonly withoutBuiltInFlow?: boolean;
  /** Node types, effects and understanding of flows in the place of the service's own. */
  readonly routing?: RoutingOverrides;
  /** Who judges replies to sequences, and how long they are collected, in the place of the service's own. */
  readonly sop?: SopOverrides;
  readonly checkAnswers?: boolean;
  /** Judges messages and drafts replies in the place of models and the built-in understanding. */
  readonly questions?: AssistantPort;
  /** Agents and tools in the place of the service's own. */
  readonly staff?: Staff;
}

export interface Service {
  readonly parts: ServiceParts;
  readonly assistant: Assistant;
  readonly library: Library;
  readonly app: FastifyInstance;
  /** Address it listens at. */
  readonly url: string;
  readonly adminPassword: string | undefined;
  /** Demo people one can log in as; empty without demo data. */
  readonly demoLogins: readonly DemoLogin[];
  /** The table of all routes. */
  readonly routes: readonly RouteDefinition[];
  /** Ends gracefully: no new work, running work finishes within the grace time, then everything closes. */
  stop(): Promise<void>;
}

/** Composes the whole service from its settings and starts the half its role names. */
export async function startService(config: Config, overrides: ServiceOverrides = {}): Promise<Service> {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? systemRandom;
  const logger = overrides.logger ?? createLogger(config.logLevel);
  const database = overrides.database ?? (await openDatabase(config));
  await migrate(database.url);
  const orm = await createOrm({ url: database.url, poolSize: config.databasePool });
  const metrics = createMetrics();
  const engine = new JobEngine({
    url: database.url,
    embedded: database.embedded,
    poolSize: 4,
    clock,
    logger,
    jobs: JOBS,
    onSettled: (job, outcome, seconds) => metrics.jobs.observe({ job, outcome }, seconds),
  });
  orm.em.getEventManager().registerSubscriber(engine.wakeUp);
  await engine.start();
  const cache = config.redisUrl ? createRedisCache(config.redisUrl, logger) : createMemoryCache(clock);
  const bus = config.redisUrl ? createRedisBus(config.redisUrl, logger) : createInProcessBus(logger);
  const jwtSecret = signingSecret(config.secrets.jwtSecret, config.dataDir, random);
  const secretBox = createSecretBox(jwtSecret, random);
  const channels = withOpenSecrets(overrides.channels ?? composeChannels({ config, clock, orm, bus }), secretBox);
  const callbacks = await composeCallbacks({
    config,
    database,
    orm,
    engine,
    logger,
    metrics,
    scope: () => ({ em: forkEm(orm), clock, actor: systemActor([]), events: bus, jobs: engine, channels }),
    reads: whoReads(config, overrides),
  });
  const base: Omit<ServiceParts, 'assistant' | 'routing' | 'sop'> = {
    config,
    clock,
    random,
    logger,
    orm,
    engine,
    bus,
    cache,
    presence: createPresence(cache),
    knowledge: composeKnowledge({ config, orm, clock, bus, logger }),
    channels,
    calls: composeCalls({ config, clock, random, logger, orm, metrics }, overrides.calls),
    secretBox,
    keeper: callbacks.keeper,
    reader: callbacks.reader,
    spool: callbacks.spool,
    metrics,
    jwtSecret,
  };
  const understanding = {
    ...base,
    assistant: overrides.questions ?? composeQuestions(base, () => library.engine),
  };
  measureCallbacks(base);
  const parts: ServiceParts = {
    ...understanding,
    routing: composeRouting(understanding, overrides.routing),
    sop: composeSop(understanding, overrides.sop),
  };
  const adminPassword = await ensureAdministrator(
    { em: forkEm(orm), clock, events: parts.bus, random },
    config.secrets.adminPassword,
  );
  if (!overrides.withoutBuiltInFlow) await putBuiltInFlow(parts);
  const demo = config.demoData
    ? await loadDemo({ em: forkEm(orm), clock, hashPassword, password: DEMO_PASSWORD })
    : undefined;
  const library = composeLibrary(parts, () => assistant.models);
  const assistant = await composeAssistant(
    parts,
    database.url,
    overrides.staff ?? { tools: TOOLS, agents: AGENTS },
    library.engine,
  );
  registerHandlers(parts, assistant, library);
  if (demo?.loaded) {
    await putDemoDrafts(parts);
    await queueDemoWork(parts);
  }
  let routes: readonly RouteDefinition[] = [];
  const app = await buildApp(parts, {
    routes: (auth) => (routes = routeTable(parts, auth, assistant, library.engine)),
    extend: (instance) => {
      registerWebChatPreflight(instance, parts);
      return Promise.resolve(registerChatSocket(instance, parts, assistant.runs));
    },
    webRoot: join(import.meta.dirname, '..', 'web', 'dist'),
    checkAnswers: overrides.checkAnswers ?? false,
  });
  const workers = await startWorkers(parts, config, overrides);
  if (!overrides.withoutWorkers) await continueRuns(parts, assistant, database.embedded);
  const url = await listen(app, config);
  if (!overrides.withoutWorkers) void parts.knowledge.warm();
  return {
    parts,
    app,
    url,
    adminPassword,
    demoLogins: demo?.logins ?? [],
    routes,
    stop: () =>
      stopService(parts, callbacks, assistant, library, app, workers, overrides.database ? undefined : database),
    assistant,
    library,
  };
}

/**
 * The demo company comes with something to read, and has warnings, profiles and a forecast on its first day rather than
 * after its first night; the workers see to it while the service is used already.
 */
async function queueDemoWork(parts: ServiceParts): Promise<void> {
  await forkEm(parts.orm).transactional(async (em) => {
    await parts.engine.enqueue(em, loadLibrary, {}, { singletonKey: 'library' });
    await parts.engine.enqueue(em, watchDeals, {}, { singletonKey: 'demo' });
    await parts.engine.enqueue(em, refreshProfiles, { all: true }, { singletonKey: 'demo' });
    await parts.engine.enqueue(em, measureForecast, {}, { singletonKey: 'demo' });
  });
}

function whoReads(config: Config, overrides: ServiceOverrides): ReadsCallbacks {
  if (overrides.readsBeforeAnswering) return 'before_the_answer';
  return overrides.withoutWorkers || config.role === 'api' ? 'elsewhere' : 'here';
}

/** A store without flows begins with the built-in one. */
async function putBuiltInFlow({ routing, logger }: ServiceParts): Promise<void> {
  const outcome = await ensureBuiltIn(routing.scope(), routing.nodes);
  if (outcome === 'incomplete')
    logger.warn('This build lacks node types of the built-in flow; messages are not routed');
}

/** @throws AppError `server.port_in_use` */
async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown;
    throw serverError('server.port_in_use', { details: { port }, cause: thrown });
  }
}

/** Answers that a former process left open go on here; an embedded database has no other process to wait for. */
async function continueRuns(parts: ServiceParts, assistant: Assistant, alone: boolean): Promise<void> {
  const scope = { em: forkEm(parts.orm), clock: parts.clock };
  if (alone) await expireLeases(scope);
  await assistant.runs.takeOver(scope);
}

async function startWorkers(
  parts: ServiceParts,
  config: Config,
  overrides: ServiceOverrides,
): Promise<{ stop(): Promise<void> }> {
  if (overrides.withoutWorkers || config.role === 'api') return { stop: () => Promise.resolve() };
  await parts.engine.work();
  // What a former process kept and did not read.
  void parts.reader.readAll().catch((error: unknown) => {
    parts.logger.warn({ error }, 'Callbacks of a former process cannot be read yet; the schedule tries again');
  });
  await scoreAtStart({ em: forkEm(parts.orm), jobs: parts.engine });
  await startMonitor(callScope(parts));
  const { orm, engine: queue, clock, logger } = parts;
  const schedules = startSchedules({ orm, queue, clock, logger }, [
    ...SCHEDULES,
    callSchedule(config.calls.monitorMinutes),
  ]);
  const alarm = startSopAlarm(parts);
  return {
    stop: async () => {
      await alarm.stop();
      await schedules.stop();
      logger.info('自动化任务监控已随服务停止');
    },
  };
}

async function stopService(
  parts: ServiceParts,
  callbacks: CallbackParts,
  assistant: Assistant,
  library: Library,
  app: FastifyInstance,
  workers: { stop(): Promise<void> },
  database: OpenDatabase | undefined,
): Promise<void> {
  await workers.stop();
  await callbacks.stopReading();
  await assistant.stop();
  const { shutdownGraceMs } = parts.config;
  await Promise.all([closeApp(app, shutdownGraceMs), parts.engine.stop(shutdownGraceMs)]);
  await library.stop();
  await parts.knowledge.stop();
  await callbacks.close();
  await parts.bus.close();
  await parts.cache.close();
  await parts.orm.close(true);
  await database?.stop();
}

/**
 * Takes no new connection and lets the requests in work end. A browser keeps its connection open after its answer, and a
 * client may never finish its request: the first are closed as they fall idle, the second when the grace time is over.
 */
async function closeApp(app: FastifyInstance, graceMs: number): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 100);
  const late = setTimeout(() => app.server.closeAllConnections(), graceMs);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}
