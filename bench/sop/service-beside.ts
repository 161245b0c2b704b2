import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a process holds after a collection (bytes), and how long it has computed. */
export interface Held {
  readonly rss: number;
  readonly held: number;
  readonly cpuMs: number;
}

/** The service in a process of its own, which tells what it holds. */
export interface ServiceBeside {
  memory(): Promise<Held>;
  stop(): Promise<void>;
}

/** Starts it. @throws Error when it ends instead */
export async function serviceBeside(databaseUrl: string): Promise<ServiceBeside> {
  const child = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, 'waiting-service.ts'), databaseUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the service ended');
    return value;
  };
  await next();
  return {
    memory: async () => {
      child.stdin.write('memory\n');
      return JSON.parse(await next()) as Held;
    },
    stop: async () => {
      const over = once(child, 'close');
      child.stdin.write('stop\n');
      await over;
    },
  };
}
