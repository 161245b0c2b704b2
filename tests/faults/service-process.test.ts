import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startChild, type Child } from '../support/child.ts';
import { testDatabase } from '../support/database.ts';
import { serviceProcess } from '../support/service-process.ts';
import type { OpenDatabase } from '../../server/open-database.ts';

let dir: string;
let server: OpenDatabase | undefined;
let running: Child[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xiaoshu-service-'));
  // On a server the database is one of our own; embedded, each test's process makes it in `dir`.
  if (process.env['DATABASE_URL']) server = await testDatabase();
});
afterEach(async () => {
  await Promise.all(running.map((child) => child.kill()));
  running = [];
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await server?.stop();
});

const settings = (): Record<string, string> => ({ DATA_DIR: dir, ...(server ? { DATABASE_URL: server.url } : {}) });

describe('the process', () => {
  it('starts, answers, keeps its port, and ends with 0 on SIGTERM although a client is half-way through a request', async () => {
    const service = await serviceProcess({
      ...settings(),
      SHUTDOWN_GRACE_MS: '1500',
      ADMIN_PASSWORD: 'correct horse battery',
    });
    running.push(service);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    const half = request(`${service.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '1000' },
    });
    half.on('error', () => undefined);
    half.write('{"username":');
    await fetch(`${service.url}/readyz`);
    const asked = performance.now();
    service.signal('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(8000);
    half.destroy();
  }, 90_000);

  it('lets a request that is being answered end before it stops', async () => {
    const service = await serviceProcess({
      ...settings(),
      SHUTDOWN_GRACE_MS: '8000',
      ADMIN_PASSWORD: 'correct horse battery',
    });
    running.push(service);
    // Checking a password takes long enough to be overtaken by the signal.
    const answer = fetch(`${service.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'correct horse battery' }),
    });
    await fetch(`${service.url}/healthz`);
    service.signal('SIGTERM');
    expect((await answer).status).toBe(200);
    expect(await service.ended).toBe(0);
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow('fetch failed');
  }, 90_000);

  it.skipIf(process.env['DATABASE_URL'])(
    'refuses a data directory in use, in words, and leaves the first alone',
    async () => {
      const first = await serviceProcess(settings());
      running.push(first);
      const second = startChild('server/main.ts', [], { PORT: '0', DATA_DIR: dir });
      running.push(second);
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain(`数据目录 ${dir} 正被另一个进程（进程号 ${first.pid}）使用`);
      expect(second.output()).not.toContain('    at ');
      expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    },
    90_000,
  );

  it('refuses settings that do not fit, all faults in one message', async () => {
    const child = startChild('server/main.ts', ['--role=api'], { PORT: 'http', DATA_DIR: dir, LLM_FALLBACKS: 'x' });
    running.push(child);
    expect(await child.ended).toBe(1);
    for (const name of ['PORT', 'JWT_SECRET', 'DATABASE_URL', 'LLM_FALLBACKS']) expect(child.output()).toContain(name);
    expect(child.output()).toContain('配置有误，服务没有启动');
    expect(child.output()).not.toContain('    at ');
  });

  it('says in words that its port is taken', async () => {
    const first = await serviceProcess(settings());
    running.push(first);
    const { port } = new URL(first.url);
    const other = mkdtempSync(join(tmpdir(), 'xiaoshu-service-'));
    const second = startChild('server/main.ts', [], { ...settings(), DATA_DIR: other, PORT: port });
    running.push(second);
    expect(await second.ended).toBe(1);
    rmSync(other, { recursive: true, force: true });
    expect(second.output()).toMatch(/EADDRINUSE/);
    expect(second.output()).toContain(`端口 ${port} 已被占用`);
  }, 90_000);
});
