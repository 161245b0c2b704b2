import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const START_LIMIT_MS = 120_000;
const POLL_MS = 2;

/** A server in a process of its own. */
export interface ChildServer {
  readonly url: string;
  /** From the spawn to its first good answer. */
  readonly startMs: number;
  /** Memory the process holds now, in MB. */
  rssMb(): number;
  /** Asks it to end and waits for it. */
  stop(): Promise<void>;
}

/**
 * Starts `node <script>` on a free port and waits until `/healthz` answers 200.
 * @throws Error when it ends or stays silent instead; its last words are in the message
 */
export async function startChild(
  script: string,
  environment: Readonly<Record<string, string>>,
  nodeArguments: readonly string[] = [],
): Promise<ChildServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begin = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, join(ROOT, script)], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void words.splice(0, Math.max(0, words.push(String(chunk)) - 20)));
  try {
    await firstAnswer(`${url}/healthz`, child);
  } catch (thrown) {
    child.kill('SIGKILL');
    throw new Error(`${script} did not start: ${words.join('')}`, { cause: thrown });
  }
  return { url, startMs: performance.now() - begin, rssMb: () => rssMb(child), stop: () => ended(child) };
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  const begin = performance.now();
  while (performance.now() - begin < START_LIMIT_MS) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it ended');
    const isGood = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isGood) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('no answer in time');
}

/** Linux tells the resident memory of a process in kB. */
function rssMb(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await end;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
