import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { vi } from 'vitest';

/** Whether this machine can start a Redis of its own. */
export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of the test's own that can be killed, stopped and started again at the same address. */
export interface RedisProcess {
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL, as a crash. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay, nothing answers. */
  stall(): void;
  resume(): void;
}

/** Picks an address; nothing runs there before `start`. */
export async function redisProcess(): Promise<RedisProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--daemonize', 'no']);
      await vi.waitFor(async () => await answers(port), { timeout: 10_000, interval: 20 });
    },
    kill: async () => {
      const dying = child;
      child = undefined;
      if (!dying) return;
      const gone = new Promise((resolve) => {
        dying.once('exit', resolve);
      });
      dying.kill('SIGKILL');
      await gone;
    },
    stall: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  };
}

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
