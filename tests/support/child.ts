import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** Another process of ours, to be killed or asked to end. */
export interface Child {
  readonly pid: number;
  /** All it wrote to both outputs so far. */
  output(): string;
  /** Waits until the output matches. @throws when it ends before, or after `ms` */
  said(pattern: RegExp, ms?: number): Promise<RegExpExecArray>;
  /** Waits until the file or folder is there. */
  appeared(path: string): Promise<void>;
  /** Writes a line to its input. */
  tell(line: string): void;
  /** Sends the signal. */
  signal(name: NodeJS.Signals): void;
  /** How it ended: its code, or the signal that killed it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Runs one of our files in a Node of its own; `script` is relative to the root. */
export function startChild(
  script: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Child {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { PATH, HOME, ...environment },
  });
  let text = '';
  let over = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      resolve(code ?? signal ?? 0);
    });
  });
  // Whoever was killed hears nothing more.
  child.stdin.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    output: () => text,
    said: async (pattern, ms = 20_000) =>
      await vi.waitUntil(
        () => {
          const found = pattern.exec(text);
          if (!found && over) throw new Error(`The process ended without saying ${String(pattern)}:\n${text}`);
          return found;
        },
        { timeout: ms, interval: 20 },
      ),
    appeared: async (path) => void (await vi.waitUntil(() => existsSync(path), { timeout: 20_000, interval: 1 })),
    tell: (line) => void child.stdin.write(`${line}\n`),
    signal: (name) => void child.kill(name),
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
