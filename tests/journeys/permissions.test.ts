import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../kernel/contracts/identity.ts';
import { ROLE_TABLE } from '../../domain/identity/role-table.ts';
import type { RouteDefinition } from '../../server/route.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
const clients = new Map<Role, TestClient>();
let routes: readonly RouteDefinition[];

beforeAll(async () => {
  world = await testService();
  for (const role of ROLES) clients.set(role, await world.as(role));
  routes = world.service.routes;
});
afterAll(() => world.stop());

const pathOf = (route: RouteDefinition): string =>
  route.url.replaceAll(/:(\w+)/g, '00000000-0000-7000-8000-000000000000');
/** A body nobody accepts: the answer about rights has to come before the answer about the body. */
const bodyOf = (route: RouteDefinition): unknown =>
  route.method === 'GET' || route.method === 'DELETE' ? undefined : { no_such_field: true };

describe('every route', () => {
  it('asks who calls, unless it is public', async () => {
    for (const route of routes.filter((one) => one.access !== 'public')) {
      const answer = await fetch(world.url + pathOf(route), { method: route.method });
      expect(answer.status, `${route.method} ${route.url}`).toBe(401);
    }
  });

  // Every role calls every route.
  it('lets exactly those roles in that hold its permission', { timeout: 120_000 }, async () => {
    for (const route of routes.filter((one) => one.access !== 'public' && one.access !== 'signed_in')) {
      for (const role of ROLES) {
        const allowed = ROLE_TABLE[role].permissions.some((permission) => permission === route.access);
        const { status } = await clients.get(role)!.call(route.method, pathOf(route), bodyOf(route));
        if (allowed) expect([401, 403], `${role} ${route.method} ${route.url}`).not.toContain(status);
        else expect(status, `${role} ${route.method} ${route.url}`).toBe(403);
      }
    }
  });

  it('answers in time and never with a fault of ours', async () => {
    for (const route of routes.filter((one) => one.method === 'GET')) {
      const { status } = await clients.get('administrator')!.call(route.method, pathOf(route));
      expect(status, `${route.method} ${route.url}`).toBeLessThan(500);
    }
  });

  it('stands in the OpenAPI page with its permission', async () => {
    const { paths } = (await (await fetch(`${world.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    for (const route of routes) {
      const path = route.url.replaceAll(/:(\w+)/g, '{$1}');
      expect(Object.keys(paths[path] ?? {}), route.url).toContain(route.method.toLowerCase());
    }
  });
});
