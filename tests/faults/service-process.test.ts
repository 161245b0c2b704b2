import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../server/open-database.ts';
import { startChild, type Child } from '../support/child.ts';
import { testDatabase } from '../support/database.ts';
import { serviceProcess, type ServiceProcess } from '../support/service-process.ts';

const PASSWORD = 'correct horse battery';
const GRACE_MS = 3000;
const ON_SERVER = Boolean(process.env['DATABASE_URL']);

let dir: string;
let server: OpenDatabase | undefined;
let service: ServiceProcess;
const running: Child[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xiaoshu-service-'));
  if (ON_SERVER) server = await testDatabase();
  service = await serviceProcess({
    DATA_DIR: dir,
    ...(server ? { DATABASE_URL: server.url } : {}),
    ADMIN_PASSWORD: PASSWORD,
    SHUTDOWN_GRACE_MS: String(GRACE_MS),
  });
  running.push(service);
}, 90_000);
afterAll(async () => {
  await Promise.all(running.map((child) => child.kill()));
  rmSync(dir, { recursive: true, force: true });
  await server?.stop();
});

function logIn(body: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${service.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    call.once('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.once('error', reject);
    if (headers['content-length']) call.write(body);
    else call.end(body);
  });
}

describe('the process', () => {
  it('refuses settings that do not fit, all faults in one message', async () => {
    const child = startChild('server/main.ts', ['--role=api'], { PORT: 'http', DATA_DIR: dir, LLM_FALLBACKS: 'x' });
    running.push(child);
    expect(await child.ended).toBe(1);
    for (const name of ['PORT', 'JWT_SECRET', 'DATABASE_URL', 'LLM_FALLBACKS']) expect(child.output()).toContain(name);
    expect(child.output()).toContain('配置有误，服务没有启动');
    expect(child.output()).not.toContain('    at ');
  });

  it.skipIf(ON_SERVER)('refuses a data directory in use, in words, and leaves the first alone', async () => {
    const second = startChild('server/main.ts', [], { PORT: '0', DATA_DIR: dir });
    running.push(second);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`数据目录 ${dir} 正被另一个进程（进程号 ${service.pid}）使用`);
    expect(second.output()).not.toContain('    at ');
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });

  it('ends with 0 on SIGTERM: who waits for an answer gets it, who never finishes asking is not waited for', async () => {
    const unfinished = logIn('{"username":', { 'content-length': '1000' }).catch((error: Error) => error.message);
    const kept = await fetch(`${service.url}/healthz`);
    expect(kept.status).toBe(200);
    // Checking a password takes long enough to be overtaken by the signal.
    const waiting = logIn(JSON.stringify({ username: 'admin', password: PASSWORD }));
    await fetch(`${service.url}/healthz`);
    const asked = performance.now();
    service.signal('SIGTERM');
    expect(await waiting).toBe(200);
    expect(await service.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(GRACE_MS + 7000);
    expect(await unfinished).toMatch(/socket hang up|ECONNRESET/);
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow('fetch failed');
  }, 40_000);
});
