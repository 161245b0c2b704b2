import { forkEm } from '../../db/orm.ts';
import { AppUser } from '../../db/entities/identity/app-user.entity.ts';
import { Team } from '../../db/entities/identity/team.entity.ts';
import { hashPassword } from '../../domain/identity/passwords.ts';
import { toConfig } from '../../kernel/config/config.ts';
import type { Environment } from '../../kernel/config/env.ts';
import type { Role } from '../../kernel/contracts/identity.ts';
import { newId } from '../../kernel/ids.ts';
import { createLogger } from '../../kernel/logger.ts';
import { startService, type Service, type ServiceOverrides } from '../../server/start-service.ts';
import { testDatabase } from './database.ts';
import { FakeClock } from './fake-clock.ts';
import { TEST_ENVIRONMENT, TEST_PASSWORD } from './test-environment.ts';

export { TEST_PASSWORD };
let passwordHash: Promise<string> | undefined;

/** Somebody logged in, calling the service as a browser would. */
export interface TestClient {
  readonly userId: string;
  readonly token: string;
  call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T }>;
}

export interface TestService {
  readonly service: Service;
  readonly clock: FakeClock;
  readonly url: string;
  /** Makes a user of the role (in the named team) and logs them in. */
  as(role: Role, options?: { name?: string; username?: string; team?: string; region?: string }): Promise<TestClient>;
  /** Carries out all jobs that are due by the test's clock. */
  drain(): Promise<number>;
  stop(): Promise<void>;
}

/** The whole service on a database of its own, with a clock that stands still and jobs that wait to be drained. */
export async function testService(
  environment: Environment = {},
  overrides: ServiceOverrides = {},
): Promise<TestService> {
  const database = overrides.database ?? (await testDatabase());
  const clock = new FakeClock();
  const config = toConfig({ ...TEST_ENVIRONMENT, ...environment });
  const service = await startService(config, {
    clock,
    logger: createLogger(config.logLevel),
    database,
    withoutWorkers: true,
    readsBeforeAnswering: true,
    // A room is tested for itself; who wants the flow of the product asks for it.
    withoutBuiltInFlow: true,
    checkAnswers: true,
    ...overrides,
  });
  const client = clientOf(service);
  return {
    service,
    clock,
    url: service.url,
    as: async (role, options = {}) => {
      if (role === 'administrator' && !options.username) return await client('admin');
      const username = options.username ?? `${role}-${newId().slice(-8)}`;
      await addUser(service, role, username, options);
      return await client(username);
    },
    drain: () => service.parts.engine.drain(clock.now()),
    stop: async () => {
      await service.stop();
      if (!overrides.database) await database.stop();
    },
  };
}

async function addUser(
  service: Service,
  role: Role,
  username: string,
  options: { name?: string; team?: string; region?: string },
): Promise<void> {
  passwordHash ??= hashPassword(TEST_PASSWORD);
  const em = forkEm(service.parts.orm);
  const now = service.parts.clock.now();
  let team = options.team ? await em.findOne(Team, { name: options.team }) : null;
  if (options.team && !team) {
    team = em.create(Team, { id: newId(), name: options.team, region: options.region ?? null, createdAt: now });
    em.persist(team);
  }
  const user = em.create(AppUser, {
    id: newId(),
    username,
    name: options.name ?? username,
    passwordHash: await passwordHash,
    role,
    team: team?.id ?? null,
    createdAt: now,
    updatedAt: now,
  });
  em.persist(user);
  if (team && role === 'sales_manager') team.managerId = user.id;
  await em.flush();
}

function clientOf(service: Service): (username: string) => Promise<TestClient> {
  return async (username) => {
    const call = async <T>(
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<{ status: number; body: T }> => {
      const isJson = body !== undefined && !(body instanceof FormData) && typeof body !== 'string';
      const answer = await fetch(service.url + path, {
        method,
        headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as string | FormData) }),
      });
      const text = await answer.text();
      const json = answer.headers.get('content-type')?.includes('json') && text !== '';
      return { status: answer.status, body: (json ? JSON.parse(text) : text) as T };
    };
    const session = await call<{ access_token: string; user: { id: string } }>('POST', '/api/v1/auth/login', {
      username,
      password: TEST_PASSWORD,
    });
    if (session.status !== 200)
      throw new Error(`login of ${username} answered ${session.status}: ${JSON.stringify(session.body)}`);
    const token = session.body.access_token;
    return {
      userId: session.body.user.id,
      token,
      call: (method, path, body, headers) => call(method, path, body, { authorization: `Bearer ${token}`, ...headers }),
    };
  };
}
