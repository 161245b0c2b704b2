import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The service as a person starts it: a process of its own on a free port, with a database that is thrown away. */
export interface ServiceProcess {
  /** Address it printed, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  stop(): Promise<void>;
}

export const ADMIN_PASSWORD = 'a password of browser tests';
const ROOT = join(import.meta.dirname, '..', '..', '..');

/**
 * Starts `node server/main.ts` and waits for the address it prints.
 *
 * @param environment Settings beside those every test service has.
 * @throws Error with what the process said, when it ends before it listens.
 */
export async function startServiceProcess(environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiaoshu-browser-'));
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ADMIN_PASSWORD,
      RATE_LIMIT: '1000000',
      SHUTDOWN_GRACE_MS: '1000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    return {
      url: await printedAddress(child),
      stop: async () => {
        if (child.exitCode === null) {
          child.kill('SIGTERM');
          await once(child, 'exit');
        }
        remove();
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    remove();
    throw error;
  }
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code} before it listened:\n${said}`)));
  });
}
